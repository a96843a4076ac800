package graph

import (
	"errors"
	"math"
	"testing"

	"steersim/model"
	"steersim/sim"
)

func someEnsemble(t *testing.T) model.Weights {
	t.Helper()
	w, err := model.NewWeights(model.Ensemble(small(model.ReLU), 3), 3)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func newEnsemble(t *testing.T, w model.Weights) *Ensemble {
	t.Helper()
	e, err := NewEnsemble(Config{Weights: w, Batch: 8, Stock: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// Its oracle is each member's training alone, to the bit.
func TestEnsembleLearnsAsItsMembersDoAlone(t *testing.T) {
	w := someEnsemble(t)
	e := newEnsemble(t, w)
	var alone []*Fitter
	for i := range w.Spec.Members {
		f, err := New(Config{Weights: w.Member(i), Batch: 8, Stock: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		alone = append(alone, f)
	}
	rng := sim.Rand(5, sim.StreamBatches)
	for range 4 {
		b := newBatch(w.Member(0).Spec, 8, rng)
		got, err := e.Step(b, 1e-3)
		if err != nil {
			t.Fatal(err)
		}
		want := 0.0
		for _, f := range alone {
			l, err := f.Step(b, 1e-3)
			if err != nil {
				t.Fatal(err)
			}
			want += l / float64(len(alone))
		}
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("loss %v, want the members' mean, %v", got, want)
		}
	}
	learnt := e.Weights()
	if err := learnt.Check(); err != nil {
		t.Fatal(err)
	}
	b := newBatch(w.Member(0).Spec, 5, rng)
	got, sum, one := make([]float32, 5), make([]float32, 5), make([]float32, 5)
	if err := e.Predict(b, got); err != nil {
		t.Fatal(err)
	}
	for i, f := range alone {
		if got, want := learnt.Member(i).Hash(), f.Weights().Hash(); got != want {
			t.Errorf("member %d is %.8s, want %.8s as alone", i+1, got, want)
		}
		if err := f.Predict(b, one); err != nil {
			t.Fatal(err)
		}
		for j, k := range one {
			sum[j] += k / float32(len(alone))
		}
	}
	for j := range got {
		if got[j] != sum[j] {
			t.Errorf("picture %d: %v, want the mean %v", j, got[j], sum[j])
		}
	}
}

func TestEnsembleGoesOnWhereItWas(t *testing.T) {
	w := someEnsemble(t)
	a, b := newEnsemble(t, w), newEnsemble(t, w)
	rng := sim.Rand(6, sim.StreamBatches)
	first, second := newBatch(w.Member(0).Spec, 8, rng), newBatch(w.Member(0).Spec, 8, rng)
	if _, err := a.Step(first, 1e-3); err != nil {
		t.Fatal(err)
	}
	if err := b.Restore(a.State()); err != nil {
		t.Fatal(err)
	}
	for _, e := range []*Ensemble{a, b} {
		if _, err := e.Step(second, 1e-3); err != nil {
			t.Fatal(err)
		}
	}
	if a.Weights().Hash() != b.Weights().Hash() {
		t.Error("the ensembles differ after the same steps, want the same to the bit")
	}
	other := newFitter(t, w.Member(0).Spec, 8, true).State()
	if err := b.Restore(other); !errors.Is(err, model.ErrWeights) {
		t.Errorf("the state of one network: got %v, want ErrWeights", err)
	}
}

func TestEnsembleRefuses(t *testing.T) {
	w := someEnsemble(t)
	e := newEnsemble(t, w)
	before := e.Weights().Hash()
	b := newBatch(w.Member(0).Spec, 8, sim.Rand(7, sim.StreamBatches))
	b.Y[3] = float32(math.NaN())
	if _, err := e.Step(b, 1e-3); !errors.Is(err, ErrBatch) {
		t.Errorf("a target that is no number: got %v, want ErrBatch", err)
	}
	if e.Weights().Hash() != before {
		t.Error("a refused batch changed the weights")
	}
	if _, err := e.Step(b, math.NaN()); err == nil {
		t.Error("a rate that is no number is taken")
	}
	if err := e.Predict(b, make([]float32, 3)); !errors.Is(err, ErrBatch) {
		t.Errorf("too little room: got %v, want ErrBatch", err)
	}
	if _, err := New(Config{Weights: w, Batch: 8}); !errors.Is(err, model.ErrSpec) {
		t.Errorf("an ensemble as one network: got %v, want ErrSpec", err)
	}
	if _, err := NewEnsemble(Config{Weights: w.Member(0), Batch: 8}); !errors.Is(err, model.ErrSpec) {
		t.Errorf("one network as an ensemble: got %v, want ErrSpec", err)
	}
}
