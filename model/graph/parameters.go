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
}

// parts lays the tensors of a spec out one after the other, in the order of model.Weights.
func parts(spec model.Spec) []part {
	var all []part
	at := 0
	add := func(name string, shape []int, size int) {
		all = append(all, part{name, shape, at, at + size})
		at += size
	}
	for _, l := range spec.Layers() {
		add(l.Name+".weight", l.WeightShape(), l.FanIn()*l.Out.Channels)
		add(l.Name+".bias", l.BiasShape(), l.Out.Channels)
	}
	return all
}

// flatten copies w's values to flat. w must have passed its Check.
func flatten(flat []float32, w model.Weights) {
	for i, p := range parts(w.Spec) {
		copy(flat[p.from:p.to], w.Tensors[i].Data)
	}
}

// unflatten is a copy of flat as named tensors.
func unflatten(flat []float32, spec model.Spec) model.Weights {
	w := model.Weights{Spec: spec.Clone()}
	for _, p := range parts(spec) {
		data := append([]float32(nil), flat[p.from:p.to]...)
		w.Tensors = append(w.Tensors, model.Tensor{Name: p.name, Shape: p.shape, Data: data})
	}
	return w
}

// scaleOutput multiplies the last layer, and with it what the network says.
func scaleOutput(w model.Weights, factor float64) {
	for _, t := range w.Tensors[len(w.Tensors)-2:] {
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
