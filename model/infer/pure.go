package infer

import (
	"errors"
	"fmt"

	"steersim/model"
	"steersim/model/feature"
)

// Pure computes in Go alone, with the vector instructions of gonum's kernels.
type Pure struct {
	input    model.Shape
	picture  []float32         // normalised, (H, W, C)
	features feature.Extractor // in the convolutions' place; nil: there are convolutions
	seen     []float32         // the features
	convs    []conv
	denses   []dense
	activate func(h []float32)
}

// NewPure copies the weights into the layout that it computes with.
func NewPure(w model.Weights) (*Pure, error) {
	if err := errors.Join(w.Check(), single(w.Spec)); err != nil {
		return nil, err
	}
	p := &Pure{input: w.Spec.Input(), activate: Activation(w.Spec.Activation)}
	if len(w.Spec.Conv) == 0 {
		var err error
		if p.features, err = feature.New(w.Spec, w.Clone().Fixed()); err != nil {
			return nil, err
		}
		p.seen = make([]float32, w.Spec.Features.Shape(p.input).Len())
	} else {
		p.picture = make([]float32, p.input.Len())
	}
	for i, l := range w.Spec.Layers() {
		weight, bias := w.Tensors[2*i].Data, w.Tensors[2*i+1].Data
		switch {
		case l.Kernel > 0:
			p.convs = append(p.convs, newConv(l, weight, bias))
		case p.features != nil:
			p.denses = append(p.denses, newDense(flat(l), weight, bias))
		default:
			p.denses = append(p.denses, newDense(l, weight, bias))
		}
	}
	return p, nil
}

// Predict is the forward pass.
func (p *Pure) Predict(x []float32) (curvaturePerM float32, err error) {
	if len(x) != p.input.Len() {
		return 0, fmt.Errorf("picture has %d values, want %d for %v", len(x), p.input.Len(), p.input)
	}
	h := p.see(x)
	for i := range p.convs {
		h = p.convs[i].forward(h)
		p.activate(h)
	}
	for i := range p.denses {
		h = p.denses[i].forward(h)
		if i < len(p.denses)-1 {
			p.activate(h)
		}
	}
	return h[0], nil
}

// Convolutions is how many layers have maps.
func (p *Pure) Convolutions() int { return len(p.convs) }

// Maps is what a convolution, counted from 0, made of the last picture, activation included: (H, W, C). The next Predict
// overwrites it.
func (p *Pure) Maps(layer int) ([]float32, model.Shape) {
	c := &p.convs[layer]
	return c.out, c.layer.Out
}

// see is what the first layer looks at.
func (p *Pure) see(x []float32) []float32 {
	if p.features != nil {
		p.features.Extract(p.seen, x)
		return p.seen
	}
	p.load(x)
	return p.picture
}

// load normalises, 0..255 -> -1..1, and brings the channels together: (C, H, W) -> (H, W, C).
func (p *Pure) load(x []float32) {
	channels, pixels := p.input.Channels, p.input.Height*p.input.Width
	for c := range channels {
		plane := x[c*pixels : (c+1)*pixels]
		to := p.picture[c:]
		for i, v := range plane {
			to[i*channels] = v/127.5 - 1
		}
	}
}

// Name is "go".
func (p *Pure) Name() string { return "go" }

// Close does nothing.
func (p *Pure) Close() error { return nil }
