package trainer

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"steersim/model"
)

// proctor gives the marks of a list, one an exam, and keeps the weights that it was shown.
type proctor struct {
	marks []Drives
	seen  []model.Weights
}

func (p *proctor) examine(_ context.Context, w model.Weights) (Drives, error) {
	p.seen = append(p.seen, w)
	return p.marks[len(p.seen)-1], nil
}

func examJob(dir string, p *proctor, every int) Job {
	j := tinyJob(dir)
	j.Config.Epochs = 5
	j.Config.Exam = Exam{EveryEpochs: every, Roads: []string{"elsewhere"}, Scenes: []string{"clear"}, Seconds: 1}
	j.Examiner = p.examine
	return j
}

// The best epoch is the one that drove best, whatever the losses say. Oracle: the marks, which are made up.
func TestTheBestEpochIsTheOneThatDroveBest(t *testing.T) {
	for name, tc := range map[string]struct {
		every int
		marks []Drives
		best  int
	}{
		"fewest interventions":         {1, []Drives{{Interventions: 3}, {Interventions: 1, LateralMAEM: 0.3}, {Interventions: 2}, {Interventions: 4}, {Interventions: 2}}, 2},
		"nearest to the centre":        {1, []Drives{{LateralMAEM: 0.2}, {LateralMAEM: 0.3}, {LateralMAEM: 0.1}, {LateralMAEM: 0.11}, {Interventions: 1}}, 3},
		"the first of equals":          {1, make([]Drives, 5), 1},
		"every second and the last":    {2, []Drives{{Interventions: 2}, {Interventions: 2, LateralMAEM: 1}, {Interventions: 1}}, 5},
		"only the last, which is late": {9, []Drives{{Interventions: 7}}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			p, dir := &proctor{marks: tc.marks}, t.TempDir()
			r := train(t, examJob(dir, p, tc.every))
			if r.Best != tc.best || len(p.seen) != len(tc.marks) {
				t.Fatalf("best epoch %d after %d exams, want %d after %d", r.Best, len(p.seen), tc.best, len(tc.marks))
			}
			kept, _, err := model.ReadFile(filepath.Join(dir, "net.safetensors"))
			if err != nil {
				t.Fatal(err)
			}
			exam := 0 // that examined the best
			for _, e := range r.History[:tc.best-1] {
				if e.Drives != nil {
					exam++
				}
			}
			if !slices.Equal(kept.Tensors[0].Data, p.seen[exam].Tensors[0].Data) {
				t.Error("the net that was kept is not the one that drove")
			}
			f, err := os.Open(filepath.Join(dir, "history.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			rows, err := csv.NewReader(f).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			driven := 0
			for i, row := range rows[1:] {
				if (row[6] != "") != (r.History[i].Drives != nil) {
					t.Errorf("epoch %d: %v, its drives are %v", i+1, row, r.History[i].Drives)
				}
				if row[6] != "" {
					driven++
				}
			}
			if driven != len(tc.marks) {
				t.Errorf("history.csv has %d drives, want %d", driven, len(tc.marks))
			}
		})
	}
}

// A training that is stopped after an exam and resumed ends as one that is not.
func TestExamsSurviveAStop(t *testing.T) {
	marks := []Drives{{Interventions: 3}, {Interventions: 1}, {Interventions: 2}, {Interventions: 2}, {Interventions: 5}}
	whole, dir := t.TempDir(), t.TempDir()
	want := train(t, examJob(whole, &proctor{marks: marks}, 1))
	ctx, cancel := context.WithCancel(t.Context())
	p := &proctor{marks: marks}
	j := examJob(dir, p, 1)
	j.Kept = func(history []Epoch, _ int) {
		if len(history) == 3 {
			cancel()
		}
	}
	if _, err := Run(ctx, j); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want it stopped", err)
	}
	j.Resume, j.Kept = true, nil
	got := train(t, j)
	if got.Best != 2 || got.Best != want.Best {
		t.Errorf("best epoch %d, want %d", got.Best, want.Best)
	}
	a, _ := os.ReadFile(filepath.Join(whole, "net.safetensors"))
	b, _ := os.ReadFile(filepath.Join(dir, "net.safetensors"))
	if len(a) == 0 || !slices.Equal(a, b) {
		t.Error("the resumed training's net is another")
	}
}

func TestExamsThatProveNothingAreRefused(t *testing.T) {
	p := &proctor{}
	for name, tc := range map[string]struct {
		spoil func(*Job)
		want  error
		says  string
	}{
		"nobody examines": {func(j *Job) { j.Examiner = nil }, ErrConfig, "without an examiner"},
		"no road":         {func(j *Job) { j.Config.Exam.Roads = nil }, ErrConfig, "0 roads"},
		"no time":         {func(j *Job) { j.Config.Exam.Seconds = 0 }, ErrConfig, "0 s"},
	} {
		t.Run(name, func(t *testing.T) {
			j := examJob(t.TempDir(), p, 1)
			tc.spoil(&j)
			if _, err := Run(t.Context(), j); !errors.Is(err, tc.want) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want %v that says %q", err, tc.want, tc.says)
			}
		})
	}
}

// A network that was told of a latency says so: on a car without it, it would steer too early.
func TestTheNetTellsItsLatency(t *testing.T) {
	dir := t.TempDir()
	j := tinyJob(dir)
	j.Config.Epochs, j.Config.LatencyS = 1, 0.2
	train(t, j)
	_, meta, err := model.ReadFile(filepath.Join(dir, "net.safetensors"))
	if err != nil || meta.Extra["latency_s"] != "0.2" {
		t.Errorf("%v, %v, want a latency of 0.2 s", meta.Extra, err)
	}
}

// Patience counts exams, since no other epoch can be found better. Oracle: by hand.
func TestPatienceWaitsForExams(t *testing.T) {
	for name, tc := range map[string]struct {
		every, patience, epochs int
		marks                   []Drives
	}{
		"two exams without a better one": {2, 2, 6, []Drives{{Interventions: 1}, {Interventions: 2}, {Interventions: 2}}},
		"one is not enough":              {2, 2, 7, []Drives{{Interventions: 3}, {Interventions: 3}, {Interventions: 2}, {Interventions: 4}}},
		"no exam before the last epoch":  {9, 1, 7, []Drives{{Interventions: 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			j := examJob(t.TempDir(), &proctor{marks: tc.marks}, tc.every)
			j.Config.Epochs, j.Config.PatienceEpochs = 7, tc.patience
			if r := train(t, j); r.Epochs != tc.epochs {
				t.Errorf("it ends after epoch %d, want %d", r.Epochs, tc.epochs)
			}
		})
	}
}
