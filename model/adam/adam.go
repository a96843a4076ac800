// Package adam is the optimiser of Kingma and Ba (arXiv 1412.6980, algorithm 1) over one flat array of parameters.
//
// A step goes once over the memory, where PyTorch and Gorgonia go several times. With cgo the C compiler makes vectors of
// it; without, the same arithmetic is done one number after the other, four to ten times slower, to the same bits on amd64.
package adam

import "math"

// The paper's constants.
const (
	beta1   = 0.9
	beta2   = 0.999
	epsilon = 1e-8
)

// Adam is the optimiser's memory: the moments of each parameter's gradient after so many steps.
type Adam struct {
	Step int64
	M, V []float32
}

// New is an optimiser that has made no step.
func New(parameters int) *Adam {
	return &Adam{M: make([]float32, parameters), V: make([]float32, parameters)}
}

// Update moves params against the gradient, as long as New's parameters, at the given rate.
func (a *Adam) Update(params, gradient []float32, rate float64) {
	a.Step++
	t := float64(a.Step)
	stride := float32(rate / (1 - math.Pow(beta1, t)))    // rate over the first moment's bias
	widen := float32(1 / math.Sqrt(1-math.Pow(beta2, t))) // undoes the second moment's bias, after the root
	n := len(params)
	move(params, gradient[:n], a.M[:n], a.V[:n], stride, widen)
}

// moveOne is the arithmetic for slices of one length, a number at a time.
func moveOne(params, gradient, m, v []float32, stride, widen float32) {
	for i, g := range gradient {
		mi := float32(beta1*m[i]) + float32((1-beta1)*g)
		vi := float32(beta2*v[i]) + float32(float32((1-beta2)*g)*g)
		m[i], v[i] = mi, vi
		root := float32(math.Sqrt(float64(vi)))
		params[i] -= float32(float32(stride*mi) / (float32(root*widen) + epsilon))
	}
}
