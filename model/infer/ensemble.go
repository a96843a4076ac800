package infer

import (
	"errors"
	"fmt"

	"steersim/model"
)

// New returns the fastest engine of this build and this processor. An ensemble's answers with the mean of its members.
func New(w model.Weights) (Engine, error) {
	if w.Spec.Members == 0 {
		return usual(w)
	}
	if err := w.Check(); err != nil {
		return nil, err
	}
	e := &ensemble{}
	for i := range w.Spec.Members {
		m, err := usual(w.Member(i))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("member %d: %w", i+1, err), e.Close())
		}
		e.members = append(e.members, m)
	}
	return e, nil
}

// single refuses ensembles where one network is wanted.
func single(s model.Spec) error {
	if s.Members > 0 {
		return fmt.Errorf("%w: an ensemble of %d networks, want one of its members", model.ErrSpec, s.Members)
	}
	return nil
}

// ensemble is the engines of networks that answer together.
type ensemble struct{ members []Engine }

// Predict is the mean of the members' forward passes.
func (e *ensemble) Predict(x []float32) (curvaturePerM float32, err error) {
	sum := 0.0
	for _, m := range e.members {
		k, err := m.Predict(x)
		if err != nil {
			return 0, err
		}
		sum += float64(k)
	}
	return float32(sum / float64(len(e.members))), nil
}

// Name is that of the members' engine.
func (e *ensemble) Name() string { return e.members[0].Name() }

// Close closes the members.
func (e *ensemble) Close() error {
	var errs []error
	for _, m := range e.members {
		errs = append(errs, m.Close())
	}
	return errors.Join(errs...)
}
