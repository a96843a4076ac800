package graph

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
	"gorgonia.org/gorgonia"
)

// affine is x·weightᵀ + bias for each row: (n, in), (out, in), (out) -> (n, out). Gorgonia's own product would need
// the weight transposed first, and gonum multiplies narrow matrices three times as fast along the sum as across it.
// input tells whether x needs a gradient.
func affine(x, weight, bias *gorgonia.Node, input bool) (*gorgonia.Node, error) {
	n, in, out := x.Shape()[0], weight.Shape()[1], weight.Shape()[0]
	return gorgonia.ApplyOp(&kernel{
		name: "affine", dims: []int{2, 2, 1}, by: []bool{input, true, true},
		out: view(make([]float32, n*out), n, out),
		compute: func(y []float32, v [][]float32) {
			for i := 0; i < len(y); i += out {
				copy(y[i:], v[2])
			}
			gonum.Implementation{}.Sgemm(blas.NoTrans, blas.Trans, n, out, in, 1, v[0], in, v[1], in, 1, y, out)
		},
		diff: func(inputs gorgonia.Nodes, grad *gorgonia.Node) (gorgonia.Nodes, error) {
			return affineGradients(inputs, grad, n, in, out, input)
		},
	}, x, weight, bias)
}

func affineGradients(inputs gorgonia.Nodes, grad *gorgonia.Node, n, in, out int, input bool) (nodes gorgonia.Nodes, err error) {
	nodes = make(gorgonia.Nodes, 3)
	if input {
		nodes[0], err = gorgonia.ApplyOp(&kernel{ // grad·weight: (n, out), (out, in) -> (n, in)
			name: "affine by input", dims: []int{2, 2},
			out: view(make([]float32, n*in), n, in),
			compute: func(dx []float32, v [][]float32) {
				gonum.Implementation{}.Sgemm(blas.NoTrans, blas.NoTrans, n, in, out, 1, v[0], out, v[1], in, 0, dx, in)
			},
		}, grad, inputs[1])
		if err != nil {
			return nil, err
		}
	}
	nodes[1], err = gorgonia.ApplyOp(&kernel{ // gradᵀ·x: (n, out), (n, in) -> (out, in)
		name: "affine by weight", dims: []int{2, 2},
		out: view(make([]float32, out*in), out, in),
		compute: func(dw []float32, v [][]float32) {
			gonum.Implementation{}.Sgemm(blas.Trans, blas.NoTrans, out, in, n, 1, v[0], out, v[1], in, 0, dw, in)
		},
	}, grad, inputs[0])
	if err != nil {
		return nil, err
	}
	sums := make([]float64, out)
	nodes[2], err = gorgonia.ApplyOp(&kernel{ // the sum of grad's rows: (n, out) -> (out)
		name: "affine by bias", dims: []int{2},
		out: view(make([]float32, out), out),
		compute: func(db []float32, v [][]float32) {
			clear(sums)
			for row := v[0]; len(row) > 0; row = row[out:] {
				for i, g := range row[:out] {
					sums[i] += float64(g)
				}
			}
			for i, s := range sums {
				db[i] = float32(s)
			}
		},
	}, grad)
	return nodes, err
}
