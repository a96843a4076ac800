package graph

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"steersim/model"
	"steersim/sim"
)

// The oracle is the central difference of a forward pass in float64 that multiplies with the same masks. Gorgonia's own dropout
// passes this for a share of 1/2 alone.
func TestDropoutsGradientIsTheFiniteDifference(t *testing.T) {
	const h, tolerance, n = 1e-6, 2e-5, 3 // as without dropout
	for _, share := range []float64{0.2, 0.5} {
		for _, name := range []string{"convolutions", "alvinn"} {
			t.Run(fmt.Sprintf("%s, %v", name, share), func(t *testing.T) {
				spec := small(model.Tanh)
				if name == "alvinn" {
					spec = shallow(model.ALVINN())
				}
				spec.Dropout, spec.Dense = share, []int{6, 5, 1}
				f := newFitter(t, spec, n, true)
				b := newBatch(spec, n, sim.Rand(11, sim.StreamBatches))
				loss, err := f.differentiate(b)
				if err != nil {
					t.Fatal(err)
				}
				kept, all := 0, 0
				for _, m := range f.learner.masks {
					for _, v := range m.Data().([]float32) {
						if all++; v != 0 {
							kept++
						}
						if v != 0 && math.Abs(float64(v)*(1-share)-1) > 1e-6 {
							t.Fatalf("a mask holds %v, want 0 or %v", v, 1/(1-share))
						}
					}
				}
				if kept == 0 || kept == all {
					t.Fatalf("kept %d of %d", kept, all)
				}
				params := float64s(f.params)
				want := lossMasked(f, params, b)
				if got := loss * f.scale * f.scale; math.Abs(got-want) > 1e-5*want {
					t.Errorf("loss %v, want %v", got, want)
				}
				largest := 0.0
				for _, g := range f.gradient {
					largest = max(largest, math.Abs(float64(g)))
				}
				checked := 0
				for i, p := range params[:spec.Parameters()] {
					params[i] = p + h
					up := lossMasked(f, params, b)
					params[i] = p - h
					down := lossMasked(f, params, b)
					params[i] = p
					if want := (up - down) / (2 * h); math.Abs(float64(f.gradient[i])-want) > tolerance*largest {
						t.Errorf("parameter %d: gradient %v, want %v", i, f.gradient[i], want)
					}
					checked++
				}
				if checked == 0 || largest == 0 {
					t.Fatalf("checked %d gradients of at most %v", checked, largest)
				}
			})
		}
	}
}

// lossMasked is the loss of a batch of one run, with the masks that the run had.
func lossMasked(f *Fitter, params []float64, b model.Batch) (sum float64) {
	in := f.spec.Input().Len()
	for i := range b.N {
		var masks [][]float32
		for _, m := range f.learner.masks {
			n := m.Shape()[1]
			masks = append(masks, m.Data().([]float32)[i*n:(i+1)*n])
		}
		miss := predictMasked(f.spec, params, b.X[i*in:(i+1)*in], masks) - f.scale*float64(b.Y[i])
		sum += float64(b.Weight[i]) * miss * miss
	}
	return sum / float64(b.N)
}

func TestDropoutIsAnotherInEveryStepAndNoneWhenDriving(t *testing.T) {
	spec := small(model.ReLU)
	spec.Dropout = 0.5
	f, g := newFitter(t, spec, 4, true), newFitter(t, spec, 4, true)
	b := newBatch(spec, 4, sim.Rand(2, sim.StreamBatches))
	var masks [2][]float32
	for i := range masks {
		if _, err := f.Step(b, 0); err != nil {
			t.Fatal(err)
		}
		masks[i] = slices.Clone(f.learner.masks[0].Data().([]float32))
	}
	if slices.Equal(masks[0], masks[1]) {
		t.Error("two steps leave out the same")
	}
	if err := g.Restore(model.FitState{Step: 1, Weights: f.State().Weights, M: f.State().M, V: f.State().V}); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Step(b, 0); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(masks[1], g.learner.masks[0].Data().([]float32)) {
		t.Error("a training that is resumed leaves out something else")
	}
	out, in := make([]float32, 4), spec.Input().Len()
	if err := f.Predict(b, out); err != nil {
		t.Fatal(err)
	}
	for i, got := range out {
		if want := predictInFloat64(spec, float64s(f.params), b.X[i*in:(i+1)*in]) / f.scale; math.Abs(float64(got)-want) > 1e-6 {
			t.Errorf("picture %d: got %v, want %v", i, got, want)
		}
	}
}
