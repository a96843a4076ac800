package graph

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"steersim/model"
	"steersim/sim"
)

// The oracle is the closed form of ridge regression with weights of samples and a bias that is not penalised,
// (X'VX + λI) w = X'Vy with X and y centred by their weighted means, V = diag(weight)/N, in float64. The learner, which is
// convex, has to come to the same weights by Adam alone.
func TestPerceptronLearnsTheRidgeSolution(t *testing.T) {
	const n = 40
	spec := shallow(model.Perceptron())
	spec.Channels, spec.Height, spec.Width = 1, 4, 5
	for _, lambda := range []float64{0.01, 0.3} {
		w, err := model.NewWeights(spec, 3)
		if err != nil {
			t.Fatal(err)
		}
		f, err := New(Config{Weights: w, Batch: n, L2: lambda})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		b := newBatch(spec, n, sim.Rand(4, sim.StreamBatches))
		const steps = 6000
		for step := range steps {
			if _, err := f.Step(b, 3e-3*math.Pow(1-float64(step)/steps, 2)); err != nil {
				t.Fatal(err)
			}
		}
		got, want := f.Weights(), ridge(b, spec.Input().Len(), lambda)
		largest := 0.0
		for _, v := range want {
			largest = max(largest, math.Abs(v))
		}
		compared := 0
		for i, v := range append(got.Tensors[0].Data, got.Tensors[1].Data...) {
			if math.Abs(float64(v)-want[i]) > 1e-4*largest {
				t.Errorf("lambda %v: number %d is %v, want %v", lambda, i, v, want[i])
			}
			compared++
		}
		if compared != spec.Parameters() || largest < 1e-3 {
			t.Fatalf("compared %d numbers of at most %v", compared, largest)
		}
	}
}

// ridge solves for the weights, and behind them the bias.
func ridge(b model.Batch, features int, lambda float64) []float64 {
	meanX, meanY, total := make([]float64, features), 0.0, 0.0
	x := func(i, j int) float64 { return float64(b.X[i*features+j])/127.5 - 1 }
	for i := range b.N {
		v := float64(b.Weight[i])
		total += v
		meanY += v * float64(b.Y[i])
		for j := range meanX {
			meanX[j] += v * x(i, j)
		}
	}
	for j := range meanX {
		meanX[j] /= total
	}
	meanY /= total
	a, right := mat.NewSymDense(features, nil), mat.NewVecDense(features, nil)
	for i := range b.N {
		v := float64(b.Weight[i]) / float64(b.N)
		for j := range features {
			right.SetVec(j, right.AtVec(j)+v*(x(i, j)-meanX[j])*(float64(b.Y[i])-meanY))
			for k := j; k < features; k++ {
				a.SetSym(j, k, a.At(j, k)+v*(x(i, j)-meanX[j])*(x(i, k)-meanX[k]))
			}
		}
	}
	for j := range features {
		a.SetSym(j, j, a.At(j, j)+lambda)
	}
	var c mat.Cholesky
	if !c.Factorize(a) {
		panic("not positive definite")
	}
	var w mat.VecDense
	if err := c.SolveVecTo(&w, right); err != nil {
		panic(err)
	}
	solution, bias := make([]float64, features), meanY
	for j := range solution {
		solution[j] = w.AtVec(j)
		bias -= solution[j] * meanX[j]
	}
	return append(solution, bias)
}
