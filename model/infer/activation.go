package infer

import "math"

func relu(h []float32) {
	for i, v := range h {
		h[i] = max(v, 0)
	}
}

func elu(h []float32) {
	for i, v := range h {
		if v < 0 {
			h[i] = float32(math.Expm1(float64(v)))
		}
	}
}
