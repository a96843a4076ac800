package trainer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/model"
)

// taught are the weights that a tiny training ends with.
func taught(t *testing.T) *model.Weights {
	t.Helper()
	j := tinyJob(t.TempDir())
	j.Config.Epochs = 12
	train(t, j)
	w, _, err := model.ReadFile(filepath.Join(j.Dir, "last.safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	return &w
}

// Oracle: a fitter made of the given weights, asked for the same batch.
func TestTrainingBeginsWithTheGivenWeights(t *testing.T) {
	first := taught(t)
	given := first.Hash()
	j := tinyJob(t.TempDir())
	j.First = first
	compared := 0
	j.NewFitter = func(w model.Weights, batch int) (Fitter, error) {
		if w.Hash() != given {
			t.Errorf("the fitter is made with %.12s, want the given %.12s", w.Hash(), given)
		}
		f, err := newLinear(w, batch)
		return firstStep{Fitter: f, check: func(b model.Batch, rate, loss float64) {
			oracle, err := newLinear(*first, batch)
			if err != nil {
				t.Fatal(err)
			}
			if want, err := oracle.Step(b, rate); err != nil || loss != want {
				t.Errorf("first loss %v, %v, want %v", loss, err, want)
			}
			compared++
		}, done: new(bool)}, err
	}
	train(t, j)
	if compared != 1 || first.Hash() != given {
		t.Errorf("%d first steps compared, want 1; the given weights must stay as they are", compared)
	}
	about, err := os.ReadFile(filepath.Join(j.Dir, "run.json"))
	if err != nil || !strings.Contains(string(about), given) {
		t.Errorf("run.json does not name %s: %v", given, err)
	}
}

// firstStep looks at the first step.
type firstStep struct {
	Fitter
	check func(b model.Batch, rate, loss float64)
	done  *bool
}

func (f firstStep) Step(b model.Batch, rate float64) (float64, error) {
	loss, err := f.Fitter.Step(b, rate)
	if !*f.done {
		*f.done = true
		f.check(b, rate, loss)
	}
	return loss, err
}

// Oracle: the training that was never stopped.
func TestResumingKeepsToTheFirstWeights(t *testing.T) {
	first := taught(t)
	whole := tinyJob(t.TempDir())
	whole.First = first
	train(t, whole)

	j := tinyJob(t.TempDir())
	j.First = first
	ctx, stop := context.WithCancel(t.Context())
	j.Kept = func([]Epoch, int) { stop() }
	if _, err := Run(ctx, j); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want %v", err, context.Canceled)
	}
	j.Resume, j.Kept = true, nil
	for name, other := range map[string]*model.Weights{"others": {Spec: first.Spec, Tensors: tinyWeights(t).Tensors}, "none": nil} {
		j.First = other
		if _, err := Run(t.Context(), j); !errors.Is(err, ErrCheckpoint) || !strings.Contains(err.Error(), first.Hash()) {
			t.Errorf("resumed with %s: got %v, want %v that names %s", name, err, ErrCheckpoint, first.Hash())
		}
	}
	j.First = first
	train(t, j)
	for _, name := range []string{"net.safetensors", "last.safetensors", "run.json"} {
		sameFile(t, name, whole.Dir, j.Dir)
	}
}

func tinyWeights(t *testing.T) model.Weights {
	t.Helper()
	w, err := model.NewWeights(tinySpec(), 5)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestFirstWeightsOfAnotherNetworkAreRefused(t *testing.T) {
	other := tinySpec()
	other.Name, other.Dense = "other", []int{2, 1}
	w, err := model.NewWeights(other, 1)
	if err != nil {
		t.Fatal(err)
	}
	j := tinyJob(t.TempDir())
	j.First = &w
	if _, err := Run(t.Context(), j); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "other") {
		t.Errorf("got %v, want %v that names the network", err, ErrConfig)
	}
}
