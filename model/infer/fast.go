package infer

import (
	"errors"
	"fmt"

	"steersim/model"
	"steersim/model/tower"
)

// Fast computes the convolutions with oneDNN, on the caller's thread, and the rest as Pure does.
type Fast struct {
	input    model.Shape
	tower    *tower.Tower
	features []float32 // (C, H, W)
	denses   []dense
	activate func(h []float32)
}

// NewFast packs the weights once, for all pictures. tower.ErrUnavailable means that only Pure is to be had.
func NewFast(w model.Weights) (*Fast, error) {
	if err := errors.Join(w.Check(), single(w.Spec)); err != nil {
		return nil, err
	}
	t, err := tower.New(tower.Config{Spec: w.Spec, Batch: 1, Threads: 1, ForwardOnly: true})
	if err != nil {
		return nil, err
	}
	f := &Fast{input: w.Spec.Input(), tower: t, activate: Activation(w.Spec.Activation)}
	for i, l := range w.Spec.Layers() {
		weight, bias := w.Tensors[2*i].Data, w.Tensors[2*i+1].Data
		if l.Kernel > 0 {
			if err := t.Load(i, weight, bias); err != nil {
				t.Close()
				return nil, fmt.Errorf("%s: %w", l.Name, err)
			}
			f.features = make([]float32, l.Out.Len())
			continue
		}
		f.denses = append(f.denses, newDense(flat(l), weight, bias)) // the tower's features are in the weights' order
	}
	return f, nil
}

// Predict is the forward pass.
func (f *Fast) Predict(x []float32) (curvaturePerM float32, err error) {
	if len(x) != f.input.Len() {
		return 0, fmt.Errorf("picture has %d values, want %d for %v", len(x), f.input.Len(), f.input)
	}
	if err := f.tower.Forward(x, f.features); err != nil {
		return 0, err
	}
	h := f.features
	for i := range f.denses {
		h = f.denses[i].forward(h)
		if i < len(f.denses)-1 {
			f.activate(h)
		}
	}
	return h[0], nil
}

// Name is "onednn".
func (f *Fast) Name() string { return "onednn" }

// Close frees the tower.
func (f *Fast) Close() error {
	f.tower.Close()
	return nil
}
