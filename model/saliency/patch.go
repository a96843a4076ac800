package saliency

import (
	"cmp"
	"image"
	"slices"

	"steersim/model"
)

// Patch is a place in one of many pictures that excites a unit of a convolution.
type Patch struct {
	Picture    int // its number
	Area       image.Rectangle
	Activation float32
}

// Field is the part of the network's picture that a place in a convolution's maps has looked at.
func Field(layers []model.Layer, layer, x, y int) image.Rectangle {
	side, step := 1, 1
	for _, l := range layers[:layer+1] {
		side += (l.Kernel - 1) * step
		step *= l.Stride
	}
	return image.Rect(x*step, y*step, x*step+side, y*step+side)
}

// Gallery keeps for every unit the pictures' patches that excite it most, one a picture (after Zeiler and Fergus 2013, who look
// at what a feature map answers to by its strongest answers over a data set).
type Gallery struct {
	layers  []model.Layer
	keep    int
	patches [][][]Patch // by layer and unit, the strongest first
}

// NewGallery keeps so many patches a unit.
func NewGallery(spec model.Spec, keep int) *Gallery {
	g := &Gallery{keep: keep}
	for _, l := range spec.Layers() {
		if l.Kernel > 0 {
			g.layers = append(g.layers, l)
			g.patches = append(g.patches, make([][]Patch, l.Out.Channels))
		}
	}
	return g
}

// See takes in what a network's convolutions make of its last picture, whose number is given.
func (g *Gallery) See(net Net, number int) {
	for i := range g.layers {
		maps, shape := net.Maps(i)
		for unit := range shape.Channels {
			best, at := float32(0), -1
			for p := range shape.Height * shape.Width {
				if v := maps[p*shape.Channels+unit]; v > best {
					best, at = v, p
				}
			}
			if at >= 0 {
				g.put(i, unit, Patch{number, Field(g.layers, i, at%shape.Width, at/shape.Width), best})
			}
		}
	}
}

func (g *Gallery) put(layer, unit int, p Patch) {
	list := g.patches[layer][unit]
	at, _ := slices.BinarySearchFunc(list, p, func(a, b Patch) int { return cmp.Compare(b.Activation, a.Activation) })
	if at == g.keep {
		return
	}
	list = slices.Insert(list, at, p)
	g.patches[layer][unit] = list[:min(len(list), g.keep)]
}

// Layers is how many convolutions there are.
func (g *Gallery) Layers() int { return len(g.layers) }

// Strongest are the patches of a layer's units that answered most, so many units, the strongest first.
func (g *Gallery) Strongest(layer, units int) [][]Patch {
	var all [][]Patch
	for _, list := range g.patches[layer] {
		if len(list) > 0 {
			all = append(all, list)
		}
	}
	slices.SortStableFunc(all, func(a, b []Patch) int { return cmp.Compare(b[0].Activation, a[0].Activation) })
	return all[:min(units, len(all))]
}
