//go:build cgo && !nodnnl

package infer

import (
	"errors"

	"steersim/model"
	"steersim/model/tower"
)

// usual is the fastest engine of one network.
func usual(w model.Weights) (Engine, error) {
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
