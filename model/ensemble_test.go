package model_test

import (
	"errors"
	"testing"

	"steersim/model"
)

func TestEnsembleIsItsMembers(t *testing.T) {
	w, err := model.NewWeights(model.Ensemble(model.PilotNet(), 3), 1)
	if err != nil {
		t.Fatal(err)
	}
	n := w.Spec.Size()
	if got, want := w.Spec.Parameters(), 252219*3; got != want || n != 3 {
		t.Errorf("%d members have %d parameters, want %d", n, got, want)
	}
	if got, want := w.Tensors[0].Name, "member1.conv1.weight"; got != want {
		t.Errorf("the first tensor is %q, want %q", got, want)
	}
	var members []model.Weights
	hashes := map[string]bool{}
	for i := range n {
		m := w.Member(i)
		if err := m.Check(); err != nil || !m.Spec.Equal(model.PilotNet()) {
			t.Errorf("member %d is %+v, %v, want a PilotNet", i, m.Spec, err)
		}
		members, hashes[m.Hash()] = append(members, m), true
	}
	if len(hashes) != n {
		t.Errorf("%d different members, want %d", len(hashes), n)
	}
	joined := w.Spec.Join(members)
	if err := joined.Check(); err != nil || joined.Hash() != w.Hash() || !joined.Spec.Equal(w.Spec) {
		t.Errorf("joined again it is %+v, %v, want the same", joined.Spec, err)
	}
	alone, err := model.NewWeights(model.PilotNet(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if m := alone.Member(0); m.Hash() != alone.Hash() || alone.Spec.Size() != 1 {
		t.Errorf("a network alone has %d members, want itself", alone.Spec.Size())
	}
}

func TestEnsembleRefuses(t *testing.T) {
	for _, s := range []model.Spec{
		model.Ensemble(model.ALVINN(), 2), model.Ensemble(model.PilotNet(), 1), model.Ensemble(model.PilotNet(), -1), model.Ensemble(model.PilotNet(), 65),
	} {
		if err := s.Check(); !errors.Is(err, model.ErrSpec) {
			t.Errorf("%s of %d: got %v, want ErrSpec", s.Name, s.Members, err)
		}
	}
}
