package infer

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"

	"steersim/model"
)

// dense is a fully connected layer.
type dense struct {
	weight    []float32 // (out, in)
	bias, out []float32
}

// newDense reorders the inputs of a layer behind a convolution: (C, H, W) -> (H, W, C).
func newDense(l model.Layer, weight, bias []float32) dense {
	d := dense{weight: make([]float32, len(weight)), bias: append([]float32(nil), bias...), out: make([]float32, len(bias))}
	in, pixels := l.In.Len(), l.In.Height*l.In.Width
	for o := range d.out {
		for c := range l.In.Channels {
			for p := range pixels {
				d.weight[o*in+p*l.In.Channels+c] = weight[o*in+c*pixels+p]
			}
		}
	}
	return d
}

// flat is a layer whose inputs are in the weights' order already.
func flat(l model.Layer) model.Layer {
	l.In = model.Shape{Channels: l.In.Len(), Height: 1, Width: 1}
	return l
}

func (d *dense) forward(h []float32) []float32 {
	copy(d.out, d.bias)
	gonum.Implementation{}.Sgemv(blas.NoTrans, len(d.out), len(h), 1, d.weight, len(h), h, 1, 1, d.out, 1)
	return d.out
}
