//go:build cgo && !nodnnl

package graph

import (
	"errors"
	"math"
	"testing"

	"steersim/model"
	"steersim/sim"
)

// TestTowerAgreesWithStock: after five steps of Adam the weights of both engines are within a thousandth of a step of
// each other, for full batches and for a part of one.
func TestTowerAgreesWithStock(t *testing.T) {
	const rate = 1e-4
	for name, tc := range map[string]struct {
		spec  model.Spec
		batch int
		sizes []int
	}{
		"relu":           {small(model.ReLU), 5, []int{5, 5, 5, 5, 5}},
		"elu":            {small(model.ELU), 5, []int{5, 5, 5, 5, 5}},
		"parts of batch": {small(model.ELU), 8, []int{8, 3, 1, 8, 7}},
		"pilotnet":       {model.PilotNet(), 3, []int{3, 3, 2, 3, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			f, g := newFitter(t, tc.spec, tc.batch, false), newFitter(t, tc.spec, tc.batch, true)
			if f.Engine() != fast.name || g.Engine() != stock.name {
				t.Fatalf("engines %s and %s, want %s and %s", f.Engine(), g.Engine(), fast.name, stock.name)
			}
			rng := sim.Rand(8, sim.StreamBatches)
			for i, n := range tc.sizes {
				b := newBatch(tc.spec, n, rng)
				lossF, errF := f.Step(b, rate)
				lossG, errG := g.Step(b, rate)
				if err := errors.Join(errF, errG); err != nil {
					t.Fatal(err)
				}
				if math.Abs(lossF-lossG) > 1e-4*lossG {
					t.Errorf("step %d: loss %v, stock %v", i, lossF, lossG)
				}
			}
			far, worst := 0, 0.0
			for i := range f.params {
				d := math.Abs(float64(f.params[i] - g.params[i]))
				worst = max(worst, d/rate)
				if d > 1e-3*rate {
					far++
				}
			}
			// Adam divides by the gradient's own size, so a parameter that hardly matters may move by its rounding errors.
			if far > len(f.params)/10_000 || worst > 0.02 {
				t.Errorf("%d of %d parameters are more than 0.001 of a step apart, one %.2g", far, len(f.params), worst)
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	const batch = 64
	spec := model.PilotNet()
	f := newFitter(b, spec, batch, false)
	samples := newBatch(spec, batch, sim.Rand(1, sim.StreamBatches))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Step(samples, 1e-3); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(batch*float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}
