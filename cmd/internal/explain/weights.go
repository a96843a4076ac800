package explain

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
)

// Weights is a picture of what a network looks for, from the weights of its first layer alone, and three sentences on it: the filters
// of a convolution, or what a dense layer makes of each feature. Of features of another kind there is none.
func Weights(net *setup.Net) (image.Image, string, error) {
	spec, first := net.Spec(), net.Weight(0)
	in := spec.Layers()[0].In
	switch spec.Features.Kind {
	case "":
		if len(spec.Conv) > 0 {
			return colourFilters(first)
		}
		fallthrough
	case model.Pixels, model.Retina:
		m, text := templates(first, in)
		return m, text, nil
	case model.Gradients:
		m, text := orientations(first, in, spec.Features.Orientations)
		return m, text, nil
	case model.Patches:
		return atoms(first, spec, net.Weights().Fixed())
	}
	return nil, "", nil
}

// colourFilters are the filters of a first convolution, (out, in, k, k), as the patch that each answers to most.
func colourFilters(t model.Tensor) (image.Image, string, error) {
	units, in, k := t.Shape[0], t.Shape[1], t.Shape[2]
	var all [][]float32
	var energies []float64
	var bright, sum float64
	var p pairs
	for u := range units {
		filter := t.Data[u*in*k*k:][:in*k*k]
		all = append(all, filter)
		energy := energyOf(filter)
		energies = append(energies, energy)
		bright, sum = bright+energyOf(filter[:k*k]), sum+energy
		p.add(filter[:k*k], k)
	}
	m, err := colourTiles(all, k)
	if err != nil {
		return nil, "", err
	}
	idle := 0
	for _, e := range energies {
		if e < 0.01*sum/float64(units) { // a tenth of the size
			idle++
		}
	}
	text := fmt.Sprintf("The %d filters of the first layer, %dx%d, each as the patch that excites it most; grey is nothing.", units, k, k)
	if in == 3 {
		text += fmt.Sprintf(" Brightness has %.0f %% of the energy of the weights and colour the rest; before learning brightness has 33 %%.", 100*bright/max(sum, tiny))
	} else {
		text += fmt.Sprintf(" There are %d channels; the first is shown.", in)
	}
	return m, fmt.Sprintf("%s Weights beside each other correlate by %s, before learning by 0; %d filters are less than a tenth as large as the mean.", text, p, idle), nil
}

// colourTiles lays patches out, each (3, k, k) of YUV about zero, or one channel of it, and scaled to its own largest value.
func colourTiles(all [][]float32, k int) (*image.RGBA, error) {
	const tilePx, gap, many = 48, 4, 32
	columns := 8
	if len(all) > many {
		columns = 16
	}
	zoom := max(1, tilePx/k)
	cell := k*zoom + gap
	m := paper(min(columns, len(all))*cell-gap, (len(all)+columns-1)/columns*cell-gap)
	tile := image.NewRGBA(image.Rect(0, 0, k, k))
	planes := make([]float32, 3*k*k)
	for u, patch := range all {
		most := largest(patch)
		for i := range planes {
			planes[i] = grey
			if len(patch) == len(planes) || i < k*k {
				planes[i] += 127 * patch[i] / most
			}
		}
		if err := camera.Unprepare(tile, planes); err != nil {
			return nil, err
		}
		enlarge(m, tile, image.Pt(u%columns*cell, u/columns*cell), image.Pt(zoom, zoom))
	}
	return m, nil
}

const (
	grey = 128 // of a plane, where nothing is
	tiny = 1e-30
)

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

// enlarge draws a picture with pixels as rectangles.
func enlarge(dst, src *image.RGBA, at, zoom image.Point) {
	for y := range src.Rect.Dy() * zoom.Y {
		for x := range src.Rect.Dx() * zoom.X {
			dst.SetRGBA(at.X+x, at.Y+y, src.RGBAAt(x/zoom.X, y/zoom.Y))
		}
	}
}
