//go:build !cgo

package adam

func move(params, gradient, m, v []float32, stride, widen float32) {
	moveOne(params, gradient, m, v, stride, widen)
}
