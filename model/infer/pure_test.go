package infer

import (
	"math"
	"testing"

	"steersim/model"
	"steersim/model/graph"
	"steersim/sim"
)

// someWeights are He's with biases that are not 0 and outputs of the size that curvatures have.
func someWeights(t testing.TB, spec model.Spec, seed uint64) model.Weights {
	t.Helper()
	w, err := model.NewWeights(spec, seed)
	if err != nil {
		t.Fatal(err)
	}
	rng := sim.Rand(seed, sim.StreamAugment)
	for n, tensor := range w.Tensors {
		if alone := len(spec.Layers()) == 1 && n == 0; alone { // it is drawn as zeros
			for i := range tensor.Data {
				tensor.Data[i] = float32(0.001 * rng.NormFloat64())
			}
		}
		if len(tensor.Shape) == 1 && n != 2*len(spec.Layers())-1 && n < 2*len(spec.Layers()) {
			for i := range tensor.Data {
				tensor.Data[i] = float32(0.05 * rng.NormFloat64())
			}
		}
	}
	return w
}

func somePicture(spec model.Spec, seed uint64) []float32 {
	rng := sim.Rand(seed, sim.StreamCamera)
	x := make([]float32, spec.Input().Len())
	for i := range x {
		x[i] = float32(rng.IntN(256))
	}
	return x
}

func specs(t testing.TB) map[string]model.Spec {
	t.Helper()
	wide := model.Spec{
		Name: "wide", Channels: 2, Height: 7, Width: 420, // a row of more pixels than one product takes
		Conv: []model.Conv{{Out: 70, Kernel: 2, Stride: 1}, {Out: 3, Kernel: 4, Stride: 3}}, Dense: []int{5, 1}, Activation: model.ReLU,
	}
	all := map[string]model.Spec{"wide": wide}
	for _, name := range model.SpecNames() {
		s, err := model.SpecByName(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = s
	}
	return all
}

// The oracle is the Gorgonia graph, whose own oracle is a forward pass in float64.
func TestEnginesAgreeWithTheGraph(t *testing.T) {
	const tolerance = 1e-6 // 1/m, where outputs are 0.01 or more: two orders of adding up some thousand float32
	for name, spec := range specs(t) {
		t.Run(name, func(t *testing.T) {
			w := someWeights(t, spec, 2)
			f, err := graph.New(graph.Config{Weights: w, Batch: 1, Stock: true})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			pure, err := NewPure(w)
			if err != nil {
				t.Fatal(err)
			}
			usual, err := New(w)
			if err != nil {
				t.Fatal(err)
			}
			defer usual.Close()
			spread := 0.0
			for seed := range uint64(3) {
				x := somePicture(spec, seed)
				want := make([]float32, 1)
				if err := f.Predict(model.Batch{N: 1, X: x}, want); err != nil {
					t.Fatal(err)
				}
				for _, e := range []Engine{pure, usual} {
					got, err := e.Predict(x)
					if err != nil {
						t.Fatal(err)
					}
					if d := math.Abs(float64(got - want[0])); d > tolerance {
						t.Errorf("%s, picture %d: got %v, want %v", e.Name(), seed, got, want[0])
					}
				}
				spread = math.Max(spread, math.Abs(float64(want[0])))
			}
			if spread < 1e-2 {
				t.Errorf("outputs of at most %v compare nothing", spread)
			}
		})
	}
}

// TestMapsLeadToTheOutput: of a network that has one unit on top of its convolutions, the last maps, weighed, are what it puts out.
func TestMapsLeadToTheOutput(t *testing.T) {
	spec := model.Spec{Name: "two", Channels: 3, Height: 12, Width: 14, Conv: []model.Conv{{Out: 4, Kernel: 3, Stride: 2}, {Out: 2, Kernel: 2, Stride: 1}}, Dense: []int{1}, Activation: model.ReLU}
	w := someWeights(t, spec, 5)
	p, err := NewPure(w)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Predict(somePicture(spec, 1))
	if err != nil {
		t.Fatal(err)
	}
	last, shape := p.Maps(p.Convolutions() - 1)
	if len(last) != shape.Len() || shape.Channels != 2 {
		t.Fatalf("%d numbers in maps of %+v", len(last), shape)
	}
	weight, want := w.Tensors[4].Data, float64(w.Tensors[5].Data[0])
	for c := range shape.Channels {
		for at := range shape.Height * shape.Width {
			want += float64(weight[c*shape.Height*shape.Width+at]) * float64(last[at*shape.Channels+c])
		}
	}
	if math.Abs(float64(got)-want) > 1e-5 {
		t.Errorf("the maps lead to %v, the output is %v", want, got)
	}
}

func TestPredictAllocatesNothing(t *testing.T) {
	for name, spec := range specs(t) {
		p, err := NewPure(someWeights(t, spec, 1))
		if err != nil {
			t.Fatal(err)
		}
		x := somePicture(spec, 1)
		if n := testing.AllocsPerRun(5, func() { _, err = p.Predict(x) }); n != 0 || err != nil {
			t.Errorf("%s: %v allocations, %v", name, n, err)
		}
	}
}

func TestPredictRefusesAnotherSize(t *testing.T) {
	p, err := NewPure(someWeights(t, model.PilotNet(), 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Predict(make([]float32, 3)); err == nil {
		t.Error("got no error")
	}
	if _, err := NewPure(model.Weights{}); err == nil {
		t.Error("no weights: got no error")
	}
}

// A picture that is no picture must not drive as if it were one.
func TestNotANumberComesThrough(t *testing.T) {
	for name, spec := range specs(t) {
		p, err := NewPure(someWeights(t, spec, 1))
		if err != nil {
			t.Fatal(err)
		}
		x := somePicture(spec, 1)
		x[len(x)/6] = float32(math.NaN()) // of the luminance, which all look at
		if got, err := p.Predict(x); err == nil && !math.IsNaN(float64(got)) {
			t.Errorf("%s: got %v, want NaN", name, got)
		}
	}
}

func BenchmarkInferPure(b *testing.B) {
	for name, spec := range specs(b) {
		b.Run(name, func(b *testing.B) {
			p, err := NewPure(someWeights(b, spec, 1))
			if err != nil {
				b.Fatal(err)
			}
			x := somePicture(spec, 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Predict(x); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(1000*b.Elapsed().Seconds()/float64(b.N), "ms/frame")
		})
	}
}
