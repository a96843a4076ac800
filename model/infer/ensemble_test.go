package infer

import (
	"errors"
	"math"
	"testing"

	"steersim/model"
)

// An ensemble's oracle is what its members say one by one.
func TestEnsembleIsTheMeanOfItsMembers(t *testing.T) {
	w := someWeights(t, model.Ensemble(model.PilotNet(), 3), 2)
	e, err := New(w)
	if err != nil {
		t.Fatal(err)
	}
	x := somePicture(w.Spec, 1)
	got, err := e.Predict(x)
	if err != nil {
		t.Fatal(err)
	}
	sum, answers := 0.0, map[float32]bool{}
	for i := range w.Spec.Members {
		m, err := NewPure(w.Member(i))
		if err != nil {
			t.Fatal(err)
		}
		k, err := m.Predict(x)
		if err != nil {
			t.Fatal(err)
		}
		sum += float64(k)
		answers[k] = true
	}
	if want := sum / float64(w.Spec.Members); math.Abs(float64(got)-want) > 1e-6 {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(answers) != w.Spec.Members {
		t.Errorf("%d different answers, want each of %d members to begin with weights of its own", len(answers), w.Spec.Members)
	}
	if n := testing.AllocsPerRun(5, func() { _, err = e.Predict(x) }); n != 0 || err != nil {
		t.Errorf("%v allocations, %v, want none", n, err)
	}
	if _, err := e.Predict(x[1:]); err == nil {
		t.Error("a picture too small is taken")
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if _, err := NewPure(w); !errors.Is(err, model.ErrSpec) {
		t.Errorf("an ensemble as one network: got %v, want ErrSpec", err)
	}
}
