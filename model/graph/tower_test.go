//go:build cgo && !nodnnl

package graph

import (
	"errors"
	"math"
	"runtime"
	"testing"

	"gorgonia.org/tensor"

	"steersim/model"
	"steersim/model/tower"
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

// TestTowerGradient: the oracle is the stock graph, whose own is the finite difference.
func TestTowerGradient(t *testing.T) {
	const tolerance = 1e-4 // of the tensor's root mean square
	for name, tc := range map[string]struct {
		spec     model.Spec
		batch, n int
	}{
		"relu":                {small(model.ReLU), 7, 7},
		"elu, part of batch":  {small(model.ELU), 8, 5},
		"pilotnet, odd batch": {model.PilotNet(), 5, 5},
	} {
		t.Run(name, func(t *testing.T) {
			f, g := newFitter(t, tc.spec, tc.batch, false), newFitter(t, tc.spec, tc.batch, true)
			b := newBatch(tc.spec, tc.n, sim.Rand(9, sim.StreamBatches))
			_, errF := f.differentiate(b)
			_, errG := g.differentiate(b)
			if err := errors.Join(errF, errG); err != nil {
				t.Fatal(err)
			}
			checked := 0
			for _, p := range parts(tc.spec) {
				square := 0.0
				for _, v := range g.gradient[p.from:p.to] {
					square += float64(v) * float64(v)
				}
				rms := math.Sqrt(square / float64(p.to-p.from))
				for i := p.from; i < p.to; i++ {
					if d := math.Abs(float64(f.gradient[i] - g.gradient[i])); d > tolerance*(rms+math.Abs(float64(g.gradient[i]))) {
						t.Fatalf("%s[%d]: %v, want %v", p.name, i-p.from, f.gradient[i], g.gradient[i])
					}
					checked++
				}
			}
			if checked != tc.spec.Parameters() {
				t.Fatalf("%d gradients checked, want %d", checked, tc.spec.Parameters())
			}
		})
	}
}

// TestHalfLearns: with products of bfloat16 too the loss comes down; predictions stay those of float32.
func TestHalfLearns(t *testing.T) {
	spec := small(model.ReLU)
	whole := newFitter(t, spec, 8, false)
	f, err := New(Config{Weights: whole.Weights(), Batch: 8, BFloat16: true})
	if errors.Is(err, tower.ErrUnavailable) {
		t.Skip("this processor does not multiply bfloat16: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := newBatch(spec, 8, sim.Rand(1, sim.StreamBatches))
	got, want := make([]float32, 8), make([]float32, 8)
	if err := errors.Join(f.Predict(b, got), whole.Predict(b, want)); err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if math.Abs(float64(got[i]-want[i])) > 1e-6 { // the weights went to the curvature's scale and back
			t.Errorf("picture %d: predicted %v, want %v", i, got[i], want[i])
		}
	}
	before, err := f.Step(b, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	if reference, err := whole.Step(b, 1e-3); err != nil || before == reference || math.Abs(before-reference) > 0.05*reference {
		t.Errorf("loss %v, in float32 %v, %v: want nearly the same", before, reference, err)
	}
	after := before
	for range 300 {
		if after, err = f.Step(b, 1e-3); err != nil {
			t.Fatal(err)
		}
	}
	if after > before/20 {
		t.Errorf("the loss went from %v to %v, want a twentieth at most", before, after)
	}
}

func TestTowerPredicts(t *testing.T) {
	for name, spec := range map[string]model.Spec{"relu": small(model.ReLU), "elu": small(model.ELU)} {
		t.Run(name, func(t *testing.T) {
			f := newFitter(t, spec, 3, false)
			for _, n := range []int{3, 1, 2} {
				b := newBatch(spec, n, sim.Rand(uint64(n), sim.StreamBatches))
				out := make([]float32, n)
				if err := f.Predict(model.Batch{N: n, X: b.X}, out); err != nil {
					t.Fatal(err)
				}
				in := spec.Input().Len()
				for i, got := range out {
					want := predictInFloat64(spec, float64s(f.params), b.X[i*in:(i+1)*in]) / f.scale
					if math.Abs(float64(got)-want) > 1e-6 { // 1/m; curvatures here are about 0.05
						t.Errorf("picture %d of %d: got %v, want %v", i, n, got, want)
					}
				}
			}
		})
	}
}

// TestTowerStepsAreTheSame: any number of cores, one run or the next, stopped and gone on: the same bits.
func TestTowerStepsAreTheSame(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	const batch = 11
	spec := model.PilotNet()
	var first model.FitState
	for i, cores := range []int{1, 2, 5, 2} {
		runtime.GOMAXPROCS(cores)
		f := newFitter(t, spec, batch, false)
		rng := sim.Rand(5, sim.StreamBatches)
		for _, n := range []int{batch, 6, batch} {
			if _, err := f.Step(newBatch(spec, n, rng), 1e-3); err != nil {
				t.Fatal(err)
			}
			if i < 3 {
				continue
			}
			state := f.State()
			f = newFitter(t, spec, batch, false)
			if err := f.Restore(state); err != nil {
				t.Fatal(err)
			}
		}
		if i == 0 {
			first = f.State()
			continue
		}
		requireEqual(t, first, f.State())
	}
}

func TestTowerRefusesWhatIsNoNumber(t *testing.T) {
	f := newFitter(t, small(model.ReLU), 2, false)
	before := f.State()
	b := newBatch(small(model.ReLU), 2, sim.Rand(1, sim.StreamBatches))
	b.X[7] = float32(math.NaN())
	if _, err := f.Step(b, 1e-3); err == nil {
		t.Error("a pixel that is no number was learned from")
	}
	requireEqual(t, before, f.State())
}

func TestFloatsRefusesGaps(t *testing.T) {
	m := view(make([]float32, 6), 2, 3)
	if _, err := floats(m); err != nil {
		t.Error(err)
	}
	column, err := m.Slice(nil, tensor.S(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := floats(column); err == nil {
		t.Error("a column was taken for contiguous memory")
	}
	if err := m.T(); err != nil {
		t.Fatal(err)
	}
	if _, err := floats(m); err == nil {
		t.Error("a transposed matrix was taken for a row-major one")
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
