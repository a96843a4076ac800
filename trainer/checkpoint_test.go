package trainer

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"steersim/model"
)

func someCheckpoint(t *testing.T, best int) Checkpoint {
	t.Helper()
	w, err := model.NewWeights(tinySpec(), 3)
	if err != nil {
		t.Fatal(err)
	}
	m, v := w.Clone(), w.Clone()
	m.Tensors[0].Data[2], v.Tensors[1].Data[0] = -1e-30, 7e20
	c := Checkpoint{
		Config: tinyConfig(), Data: []Data{{Path: "a.mcap", Hash: "abc", Records: 5}}, Version: "v", Engine: "e", Platform: "p", Epoch: 2, Best: best,
		State:   model.FitState{Step: 77, Weights: w, M: m, V: v},
		History: []Epoch{{1, 0.1, 0.2, 0.3, 4, 5, nil, 0.5}, {2, 1. / 3, 0.02, 0.03, 4, 5, &Drives{2, 91.5, 0.1, 3}, 0}},
	}
	if best > 0 {
		c.BestLoss, c.BestWeights = 0.02, m.Clone()
	}
	return c
}

func TestCheckpointRoundTrip(t *testing.T) {
	for _, best := range []int{0, 2} {
		c := someCheckpoint(t, best)
		b, err := c.encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeCheckpoint(b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, c) {
			t.Errorf("got %+v, want %+v", got, c)
		}
	}
}

// Every way of being torn: cut off at every length, and one bit flipped at random places.
func TestTornCheckpointIsRefused(t *testing.T) {
	b, err := someCheckpoint(t, 2).encode()
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(b); n += 7 {
		if _, err := decodeCheckpoint(b[:n]); err == nil {
			t.Fatalf("%d of %d bytes were taken for a checkpoint", n, len(b))
		}
	}
	seed := rand.Uint64()
	rng := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		at := rng.IntN(len(b))
		b[at] ^= 1
		if _, err := decodeCheckpoint(b); err == nil {
			t.Fatalf("seed %d: byte %d damaged and not noticed", seed, at)
		}
		b[at] ^= 1
	}
	if _, err := decodeCheckpoint(b); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCheckpoint(t.TempDir()); !errors.Is(err, ErrCheckpoint) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestReplaceFileLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	for _, content := range []string{"first", "second, longer", ""} {
		if err := replaceFile(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("got %q, %v, want %q", got, err, content)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files, want 1", len(files))
	}
	if err := replaceFile(filepath.Join(dir, "none", "f"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no such directory: %v", err)
	}
}
