package adam

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"steersim/sim"
)

// The oracle is algorithm 1 of Kingma and Ba (arXiv 1412.6980), line by line in float64.
func TestTheAlgorithmIsThePapers(t *testing.T) {
	const n, steps, rate = 50, 200, 1e-2
	const tolerance = 2e-5 * rate * steps // float32 rounds each of the steps, each of about the rate
	rng := sim.Rand(1, sim.StreamWeights)
	params, gradient := make([]float32, n), make([]float32, n)
	theta, m, v := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range params {
		theta[i] = rng.NormFloat64()
		params[i] = float32(theta[i])
	}
	a := New(n)
	for step := 1; step <= steps; step++ {
		for i := range gradient {
			gradient[i] = float32(math.Pow(10, float64(i%9)-6) * (rng.NormFloat64() + 0.3)) // from 1e-6 to 100
			if i == 7 {
				gradient[i] = 0 // a dead ReLU's parameter must stay where it is
			}
		}
		a.Update(params, gradient, rate)
		for i, g := range gradient {
			g := float64(g)
			m[i] = 0.9*m[i] + 0.1*g
			v[i] = 0.999*v[i] + 0.001*g*g
			mHat := m[i] / (1 - math.Pow(0.9, float64(step)))
			vHat := v[i] / (1 - math.Pow(0.999, float64(step)))
			theta[i] -= rate * mHat / (math.Sqrt(vHat) + 1e-8)
		}
	}
	moved := 0
	for i, got := range params {
		if math.Abs(float64(got)-theta[i]) > tolerance {
			t.Errorf("parameter %d: got %v, want %v", i, got, theta[i])
		}
		if math.Abs(theta[i]) > tolerance {
			moved++
		}
	}
	if moved < n/2 || a.Step != steps {
		t.Fatalf("%d parameters moved in %d steps", moved, a.Step)
	}
}

func TestUpdateAllocatesNothing(t *testing.T) {
	a, params, gradient := New(1000), make([]float32, 1000), make([]float32, 1000)
	if got := testing.AllocsPerRun(5, func() { a.Update(params, gradient, 1e-3) }); got != 0 {
		t.Errorf("%v allocations a step, want none", got)
	}
}

func BenchmarkUpdate(b *testing.B) {
	const n = 252219 // PilotNet's
	a, params, gradient := New(n), make([]float32, n), make([]float32, n)
	for i := range gradient {
		gradient[i] = float32(i%7) - 3
	}
	for b.Loop() {
		a.Update(params, gradient, 1e-3)
	}
}

// Without cgo the bits are the same, where the compiler does not fuse a product and a sum.
func TestVectorsChangeNoBit(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skipf("Go may fuse a product and a sum on %s", runtime.GOARCH)
	}
	const n = 1003 // no multiple of a vector
	rng := sim.Rand(1, sim.StreamWeights)
	a, b := New(n), New(n)
	p, q, gradient := make([]float32, n), make([]float32, n), make([]float32, n)
	for range 20 {
		for i := range gradient {
			gradient[i] = float32(math.Pow(10, float64(i%9)-6) * rng.NormFloat64())
		}
		a.Update(p, gradient, 1e-3)
		b.Step++
		k := float64(b.Step)
		moveOne(q, gradient, b.M, b.V, float32(1e-3/(1-math.Pow(beta1, k))), float32(1/math.Sqrt(1-math.Pow(beta2, k))))
	}
	if !slices.Equal(p, q) || !slices.Equal(a.M, b.M) || !slices.Equal(a.V, b.V) {
		t.Error("the two ways differ")
	}
	if slices.Equal(p, make([]float32, n)) {
		t.Error("nothing moved")
	}
}
