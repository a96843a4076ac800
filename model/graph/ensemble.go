package graph

import (
	"errors"
	"fmt"

	"steersim/model"
)

// Ensemble trains the members of an ensemble side by side: each step every member learns from the same pictures. It is not safe
// for concurrent use.
type Ensemble struct {
	spec    model.Spec
	members []*Fitter
	answer  []float32 // a member's
}

// NewEnsemble builds a graph for each member of c.Weights.
func NewEnsemble(c Config) (*Ensemble, error) {
	if err := c.Weights.Check(); err != nil {
		return nil, err
	}
	if c.Weights.Spec.Members == 0 {
		return nil, fmt.Errorf("%w: %q is one network, want an ensemble", model.ErrSpec, c.Weights.Spec.Name)
	}
	e := &Ensemble{spec: c.Weights.Spec.Clone()}
	for i := range e.spec.Size() {
		member := c
		member.Weights, member.Seed = c.Weights.Member(i), c.Seed+uint64(i)
		f, err := New(member)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("member %d: %w", i+1, err), e.Close())
		}
		e.members = append(e.members, f)
	}
	return e, nil
}

// Step is Fitter.Step of every member; the loss is the mean of theirs. A batch that one of them refuses changes none.
func (e *Ensemble) Step(b model.Batch, rate float64) (loss float64, err error) {
	if err := checkRate(rate); err != nil {
		return 0, err
	}
	for i, m := range e.members {
		l, err := m.differentiate(b)
		if err != nil {
			return 0, fmt.Errorf("member %d: %w", i+1, err)
		}
		loss += l / float64(len(e.members))
	}
	for _, m := range e.members {
		m.adam.Update(m.params, m.gradient, rate)
	}
	return loss, nil
}

// Predict writes the members' mean curvature of each of the batch's pictures to out.
func (e *Ensemble) Predict(b model.Batch, out []float32) error {
	if len(out) != b.N {
		return fmt.Errorf("%w: room for %d predictions of %d samples", ErrBatch, len(out), b.N)
	}
	if len(e.answer) < len(out) {
		e.answer = make([]float32, len(out))
	}
	answer := e.answer[:len(out)]
	clear(out)
	for i, m := range e.members {
		if err := m.Predict(b, answer); err != nil {
			return fmt.Errorf("member %d: %w", i+1, err)
		}
		for j, k := range answer {
			out[j] += k / float32(len(e.members))
		}
	}
	return nil
}

// joined is an ensemble of what each member has.
func (e *Ensemble) joined(of func(f *Fitter) model.Weights) model.Weights {
	var all []model.Weights
	for _, m := range e.members {
		all = append(all, of(m))
	}
	return e.spec.Join(all)
}

// Weights are a copy, ready to drive.
func (e *Ensemble) Weights() model.Weights { return e.joined((*Fitter).Weights) }

// State is Fitter.State of all members.
func (e *Ensemble) State() model.FitState {
	return model.FitState{
		Step:    e.members[0].adam.Step,
		Weights: e.joined(func(f *Fitter) model.Weights { return unflatten(f.params, f.spec) }),
		M:       e.joined(func(f *Fitter) model.Weights { return unflatten(f.adam.M, f.spec) }),
		V:       e.joined(func(f *Fitter) model.Weights { return unflatten(f.adam.V, f.spec) }),
	}
}

// Restore is Fitter.Restore of all members.
func (e *Ensemble) Restore(s model.FitState) error {
	if err := checkState(s, e.spec); err != nil { // before any member is changed
		return err
	}
	for i, m := range e.members {
		if err := m.Restore(model.FitState{Step: s.Step, Weights: s.Weights.Member(i), M: s.M.Member(i), V: s.V.Member(i)}); err != nil {
			return fmt.Errorf("member %d: %w", i+1, err)
		}
	}
	return nil
}

// Engine names what computes the convolutions.
func (e *Ensemble) Engine() string { return e.members[0].Engine() }

// Close frees what the graphs hold outside of Go's heap.
func (e *Ensemble) Close() error {
	var errs []error
	for _, m := range e.members {
		errs = append(errs, m.Close())
	}
	return errors.Join(errs...)
}
