package trainer

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"steersim/model"
)

// train runs a job to its end.
func train(t *testing.T, j Job) Result {
	t.Helper()
	r, err := Run(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRunLearnsAndLeavesItsFiles(t *testing.T) {
	dir := t.TempDir()
	j := tinyJob(dir)
	j.Config.Epochs = 12
	phases := map[Phase]int{}
	j.Progress = func(p Progress) {
		phases[p.Phase]++
		if p.Done > p.Total || p.Done < 1 || p.LeftS < 0 {
			t.Errorf("progress %+v", p)
		}
	}
	r := train(t, j)
	first, last := r.History[0], r.History[len(r.History)-1]
	if len(r.History) != 12 || r.Epochs != 12 || last.TrainLoss > 0.8*first.TrainLoss {
		t.Errorf("%d epochs, loss from %v to %v, want 12 and a fifth less", len(r.History), first.TrainLoss, last.TrainLoss)
	}
	if phases[Preparing] == 0 || phases[Training] != 12*((r.Train+15)/16) || phases[Validating] != 12*((r.Val+15)/16) {
		t.Errorf("%v calls of Progress for %d and %d pictures", phases, r.Train, r.Val)
	}
	best := slices.MinFunc(r.History, func(a, b Epoch) int {
		if a.ValLoss < b.ValLoss {
			return -1
		}
		return 1
	})
	if r.Best != best.Epoch {
		t.Errorf("best epoch is %d, want %d", r.Best, best.Epoch)
	}
	var names []string
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	if want := []string{"checkpoint", "history.csv", "last.safetensors", "net.safetensors", "run.json"}; !slices.Equal(names, want) {
		t.Errorf("the directory holds %v, want %v", names, want)
	}
	w, meta, err := model.ReadFile(filepath.Join(dir, "net.safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	if !w.Spec.Equal(j.Config.Spec) || meta.Prepare != j.Config.Prepare || meta.Extra["epoch"] != fmt.Sprint(r.Best) {
		t.Errorf("the net is %v with %+v", w.Spec, meta)
	}
	history, err := os.ReadFile(filepath.Join(dir, "history.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(history)), "\n")
	if len(lines) != 13 || lines[0] != "epoch,train_loss,val_loss,val_mae,seconds,samples_per_s,drive_interventions,drive_autonomy,drive_mae_m,drive_whiteness,val_correlation" || !strings.HasPrefix(lines[12], "12,") {
		t.Errorf("history.csv has %d lines: %q", len(lines), lines)
	}
}

// Oracle: the same job on one worker, one processor, uncached pictures, and its logs named the other way round.
func TestRunDependsOnNothingButConfigAndLogs(t *testing.T) {
	a := t.TempDir()
	train(t, tinyJob(a))
	for name, change := range map[string]func(*Job){
		"again":             func(*Job) {},
		"one worker":        func(j *Job) { j.Workers = 1 },
		"seven workers":     func(j *Job) { j.Workers = 7 },
		"no cache":          func(j *Job) { j.NoCache = true },
		"a cache elsewhere": func(j *Job) { j.CacheDir = t.TempDir() },
		"logs turned round": func(j *Job) { slices.Reverse(j.Logs) },
		"one processor": func(*Job) {
			before := runtime.GOMAXPROCS(1)
			t.Cleanup(func() { runtime.GOMAXPROCS(before) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			j := tinyJob(t.TempDir())
			change(&j)
			train(t, j)
			sameFile(t, "net.safetensors", a, j.Dir)
			sameFile(t, "last.safetensors", a, j.Dir)
			sameFile(t, "run.json", a, j.Dir)
		})
	}
	other := tinyJob(t.TempDir())
	other.Config.Seed++
	train(t, other)
	x, _ := os.ReadFile(filepath.Join(a, "last.safetensors"))
	y, _ := os.ReadFile(filepath.Join(other.Dir, "last.safetensors"))
	if slices.Equal(x, y) {
		t.Error("another seed gave the same weights")
	}
}

// Oracle: a run that was never stopped.
func TestStoppedAndResumedIsTheSame(t *testing.T) {
	whole := t.TempDir()
	r := train(t, tinyJob(whole))
	steps := int64(r.Epochs * ((r.Train + 15) / 16))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 4 {
		dir := t.TempDir()
		stops := 0
		for resume := false; ; resume = true {
			ctx, cancel := context.WithCancelCause(t.Context())
			stopped := errors.New("stopped by the test")
			j := tinyJob(dir)
			j.Resume, j.Workers = resume, 1+rng.IntN(4)
			at := rng.Int64N(steps)
			done := int64(0)
			j.NewFitter = func(w model.Weights, batch int) (Fitter, error) {
				f, err := newLinear(w, batch)
				f.(*linear).onStep = func(int64) error {
					if done++; done == at {
						cancel(stopped)
					}
					return nil
				}
				return f, err
			}
			_, err := Run(ctx, j)
			cancel(nil)
			if err == nil {
				break
			}
			if !errors.Is(err, stopped) && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			if stops++; stops > 200 {
				t.Fatal("it never ends")
			}
		}
		for _, name := range []string{"net.safetensors", "last.safetensors", "run.json"} {
			sameFile(t, name, whole, dir)
		}
		t.Logf("%d stops", stops)
	}
}

func TestResumingWhatIsDoneRestoresTheFiles(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	train(t, tinyJob(a))
	train(t, tinyJob(b))
	for _, name := range []string{"net.safetensors", "history.csv", "run.json"} {
		if err := os.Remove(filepath.Join(b, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(b, "last.safetensors"), []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	j := tinyJob(b)
	j.Resume = true
	if r := train(t, j); r.Epochs != 4 {
		t.Errorf("%d epochs, want 4", r.Epochs)
	}
	for _, name := range []string{"net.safetensors", "last.safetensors", "run.json"} {
		sameFile(t, name, a, b)
	}
}

func TestRunStopsEarly(t *testing.T) {
	j := tinyJob(t.TempDir())
	j.Config.Epochs, j.Config.PatienceEpochs, j.Config.Rate = 50, 2, 1e-300 // nothing is learned
	r := train(t, j)
	if !r.Early || r.Best != 1 || r.Epochs != 3 {
		t.Errorf("early %v, best %d of %d epochs, want true, 1 of 3", r.Early, r.Best, r.Epochs)
	}
	j.Resume = true
	if again := train(t, j); again.Epochs != 3 || !again.Early {
		t.Errorf("resumed after an early stop: %d epochs, want 3", again.Epochs)
	}
}

// broken is a fitter whose loss is no number from its third step on.
type broken struct{ Fitter }

func (b broken) Step(x model.Batch, rate float64) (float64, error) {
	loss, err := b.Fitter.Step(x, rate)
	if b.State().Step >= 3 {
		loss = math.NaN()
	}
	return loss, err
}

func TestRunRefuses(t *testing.T) {
	taken := t.TempDir()
	train(t, tinyJob(taken))
	torn := t.TempDir()
	content, err := os.ReadFile(filepath.Join(taken, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(filepath.Join(torn, "checkpoint"), content, 0o666); err != nil {
		t.Fatal(err)
	}
	headless := t.TempDir()
	if err := os.WriteFile(filepath.Join(headless, "history.csv"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		change func(*Job)
		err    error
		says   []string
	}{
		"a directory that is taken":     {func(j *Job) { j.Dir = taken }, ErrExists, []string{taken, "resume"}},
		"no data":                       {func(j *Job) { j.Logs = nil }, ErrNoData, nil},
		"an empty log":                  {func(j *Job) { j.Logs = []Log{{Path: "empty.mcap", Dataset: &edited{}}} }, ErrNoData, []string{"empty.mcap"}},
		"pictures that are missing":     {func(j *Job) { j.Logs = []Log{withoutPictures(wavy(1))} }, ErrNoData, []string{"120 records", "wavy-1"}},
		"a label that is no number":     {func(j *Job) { j.Logs[1] = withLabel(wavy(2), 33, math.NaN()) }, ErrData, []string{"wavy-2", "record 33", "NaN"}},
		"the same log twice":            {func(j *Job) { j.Logs = []Log{wavy(1), {Path: "copy", Dataset: wavy(1).Dataset}} }, ErrData, []string{"copy", "wavy-1"}},
		"an unreadable picture":         {func(j *Job) { j.Logs[0] = withBadPicture(wavy(1), 17) }, errPicture, []string{"wavy-1", "record 17"}},
		"a batch of nothing":            {func(j *Job) { j.Config.Batch = 0 }, ErrConfig, []string{"batch is 0"}},
		"another picture's size":        {func(j *Job) { j.Config.Prepare.Width = 40 }, ErrConfig, []string{"32", "40"}},
		"a loss that explodes":          {func(j *Job) { j.NewFitter = newBroken }, ErrDiverged, []string{"epoch 1", "step 2"}},
		"resuming without a checkpoint": {func(j *Job) { j.Dir, j.Resume = headless, true }, ErrCheckpoint, []string{headless}},
		"a torn checkpoint":             {func(j *Job) { j.Dir, j.Resume = torn, true }, ErrCheckpoint, []string{torn, "SHA-256"}},
		"another config": {func(j *Job) { j.Dir, j.Resume, j.Config.Augment.ShiftSDM = taken, true, 0.125 }, ErrCheckpoint,
			[]string{"Augment.ShiftSDM is 0.125", "0.2"}},
		"another seed": {func(j *Job) { j.Dir, j.Resume, j.Config.Seed = taken, true, 9 }, ErrCheckpoint, []string{"Seed is 9", "7"}},
		"another log": {func(j *Job) { j.Dir, j.Resume, j.Logs = taken, true, []Log{wavy(1), wavy(3)} }, ErrCheckpoint,
			[]string{wavy(2).Dataset.Hash(), wavy(3).Dataset.Hash()}},
		"a log less": {func(j *Job) { j.Dir, j.Resume, j.Logs = taken, true, []Log{wavy(1)} }, ErrCheckpoint, []string{wavy(2).Dataset.Hash()}},
	} {
		t.Run(name, func(t *testing.T) {
			j := tinyJob(t.TempDir())
			tc.change(&j)
			_, err := Run(t.Context(), j)
			if !errors.Is(err, tc.err) {
				t.Fatalf("got %v, want %v", err, tc.err)
			}
			for _, s := range tc.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("%q does not name %q", err, s)
				}
			}
		})
	}
}

// A training that fails before it begins leaves the directory free for the next try.
func TestFailingBeforeTheFirstEpochLeavesNothing(t *testing.T) {
	j := tinyJob(t.TempDir())
	j.Logs[0] = withBadPicture(wavy(1), 17)
	if _, err := Run(t.Context(), j); !errors.Is(err, errPicture) {
		t.Fatalf("got %v, want %v", err, errPicture)
	}
	j.Logs[0] = wavy(1)
	train(t, j)
}

func newBroken(w model.Weights, batch int) (Fitter, error) {
	f, err := newLinear(w, batch)
	return broken{f}, err
}
