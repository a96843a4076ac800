package graph

import (
	"fmt"

	"steersim/model"
)

// Weights are a copy, ready to drive: TargetScale is divided out of the last layer, so that the output is 1/r in 1/m.
func (f *Fitter) Weights() model.Weights {
	w := unflatten(f.params, f.spec)
	scaleOutput(w, 1/f.scale)
	return w
}

// State is a copy of all that the next step depends on. Its weights are the graph's, not ready to drive.
func (f *Fitter) State() model.FitState {
	return model.FitState{
		Step:    f.adam.Step,
		Weights: unflatten(f.params, f.spec),
		M:       unflatten(f.adam.M, f.spec),
		V:       unflatten(f.adam.V, f.spec),
	}
}

// Restore goes on where a fitter of the same spec and TargetScale was, to the same bits.
func (f *Fitter) Restore(s model.FitState) error {
	if err := checkState(s, f.spec); err != nil {
		return err
	}
	f.adam.Step = s.Step
	flatten(f.params, s.Weights)
	flatten(f.adam.M, s.M)
	flatten(f.adam.V, s.V)
	return nil
}

// checkState refuses a state that is not of networks of this spec.
func checkState(s model.FitState, spec model.Spec) error {
	if s.Step < 0 {
		return fmt.Errorf("fit state: step is %d, want 0 or more", s.Step)
	}
	for i, w := range []model.Weights{s.Weights, s.M, s.V} {
		if err := checkSame(w, spec, [...]string{"weights", "first moments", "second moments"}[i]); err != nil {
			return fmt.Errorf("fit state: %w", err)
		}
	}
	for _, t := range s.V.Tensors {
		for i, v := range t.Data {
			if v < 0 {
				return fmt.Errorf("fit state: %w: second moment of %s is %v at %d, want 0 or more", model.ErrWeights, t.Name, v, i)
			}
		}
	}
	return nil
}
