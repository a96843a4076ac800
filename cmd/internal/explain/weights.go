package explain

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
)

// Weights is a picture of what a network's first layer looks for, and three sentences on it. Of a first layer that is neither a
// convolution nor dense on the picture itself there is none.
func Weights(net *setup.Net) (image.Image, string, error) {
	spec, first := net.Spec(), net.Weight(0)
	switch pixels := spec.Height * spec.Width; {
	case len(first.Shape) == 4 && len(first.Data) == first.Shape[0]*first.Shape[1]*first.Shape[2]*first.Shape[3]:
		return colourFilters(first)
	case len(first.Shape) == 2 && first.Shape[1] == spec.Channels*pixels && len(first.Data) == first.Shape[0]*first.Shape[1]:
		m, text := templates(first, spec.Height, spec.Width)
		return m, text, nil
	}
	return nil, "", nil
}

// colourFilters are the filters of a first convolution, (out, in, k, k), as the picture that each answers to most.
func colourFilters(t model.Tensor) (image.Image, string, error) {
	const tilePx, gap, columns = 48, 4, 8
	units, in, k := t.Shape[0], t.Shape[1], t.Shape[2]
	zoom := max(1, tilePx/k)
	cell := k*zoom + gap
	m := paper(min(columns, units)*cell-gap, (units+columns-1)/columns*cell-gap)
	tile := image.NewRGBA(image.Rect(0, 0, k, k))
	planes := make([]float32, 3*k*k)
	var energies []float64
	var bright, all float64
	var p pairs
	for u := range units {
		filter := t.Data[u*in*k*k:][:in*k*k]
		most := largest(filter)
		for i := range planes {
			planes[i] = grey
			if i < len(filter) && (in == 3 || i < k*k) {
				planes[i] += 127 * filter[i] / most
			}
		}
		if err := camera.Unprepare(tile, planes); err != nil {
			return nil, "", err
		}
		enlarge(m, tile, image.Pt(u%columns*cell, u/columns*cell), zoom)
		energy := energyOf(filter)
		energies = append(energies, energy)
		bright, all = bright+energyOf(filter[:k*k]), all+energy
		p.add(filter[:k*k], k)
	}
	idle := 0
	mean := all / float64(units)
	for _, e := range energies {
		if e < 0.01*mean { // a tenth of the size
			idle++
		}
	}
	text := fmt.Sprintf("The %d filters of the first layer, %dx%d, each as the patch that excites it most; grey is nothing.", units, k, k)
	if in == 3 {
		text += fmt.Sprintf(" Brightness has %.0f %% of the energy of the weights and colour the rest; before learning brightness has 33 %%.", 100*bright/max(all, tiny))
	} else {
		text += fmt.Sprintf(" There are %d channels; the first is shown.", in)
	}
	return m, fmt.Sprintf("%s Weights beside each other correlate by %s, before learning by 0; %d filters are less than a tenth as large as the mean.", text, p, idle), nil
}

const (
	grey = 128 // of a plane, where nothing is
	tiny = 1e-30
)

// templates are the weights on the brightness of the hidden units that have the largest, (out, C * H * W), as pictures.
func templates(t model.Tensor, height, width int) (image.Image, string) {
	const shown, gap, columns = 8, 6, 2
	inputs, pixels := t.Shape[1], height*width
	order := make([]int, t.Shape[0])
	for i := range order {
		order[i] = i
	}
	brightness := func(u int) []float32 { return t.Data[u*inputs:][:pixels] }
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(energyOf(brightness(b)), energyOf(brightness(a)))
	})
	order = order[:min(shown, len(order))]
	zoom := max(1, 400/width)
	m := paper(min(columns, len(order))*(width*zoom+gap)-gap, (len(order)+columns-1)/columns*(height*zoom+gap)-gap)
	tile := image.NewRGBA(image.Rect(0, 0, width, height))
	var lower, all float64
	var p pairs
	for i, u := range order {
		w := brightness(u)
		full := 2.5 * math.Sqrt(energyOf(w)/float64(pixels)) // of the root mean square: a few large ones leave the rest to be seen
		for j, v := range w {
			tile.SetRGBA(j%width, j/width, diverging(float64(v)/max(full, tiny)))
		}
		enlarge(m, tile, image.Pt(i%columns*(width*zoom+gap), i/columns*(height*zoom+gap)), zoom)
		lower, all = lower+energyOf(w[height/2*width:]), all+energyOf(w)
		p.add(w, width)
	}
	return m, fmt.Sprintf("Weights on the brightness of each pixel, of the %d hidden units of %d that have the largest; orange excites, blue holds back, white is nothing. The lower half of the picture has %.0f %% of their energy, before learning 50 %%. Weights beside each other correlate by %s, before learning by 0.",
		len(order), t.Shape[0], 100*lower/max(all, tiny), p)
}

// diverging goes from blue, -1, over white to orange, 1, which people who do not see red and green tell apart.
func diverging(v float64) color.RGBA {
	to := [3]float64{0xd5, 0x5e, 0x00}
	if v < 0 {
		to = [3]float64{0x00, 0x72, 0xb2}
	}
	a := min(math.Abs(v), 1)
	mix := func(c float64) uint8 { return uint8(math.Round(255 + a*(c-255))) }
	return color.RGBA{mix(to[0]), mix(to[1]), mix(to[2]), 255}
}

func paper(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	return m
}

// enlarge draws a picture with pixels as squares.
func enlarge(dst, src *image.RGBA, at image.Point, zoom int) {
	for y := range src.Rect.Dy() * zoom {
		for x := range src.Rect.Dx() * zoom {
			dst.SetRGBA(at.X+x, at.Y+y, src.RGBAAt(x/zoom, y/zoom))
		}
	}
}

func largest(weights []float32) float32 {
	most := float32(tiny)
	for _, w := range weights {
		most = max(most, w, -w)
	}
	return most
}

func energyOf(weights []float32) (sum float64) {
	for _, w := range weights {
		sum += float64(w) * float64(w)
	}
	return sum
}

// pairs sums up how weights beside and above each other go together.
type pairs struct{ n, x, y, xx, yy, xy float64 }

// add takes a picture of weights, so wide.
func (p *pairs) add(weights []float32, width int) {
	for i := range weights {
		if (i+1)%width != 0 {
			p.pair(float64(weights[i]), float64(weights[i+1]))
		}
		if i+width < len(weights) {
			p.pair(float64(weights[i]), float64(weights[i+width]))
		}
	}
}

func (p *pairs) pair(x, y float64) {
	p.n, p.x, p.y = p.n+1, p.x+x, p.y+y
	p.xx, p.yy, p.xy = p.xx+x*x, p.yy+y*y, p.xy+x*y
}

// String is their correlation.
func (p pairs) String() string {
	r := (p.n*p.xy - p.x*p.y) / math.Sqrt((p.n*p.xx-p.x*p.x)*(p.n*p.yy-p.y*p.y))
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return "nothing that is defined"
	}
	return fmt.Sprintf("%.2f", r)
}
