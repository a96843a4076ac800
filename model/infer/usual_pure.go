//go:build !cgo || nodnnl

package infer

import "steersim/model"

// usual is the engine of one network.
func usual(w model.Weights) (Engine, error) { return NewPure(w) }
