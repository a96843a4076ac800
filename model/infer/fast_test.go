//go:build cgo && !nodnnl

package infer

import (
	"math"
	"testing"

	"steersim/model"
)

// TestFastAgreesWithPure: the same arithmetic in another order of sums.
func TestFastAgreesWithPure(t *testing.T) {
	compared := 0
	for name, spec := range specs(t) {
		if len(spec.Conv) == 0 {
			continue // only Pure computes these
		}
		w := someWeights(t, spec, 2)
		fast, err := NewFast(w)
		if err != nil {
			t.Fatal(err)
		}
		pure, err := NewPure(w)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(4) {
			x := somePicture(spec, seed)
			got, err := fast.Predict(x)
			if err != nil {
				t.Fatal(err)
			}
			want, err := pure.Predict(x)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(float64(got-want)) > 1e-5*(1+math.Abs(float64(want))) {
				t.Errorf("%s, picture %d: %v, want %v", name, seed, got, want)
			}
			compared++
		}
		x := somePicture(spec, 1)
		if n := testing.AllocsPerRun(5, func() { _, err = fast.Predict(x) }); n != 0 || err != nil {
			t.Errorf("%s: %v allocations, %v", name, n, err)
		}
		x[len(x)/2] = float32(math.NaN())
		if got, err := fast.Predict(x); err == nil && !math.IsNaN(float64(got)) {
			t.Errorf("%s: a picture that is no number gives %v", name, got)
		}
		if _, err := fast.Predict(x[1:]); err == nil {
			t.Errorf("%s: a picture too small is taken", name)
		}
		if err := fast.Close(); err != nil {
			t.Error(err)
		}
		if _, err := fast.Predict(somePicture(spec, 0)); err == nil {
			t.Errorf("%s: a closed engine predicts", name)
		}
	}
	if compared == 0 {
		t.Fatal("nothing was compared")
	}
}

func BenchmarkInfer(b *testing.B) {
	fast, err := NewFast(someWeights(b, model.PilotNet(), 1))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = fast.Close() }()
	x := somePicture(model.PilotNet(), 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fast.Predict(x); err != nil {
			b.Fatal(err)
		}
	}
}
