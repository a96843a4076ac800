package graph

import (
	"math"
	"testing"

	"steersim/model"
	"steersim/sim"
)

// The oracle is the central difference of the definition in float64.
func TestAutoencodersGradientIsTheFiniteDifference(t *testing.T) {
	const in, out, batch, h, tolerance = 7, 4, 5, 1e-6, 2e-5
	rng := sim.Rand(3, sim.StreamWeights)
	for _, a := range model.Activations() {
		weight, x := make([]float32, in*out), make([]float32, batch*in)
		for i := range weight {
			weight[i] = float32(0.5 * rng.NormFloat64())
		}
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		e, err := NewAutoencoder(weight, in, out, a, batch)
		if err != nil {
			t.Fatal(err)
		}
		for i := in * out; i < in*out+out; i++ {
			e.params[i] = float32(0.1 * rng.NormFloat64())
		}
		loss, err := e.differentiate(x)
		if err != nil {
			t.Fatal(err)
		}
		params := float64s(e.params)
		rebuilt := func() (sum float64) {
			for row := range batch {
				hidden := make([]float64, out)
				for o := range out {
					hidden[o] = params[in*out+o]
					for i := range in {
						hidden[o] += params[o*in+i] * float64(x[row*in+i])
					}
					hidden[o] = activated(hidden[o], a)
				}
				for i := range in {
					v := params[2*in*out+out+i] - float64(x[row*in+i])
					for o := range out {
						v += params[in*out+out+i*out+o] * hidden[o]
					}
					sum += v * v / (batch * in)
				}
			}
			return sum
		}
		if want := rebuilt(); math.Abs(loss-want) > 1e-5*want {
			t.Errorf("%s: loss %v, want %v", a, loss, want)
		}
		checked := 0
		for i, p := range params {
			params[i] = p + h
			up := rebuilt()
			params[i] = p - h
			down := rebuilt()
			params[i] = p
			if want := (up - down) / (2 * h); math.Abs(float64(e.gradient[i])-want) > tolerance {
				t.Errorf("%s: parameter %d: gradient %v, want %v", a, i, e.gradient[i], want)
			}
			checked++
		}
		if checked != len(e.params) {
			t.Fatalf("checked %d of %d", checked, len(e.params))
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

// As many outputs as inputs suffice to rebuild everything; the principal components of fewer are the best that a linear layer
// could do, which a ReLU's outputs, in pairs of opposite sign, can do too.
func TestAutoencoderLearnsToRebuild(t *testing.T) {
	const in, out, batch = 6, 4, 32
	rng := sim.Rand(5, sim.StreamWeights)
	weight := make([]float32, in*out)
	for i := range weight {
		weight[i] = float32(0.5 * rng.NormFloat64())
	}
	e, err := NewAutoencoder(weight, in, out, model.ReLU, batch)
	if err != nil {
		t.Fatal(err)
	}
	first, last := 0.0, 0.0
	for step := range 1500 {
		x := make([]float32, batch*in)
		for row := range batch { // two numbers decide all six
			u, v := rng.NormFloat64(), rng.NormFloat64()
			for i := range in {
				x[row*in+i] = float32(u*math.Cos(float64(i)) + v*math.Sin(float64(i)))
			}
		}
		if last, err = e.Step(x, 1e-2); err != nil {
			t.Fatal(err)
		}
		if step == 0 {
			first = last
		}
	}
	if last > first/50 {
		t.Errorf("the loss went from %v to %v, want a fiftieth at most", first, last)
	}
	if _, err := e.Step(make([]float32, 3), 1e-3); err == nil {
		t.Error("too few inputs: got no error")
	}
}
