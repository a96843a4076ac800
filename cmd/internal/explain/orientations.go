package explain

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"steersim/model"
)

// orientations are the weights on histograms of oriented gradients, (out, 4 * bins * rows * columns) as model/feature lays them out, of
// the unit that has the largest: in each block a star, whose lines lie as the edges do that they stand for.
func orientations(t model.Tensor, in model.Shape, bins int) (image.Image, string) {
	const cellPx = 40
	blocks := in.Height * in.Width
	unit := strongest(t, t.Shape[1])[0]
	sums := make([]float32, bins*blocks) // over the four cells of a block
	for channel := range in.Channels {
		for i, w := range t.Data[unit*t.Shape[1]+channel*blocks:][:blocks] {
			sums[channel%bins*blocks+i] += w
		}
	}
	full := max(mostOfRMS*math.Sqrt(energyOf(sums)/float64(len(sums))), tiny)
	m := paper(in.Width*cellPx, in.Height*cellPx)
	perBin := make([]float64, bins)
	var lower float64
	for bin := range bins {
		of := sums[bin*blocks:][:blocks]
		perBin[bin] = energyOf(of)
		lower += energyOf(of[in.Height/2*in.Width:])
		edge := edgeRad(bin, bins)
		for i, w := range of {
			centre := image.Pt((i%in.Width)*cellPx+cellPx/2, (i/in.Width)*cellPx+cellPx/2)
			spoke(m, centre, edge, 0.47*cellPx*min(1, math.Abs(float64(w))/full), diverging(math.Copysign(1, float64(w))))
		}
	}
	most, all := 0, 0.0
	for bin, e := range perBin {
		all += e
		if e > perBin[most] {
			most = bin
		}
	}
	upward := math.Mod(180-edgeRad(most, bins)*180/math.Pi+360, 180) // of a picture's y, which goes down
	return m, fmt.Sprintf("Weights on edges in %dx%d places, the longer the larger: %s. The lower half of the picture has %.0f %% of their energy, before learning %.0f %%. Edges at %.0f degrees, counted from level and to the left, have the most, %.0f %%, where an even share is %.0f %%.",
		in.Width, in.Height, sidesOf(t.Shape[0]), 100*lower/max(all, tiny), 100*float64(in.Height-in.Height/2)/float64(in.Height), upward, 100*perBin[most]/max(all, tiny), 100/float64(bins))
}

// edgeRad is the direction of the edges whose gradient is in the middle of a bin: across it. y goes down.
func edgeRad(bin, bins int) float64 { return (float64(bin)+0.5)/float64(bins)*math.Pi + math.Pi/2 }

// spoke draws a line through a point, so long to both sides.
func spoke(m *image.RGBA, at image.Point, rad, lengthPx float64, ink color.RGBA) {
	const step = 0.5
	for d := -lengthPx; d <= lengthPx; d += step {
		x, y := at.X+int(math.Round(d*math.Cos(rad))), at.Y+int(math.Round(d*math.Sin(rad)))
		m.SetRGBA(x, y, ink)
		m.SetRGBA(x+1, y, ink)
	}
}
