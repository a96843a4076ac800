package graph

import "math"

// Adam's constants, those of Kingma and Ba (arXiv 1412.6980), algorithm 1.
const (
	adamBeta1   = 0.9
	adamBeta2   = 0.999
	adamEpsilon = 1e-8
)

// adam is the optimiser's memory: the moments of each parameter's gradient.
type adam struct {
	step int64
	m, v []float32
}

func newAdam(parameters int) *adam {
	return &adam{m: make([]float32, parameters), v: make([]float32, parameters)}
}

// update moves params against the gradient. It goes once over the memory, while PyTorch and Gorgonia go several times.
func (a *adam) update(params, gradient []float32, rate float64) {
	a.step++
	t := float64(a.step)
	stride := float32(rate / (1 - math.Pow(adamBeta1, t)))    // rate over the first moment's bias
	widen := float32(1 / math.Sqrt(1-math.Pow(adamBeta2, t))) // undoes the second moment's bias, after the root
	m, v := a.m[:len(params)], a.v[:len(params)]
	for i, g := range gradient[:len(params)] {
		mi := float32(adamBeta1*m[i]) + float32((1-adamBeta1)*g)
		vi := float32(adamBeta2*v[i]) + float32((1-adamBeta2)*g*g)
		m[i], v[i] = mi, vi
		root := float32(math.Sqrt(float64(vi)))
		params[i] -= float32(stride * mi / (float32(root*widen) + adamEpsilon))
	}
}
