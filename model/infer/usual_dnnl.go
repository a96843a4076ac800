//go:build cgo && !nodnnl

package infer

import (
	"errors"

	"steersim/model"
	"steersim/model/tower"
)

// New returns the fastest engine of this build and this processor.
func New(w model.Weights) (Engine, error) {
	if len(w.Spec.Conv) == 0 {
		return NewPure(w)
	}
	f, err := NewFast(w)
	if errors.Is(err, tower.ErrUnavailable) {
		return NewPure(w)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}
