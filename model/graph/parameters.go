package graph

import (
	"fmt"

	"steersim/model"
)

// part is where one tensor lies in a flat array of all parameters.
type part struct {
	name     string
	shape    []int
	from, to int
	fixed    bool // a constant of the features: its gradient stays 0
}

// parts lays the tensors of a spec out one after the other, in the order of model.Weights.
func parts(spec model.Spec) []part {
	var all []part
	at := 0
	for _, f := range spec.Form() {
		size := 1
		for _, side := range f.Shape {
			size *= side
		}
		all = append(all, part{f.Name, f.Shape, at, at + size, f.Fixed})
		at += size
	}
	return all
}

// learnt are the parts that training moves: weight and bias of each layer.
func learnt(spec model.Spec) []part { return parts(spec)[:2*len(spec.Layers())] }

// flatten copies w's values to flat. w must have passed its Check.
func flatten(flat []float32, w model.Weights) {
	for i, p := range parts(w.Spec) {
		copy(flat[p.from:p.to], w.Tensors[i].Data)
	}
}

// unflatten is a copy of flat as named tensors.
func unflatten(flat []float32, spec model.Spec) model.Weights {
	w := tensors(flat, spec)
	for i, t := range w.Tensors {
		w.Tensors[i].Data = append([]float32(nil), t.Data...)
	}
	return w
}

// tensors are flat's memory as named tensors.
func tensors(flat []float32, spec model.Spec) model.Weights {
	w := model.Weights{Spec: spec.Clone()}
	for _, p := range parts(spec) {
		w.Tensors = append(w.Tensors, model.Tensor{Name: p.name, Shape: p.shape, Data: flat[p.from:p.to:p.to]})
	}
	return w
}

// scaleOutput multiplies the last layer, and with it what the network says.
func scaleOutput(w model.Weights, factor float64) {
	n := 2 * len(w.Spec.Layers())
	for _, t := range w.Tensors[n-2 : n] {
		for i, v := range t.Data {
			t.Data[i] = float32(float64(v) * factor)
		}
	}
}

// checkSame refuses weights of another architecture.
func checkSame(w model.Weights, spec model.Spec, what string) error {
	if err := w.Check(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if !w.Spec.Equal(spec) {
		return fmt.Errorf("%w: %s are of %+v, want %+v", model.ErrWeights, what, w.Spec, spec)
	}
	return nil
}
