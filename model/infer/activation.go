package infer

import (
	"math"

	"steersim/model"
)

// Activation is the non-linearity, in place.
func Activation(a model.Activation) func(h []float32) {
	switch a {
	case model.ELU:
		return elu
	case model.Sigmoid:
		return sigmoid
	case model.Tanh:
		return tanh
	}
	return relu
}

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

func sigmoid(h []float32) {
	for i, v := range h {
		h[i] = float32(1 / (1 + math.Exp(-float64(v))))
	}
}

func tanh(h []float32) {
	for i, v := range h {
		h[i] = float32(math.Tanh(float64(v)))
	}
}
