package model_test

import (
	"testing"

	"steersim/model"
)

func TestHashTellsWeightsApart(t *testing.T) {
	w, err := model.NewWeights(model.PilotNet(), 1)
	if err != nil {
		t.Fatal(err)
	}
	same := w.Clone()
	if same.Hash() != w.Hash() || len(w.Hash()) != 64 {
		t.Errorf("a copy's hash is %q, want %q", same.Hash(), w.Hash())
	}
	same.Tensors[3].Data[0] += 1e-6
	if same.Hash() == w.Hash() {
		t.Error("another value gave the same hash")
	}
}
