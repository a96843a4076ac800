package explain

import (
	"fmt"
	"image"
	"math"

	"steersim/model"
)

// How large a map of weights is drawn, and up to which multiple of their root mean square: a few large ones leave the rest to be seen.
const (
	mapWidthPx, mapHeightPx = 400, 132 // as a network's picture, twice as large
	mostOfRMS               = 2.5
)

// sidesOf is what weights on a feature do, in the words of a caption.
func sidesOf(units int) string {
	if units == 1 {
		return "orange steers to the left, blue to the right" // the unit is the curvature itself, positive to the left
	}
	return "orange excites, blue holds back"
}

// templates are the weights on the brightness of a picture, (out, C * H * W), of the units that have the largest, as pictures.
func templates(t model.Tensor, in model.Shape) (image.Image, string) {
	const shown, gap, columns = 8, 6, 2
	pixels := in.Height * in.Width
	order := strongest(t, pixels)
	order = order[:min(shown, len(order))]
	zoom := image.Pt(max(1, mapWidthPx/in.Width), max(1, mapHeightPx/in.Height))
	cell := image.Pt(in.Width*zoom.X+gap, in.Height*zoom.Y+gap)
	m := paper(min(columns, len(order))*cell.X-gap, (len(order)+columns-1)/columns*cell.Y-gap)
	tile := image.NewRGBA(image.Rect(0, 0, in.Width, in.Height))
	var lower, all float64
	var p pairs
	for i, u := range order {
		w := t.Data[u*t.Shape[1]:][:pixels]
		full := mostOfRMS * math.Sqrt(energyOf(w)/float64(pixels))
		for j, v := range w {
			tile.SetRGBA(j%in.Width, j/in.Width, diverging(float64(v)/max(full, tiny)))
		}
		enlarge(m, tile, image.Pt(i%columns*cell.X, i/columns*cell.Y), zoom)
		lower, all = lower+energyOf(w[in.Height/2*in.Width:]), all+energyOf(w)
		p.add(w, in.Width)
	}
	whose := fmt.Sprintf("of the %d units of %d that have the largest", len(order), t.Shape[0])
	if t.Shape[0] == 1 {
		whose = "of the only unit"
	}
	return m, fmt.Sprintf("Weights on the brightness of each of %dx%d points, %s: %s, white is nothing. The lower half of the picture has %.0f %% of their energy, before learning %.0f %%. Weights beside each other correlate by %s, before learning by 0.",
		in.Width, in.Height, whose, sidesOf(t.Shape[0]), 100*lower/max(all, tiny), 100*float64(in.Height-in.Height/2)/float64(in.Height), p)
}
