package tower_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"steersim/model"
)

// oracle is the definition of a stack of convolutions, written out in float64: y[o] = f(b[o] + sum of w[o,c,i,j] x[c,i,j]).
type oracle struct {
	activation model.Activation
	layers     []model.Layer
	params     [][]float64 // weight, bias, weight, bias, ...
	n          int
}

func newOracle(w model.Weights, n int) oracle {
	o := oracle{activation: w.Spec.Activation, layers: w.Spec.Layers()[:len(w.Spec.Conv)], n: n}
	for _, t := range w.Tensors[:2*len(o.layers)] {
		p := make([]float64, len(t.Data))
		for i, v := range t.Data {
			p[i] = float64(v)
		}
		o.params = append(o.params, p)
	}
	return o
}

// run returns the input of each layer, and at the end the features.
func (o oracle) run(x []float32) [][]float64 {
	in := make([]float64, len(x))
	for i, v := range x {
		in[i] = float64(v)/127.5 - 1
	}
	flow := [][]float64{in}
	for i := range o.layers {
		flow = append(flow, o.layer(i, flow[i]))
	}
	return flow
}

func (o oracle) layer(i int, x []float64) []float64 {
	l := o.layers[i]
	y := make([]float64, 0, o.n*l.Out.Len())
	for s := range o.n {
		sample := x[s*l.In.Len():][:l.In.Len()]
		for out := range l.Out.Channels {
			for row := range l.Out.Height {
				for col := range l.Out.Width {
					y = append(y, o.pixel(i, sample, out, row*l.Stride, col*l.Stride))
				}
			}
		}
	}
	return y
}

func (o oracle) pixel(i int, x []float64, out, top, left int) float64 {
	l := o.layers[i]
	kernel, sum := o.params[2*i][out*l.FanIn():], o.params[2*i+1][out]
	for c := range l.In.Channels {
		for dy := range l.Kernel {
			row := x[(c*l.In.Height+top+dy)*l.In.Width+left:][:l.Kernel]
			for dx, v := range row {
				sum += kernel[(c*l.Kernel+dy)*l.Kernel+dx] * v
			}
		}
	}
	switch {
	case sum > 0:
		return sum
	case o.activation == model.ELU:
		return math.Expm1(sum)
	}
	return 0
}

// slope is the derivative of sum(dy*y) by parameter j of tensor i: a central difference, error O(h²), and small enough
// a step that hardly a ReLU changes sides.
func (o oracle) slope(flow [][]float64, dy []float32, i, j int) float64 {
	const h = 1e-7
	p := &o.params[i][j]
	before := *p
	at := func(v float64) float64 {
		*p = v
		y := flow[i/2]
		for k := i / 2; k < len(o.layers); k++ {
			y = o.layer(k, y)
		}
		sum := 0.0
		for k := range dy {
			sum += float64(dy[k]) * y[k]
		}
		return sum
	}
	up, down := at(before+h), at(before-h)
	*p = before
	return (up - down) / (2 * h)
}

// example is a net with biases too, pictures and a gradient, all random.
func example(t testing.TB, s model.Spec, n int, seed uint64) (w model.Weights, x, dy []float32) {
	t.Helper()
	w, err := model.NewWeights(s, seed)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	convolutions := s.Layers()[:len(s.Conv)]
	for i := range convolutions {
		for j := range w.Tensors[2*i+1].Data {
			w.Tensors[2*i+1].Data[j] = 0.2 * float32(rng.NormFloat64())
		}
	}
	x = make([]float32, n*s.Input().Len())
	for i := range x {
		x[i] = float32(rng.IntN(256))
	}
	dy = make([]float32, n*convolutions[len(convolutions)-1].Out.Len())
	for i := range dy {
		dy[i] = float32(rng.NormFloat64())
	}
	return w, x, dy
}
