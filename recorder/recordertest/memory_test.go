package recordertest

import (
	"errors"
	"image"
	"testing"

	"steersim/recorder"
)

func TestMemoryKeepsTheDatasetContract(t *testing.T) {
	Dataset(t, Wavy(Plan{Drives: 2, Records: 12, Size: image.Pt(32, 16), Seed: 1}))
}

func TestWavyIsAFunctionOfItsPlan(t *testing.T) {
	p := Plan{Drives: 2, Records: 3, Size: image.Pt(32, 16), Seed: 1}
	first, again := Wavy(p), Wavy(p)
	p.Seed = 2
	if other := Wavy(p); first.Hash() != again.Hash() || first.Hash() == other.Hash() {
		t.Errorf("hashes %s, %s and with another seed %s", first.Hash(), again.Hash(), other.Hash())
	}
}

func TestCopyGivesTheSameLog(t *testing.T) {
	from, to := Wavy(Plan{Drives: 2, Records: 5, Size: image.Pt(16, 8), Seed: 1}), &Memory{}
	if err := from.Begin(recorder.Drive{Number: 2, Road: "one that ended before its first record"}); err != nil {
		t.Fatal(err)
	}
	if err := recorder.Copy(to, from); err != nil || to.Hash() != from.Hash() {
		t.Errorf("got %d records of %d, %v", to.Len(), from.Len(), err)
	}
	if err := recorder.Copy(&Memory{FailAfter: 4}, from); !errors.Is(err, ErrWrite) {
		t.Errorf("got %v, want ErrWrite", err)
	}
}
