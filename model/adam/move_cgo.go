//go:build cgo

package adam

// #cgo CFLAGS: -std=c11 -O3 -fvisibility=hidden -Wall -Wextra
// #cgo LDFLAGS: -lm
// #cgo noescape adam_move
// #cgo nocallback adam_move
// #include "move.h"
import "C"

import "unsafe"

func move(params, gradient, m, v []float32, stride, widen float32) {
	if len(params) == 0 {
		return
	}
	C.adam_move(floats(params), floats(gradient), floats(m), floats(v), C.size_t(len(params)), C.float(stride), C.float(widen),
		beta1, beta2, epsilon)
}

func floats(s []float32) *C.float { return (*C.float)(unsafe.SliceData(s)) }
