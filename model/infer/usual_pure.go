//go:build !cgo || nodnnl

package infer

import "steersim/model"

// New returns the fastest engine of this build.
func New(w model.Weights) (Engine, error) { return NewPure(w) }
