package saliency

import (
	"errors"
	"fmt"
	"sync"

	"steersim/model"
)

// ErrNet marks a network that cannot be looked into.
var ErrNet = errors.New("saliency")

// Net is a network whose convolutions can be seen.
type Net interface {
	// Predict is the forward pass of a picture, (C, H, W) from 0 to 255.
	Predict(x []float32) (curvaturePerM float32, err error)
	Convolutions() int
	// Maps is what a convolution made of the last picture, activation included: (H, W, C).
	Maps(layer int) ([]float32, model.Shape)
}

// Finder finds masks by VisualBackProp (Bojarski et al. 2016, arXiv 1611.05418; 2017, arXiv 1704.07911), from the forward
// activations alone. It is not safe for concurrent use.
type Finder struct {
	looks []*look
	mask  []float32 // the mean of several looks'
}

// look is one network's.
type look struct {
	net    Net
	layers []model.Layer
	means  [][]float32 // of each convolution's maps: (H, W)
	grown  [][]float32 // to the size of each convolution's input: (H, W)
}

// NewFinder is for a network of a spec, or for the members of an ensemble, which look side by side: no two may share memory.
func NewFinder(spec model.Spec, nets ...Net) (*Finder, error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	if len(spec.Conv) == 0 {
		return nil, fmt.Errorf("%w: %q has no convolutions, whose maps say what a network looks at", ErrNet, spec.Name)
	}
	if len(nets) != spec.Size() {
		return nil, fmt.Errorf("%w: %d networks to look into, the spec has %d", ErrNet, len(nets), spec.Size())
	}
	f := &Finder{mask: make([]float32, spec.Height*spec.Width)}
	for _, net := range nets {
		k := &look{net: net}
		for _, l := range spec.Layers()[:len(spec.Conv)] {
			k.layers = append(k.layers, l)
			k.means = append(k.means, make([]float32, l.Out.Height*l.Out.Width))
			k.grown = append(k.grown, make([]float32, l.In.Height*l.In.Width))
		}
		if len(k.layers) != net.Convolutions() {
			return nil, fmt.Errorf("%w: %d convolutions to look into, the spec has %d", ErrNet, net.Convolutions(), len(k.layers))
		}
		f.looks = append(f.looks, k)
	}
	return f, nil
}

// Find runs a picture through the network and returns its curvature and the mask over it, (H, W) from 0 to 1, which the next
// Find overwrites. A picture that no unit answers to has an empty mask. An ensemble's mask is its members' mean.
func (f *Finder) Find(picture []float32) (curvaturePerM float32, mask []float32, err error) {
	if len(f.looks) == 1 {
		return f.looks[0].find(picture)
	}
	type found struct {
		curvaturePerM float32
		mask          []float32
		err           error
	}
	all := make([]found, len(f.looks))
	var members sync.WaitGroup
	for i, look := range f.looks {
		members.Go(func() { all[i].curvaturePerM, all[i].mask, all[i].err = look.find(picture) })
	}
	members.Wait()
	clear(f.mask)
	sum := 0.0
	for _, one := range all {
		if one.err != nil {
			return 0, nil, one.err
		}
		sum += float64(one.curvaturePerM)
		for i, v := range one.mask {
			f.mask[i] += v
		}
	}
	normalise(f.mask)
	return float32(sum / float64(len(f.looks))), f.mask, nil
}

// find is Find of one network.
func (k *look) find(picture []float32) (curvaturePerM float32, mask []float32, err error) {
	if curvaturePerM, err = k.net.Predict(picture); err != nil {
		return 0, nil, err
	}
	for i := range k.layers {
		maps, shape := k.net.Maps(i)
		average(k.means[i], maps, shape.Channels)
	}
	top := len(k.layers) - 1
	relevance := k.means[top]
	for i := top; i >= 0; i-- {
		l := k.layers[i]
		grow(k.grown[i], relevance, l)
		relevance = k.grown[i]
		if i > 0 { // pointwise with what is below: it keeps the place, the top says what matters
			for j, m := range k.means[i-1] {
				relevance[j] *= m
			}
			scale(relevance) // only the proportions matter, and products of five layers would vanish
		}
	}
	normalise(relevance)
	return curvaturePerM, relevance, nil
}

// average is the mean over the channels: (H, W, C) -> (H, W). Units below zero, which ELU has, count as silent.
func average(dst, maps []float32, channels int) {
	for i := range dst {
		sum := float32(0)
		for _, v := range maps[i*channels : (i+1)*channels] {
			sum += max(v, 0)
		}
		dst[i] = sum / float32(channels)
	}
}

// grow is a deconvolution by a kernel of ones and no bias, with the layer's kernel size and stride: (H, W) of its output to that
// of its input. What no output has looked at stays 0.
func grow(dst, src []float32, l model.Layer) {
	clear(dst)
	for y := range l.Out.Height {
		for x := range l.Out.Width {
			v := src[y*l.Out.Width+x]
			for dy := range l.Kernel {
				row := dst[(y*l.Stride+dy)*l.In.Width+x*l.Stride:][:l.Kernel]
				for i := range row {
					row[i] += v
				}
			}
		}
	}
}

// scale makes the largest value 1 and leaves the proportions, which normalise at the end does not.
func scale(v []float32) {
	high := float32(0)
	for _, x := range v {
		high = max(high, x)
	}
	if high > 0 {
		for i := range v {
			v[i] /= high
		}
	}
}

// normalise brings the values to 0 to 1.
func normalise(v []float32) {
	low, high := v[0], v[0]
	for _, x := range v {
		low, high = min(low, x), max(high, x)
	}
	factor := float32(0)
	if high > low {
		factor = 1 / (high - low)
	}
	for i, x := range v {
		v[i] = (x - low) * factor
	}
}
