package graph

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/feature"
	"steersim/sim"
)

// small is a network of every kind of layer that a finite difference over all its parameters does not take long for.
func small(a model.Activation) model.Spec {
	return model.Spec{
		Name: "small", Channels: 2, Height: 13, Width: 15,
		Conv:       []model.Conv{{Out: 3, Kernel: 3, Stride: 2}, {Out: 4, Kernel: 3, Stride: 1}}, // -> (3, 6, 7) -> (4, 4, 5)
		Dense:      []int{6, 1},
		Activation: a,
	}
}

// shallow is a learner without convolutions on a picture as small.
func shallow(s model.Spec) model.Spec {
	s.Channels, s.Height, s.Width = 2, 13, 15
	f := &s.Features
	f.Rows, f.Columns, f.Orientations = min(f.Rows, 3), min(f.Columns, 4), min(f.Orientations, 3)
	f.Kernel, f.Stride, f.Components, f.Atoms = min(f.Kernel, 4), min(f.Stride, 3), min(f.Components, 5), min(f.Atoms, 6)
	return s
}

func newFitter(t testing.TB, spec model.Spec, batch int, stock bool) *Fitter {
	t.Helper()
	w, err := model.NewWeights(spec, 3)
	if err != nil {
		t.Fatal(err)
	}
	rng := sim.Rand(3, sim.StreamBatches)
	if len(spec.Layers()) == 1 { // it is drawn as zeros
		for i := range w.Tensors[0].Data {
			w.Tensors[0].Data[i] = float32(0.01 * rng.NormFloat64())
		}
	}
	for _, tensor := range w.Tensors[:2*len(spec.Layers())] { // He's rule leaves the biases at 0; a test wants none to be special
		if len(tensor.Shape) == 1 {
			for i := range tensor.Data {
				tensor.Data[i] = float32(0.05 * rng.NormFloat64())
			}
		}
	}
	f, err := New(Config{Weights: w, Batch: batch, Stock: stock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func newBatch(spec model.Spec, n int, rng *rand.Rand) model.Batch {
	b := model.Batch{N: n, X: make([]float32, n*spec.Input().Len()), Y: make([]float32, n), Weight: make([]float32, n)}
	for i := range b.X {
		b.X[i] = float32(rng.IntN(256))
	}
	for i := range n {
		b.Y[i] = float32(0.05 * rng.NormFloat64())
		b.Weight[i] = float32(0.2 + rng.Float64())
	}
	return b
}

// lossInFloat64 is an independent forward pass, written as the definitions are, and the loss that the graph minimises.
func lossInFloat64(spec model.Spec, params []float64, b model.Batch, scale float64) float64 {
	sum := 0.0
	in := spec.Input().Len()
	for i := range b.N {
		p := predictInFloat64(spec, params, b.X[i*in:(i+1)*in])
		sum += float64(b.Weight[i]) * math.Pow(p-scale*float64(b.Y[i]), 2)
	}
	return sum / float64(b.N)
}

// seen is what the first layer looks at. The features' own oracles are in model/feature.
func seen(spec model.Spec, params []float64, picture []float32) []float64 {
	if len(spec.Conv) > 0 {
		h := make([]float64, len(picture))
		for i, v := range picture {
			h[i] = float64(v)/127.5 - 1
		}
		return h
	}
	flat := make([]float32, len(params))
	for i, p := range params {
		flat[i] = float32(p)
	}
	e, err := feature.New(spec, tensors(flat, spec).Fixed())
	if err != nil {
		panic(err)
	}
	out := make([]float32, spec.Features.Shape(spec.Input()).Len())
	e.Extract(out, picture)
	return float64s(out)
}

func predictInFloat64(spec model.Spec, params []float64, picture []float32) float64 {
	return predictMasked(spec, params, picture, nil)
}

// predictMasked multiplies what goes into each dense layer but the last with a mask.
func predictMasked(spec model.Spec, params []float64, picture []float32, masks [][]float32) float64 {
	h := seen(spec, params, picture)
	at := 0
	for _, l := range spec.Layers() {
		weight, bias := params[at:at+l.FanIn()*l.Out.Channels], params[at+l.FanIn()*l.Out.Channels:]
		at += l.Parameters()
		k, stride, in := l.Kernel, l.Stride, l.In
		if k == 0 && !l.Last && masks != nil {
			for i, m := range masks[0] {
				h[i] *= float64(m)
			}
			masks = masks[1:]
		}
		if k == 0 {
			in = model.Shape{Channels: l.In.Len(), Height: 1, Width: 1}
			k, stride = 1, 1
		}
		out := make([]float64, l.Out.Len())
		for o := range l.Out.Channels {
			for y := range l.Out.Height {
				for x := range l.Out.Width {
					v := bias[o]
					for c := range in.Channels {
						for dy := range k {
							for dx := range k {
								v += weight[((o*in.Channels+c)*k+dy)*k+dx] * h[(c*in.Height+y*stride+dy)*in.Width+x*stride+dx]
							}
						}
					}
					if !l.Last {
						v = activated(v, spec.Activation)
					}
					out[(o*l.Out.Height+y)*l.Out.Width+x] = v
				}
			}
		}
		h = out
	}
	return h[0]
}

func activated(v float64, a model.Activation) float64 {
	switch a {
	case model.Sigmoid:
		return 1 / (1 + math.Exp(-v))
	case model.Tanh:
		return math.Tanh(v)
	case model.ELU:
		return max(v, math.Expm1(min(v, 0)))
	}
	return max(v, 0)
}

func float64s(in []float32) []float64 {
	out := make([]float64, len(in))
	for i, v := range in {
		out[i] = float64(v)
	}
	return out
}

// The oracle is the central difference of an independent forward pass in float64.
func TestGradientIsTheFiniteDifference(t *testing.T) {
	const h = 1e-6         // error of the difference O(h²), its rounding about 1e-16/h
	const tolerance = 2e-5 // of the largest part of the gradient: the graph computes in float32
	for name, tc := range map[string]struct {
		spec     model.Spec
		n, batch int
	}{
		"relu, full batch":        {small(model.ReLU), 4, 4},
		"relu, partial batch":     {small(model.ReLU), 3, 5},
		"relu, two full runs":     {small(model.ReLU), 2 * stock.most, 64},
		"relu, one run and a bit": {small(model.ReLU), stock.most + 1, 64},
		"elu, full batch":         {small(model.ELU), 4, 4},
		"elu, partial batch":      {small(model.ELU), 1, 3},
		"sigmoid":                 {small(model.Sigmoid), 4, 4},
		"tanh":                    {small(model.Tanh), 3, 4},
		"perceptron":              {shallow(model.Perceptron()), 3, 4},
		"features":                {shallow(model.OrientedGradients()), 4, 4},
		"midlevel":                {shallow(model.MidLevel()), 4, 4},
		"alvinn":                  {shallow(model.ALVINN()), 5, 5},
	} {
		t.Run(name, func(t *testing.T) {
			spec := tc.spec
			f := newFitter(t, spec, tc.batch, true)
			b := newBatch(spec, tc.n, sim.Rand(11, sim.StreamBatches))
			loss, err := f.differentiate(b)
			if err != nil {
				t.Fatal(err)
			}
			params := float64s(f.params)
			if want := lossInFloat64(spec, params, b, f.scale) / (f.scale * f.scale); math.Abs(loss-want) > 1e-5*want {
				t.Errorf("loss %v, want %v", loss, want)
			}
			largest := 0.0
			for _, g := range f.gradient {
				largest = math.Max(largest, math.Abs(float64(g)))
			}
			checked := 0
			for i, p := range params[:spec.Parameters()] {
				params[i] = p + h
				up := lossInFloat64(spec, params, b, f.scale)
				params[i] = p - h
				down := lossInFloat64(spec, params, b, f.scale)
				params[i] = p
				if want := (up - down) / (2 * h); math.Abs(float64(f.gradient[i])-want) > tolerance*largest {
					t.Errorf("parameter %d: gradient %v, want %v", i, f.gradient[i], want)
				}
				checked++
			}
			if checked != spec.Parameters() || largest == 0 {
				t.Fatalf("checked %d gradients of at most %v", checked, largest)
			}
		})
	}
}

// The oracle is the same forward pass in float64.
func TestPredict(t *testing.T) {
	const tolerance = 1e-6 // 1/m; curvatures here are about 0.05
	for name, spec := range map[string]model.Spec{"relu": small(model.ReLU), "elu": small(model.ELU), "pilotnet": model.PilotNet()} {
		t.Run(name, func(t *testing.T) {
			f := newFitter(t, spec, 3, true)
			for _, n := range []int{3, 1, 2} {
				b := newBatch(spec, n, sim.Rand(uint64(n), sim.StreamBatches))
				out := make([]float32, n)
				if err := f.Predict(model.Batch{N: n, X: b.X}, out); err != nil {
					t.Fatal(err)
				}
				in := spec.Input().Len()
				for i, got := range out {
					want := predictInFloat64(spec, float64s(f.params), b.X[i*in:(i+1)*in]) / f.scale
					if math.Abs(float64(got)-want) > tolerance {
						t.Errorf("picture %d of %d: got %v, want %v", i, n, got, want)
					}
				}
			}
		})
	}
}

// What is learned does not depend on the number of cores, and a step changes neither pictures nor targets.
func TestStepsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	spec := model.PilotNet()
	var first model.FitState
	for i, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		f := newFitter(t, spec, 4, true)
		rng := sim.Rand(5, sim.StreamBatches)
		for _, n := range []int{4, 3} {
			b := newBatch(spec, n, rng)
			x, y := slices.Clone(b.X), slices.Clone(b.Y)
			if _, err := f.Step(b, 1e-3); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(x, b.X) || !slices.Equal(y, b.Y) {
				t.Fatal("the step changed its batch")
			}
		}
		if i == 0 {
			first = f.State()
			continue
		}
		requireEqual(t, first, f.State())
	}
}

func requireEqual(t *testing.T, a, b model.FitState) {
	t.Helper()
	if a.Step != b.Step {
		t.Errorf("step %d and %d", a.Step, b.Step)
	}
	compared := 0
	for _, pair := range [][2]model.Weights{{a.Weights, b.Weights}, {a.M, b.M}, {a.V, b.V}} {
		for i := range pair[0].Tensors {
			x, y := pair[0].Tensors[i], pair[1].Tensors[i]
			compared += len(x.Data)
			for j := range x.Data {
				if math.Float32bits(x.Data[j]) != math.Float32bits(y.Data[j]) {
					t.Fatalf("%s: value %d is %v and %v", x.Name, j, x.Data[j], y.Data[j])
				}
			}
		}
	}
	if want := 3 * a.Weights.Spec.Values(); compared != want {
		t.Fatalf("compared %d values, want %d", compared, want)
	}
}

func TestLearningBringsTheLossDown(t *testing.T) {
	spec := small(model.ReLU)
	f := newFitter(t, spec, 8, true)
	b := newBatch(spec, 8, sim.Rand(1, sim.StreamBatches))
	first, err := f.Step(b, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	last := first
	for range 300 {
		if last, err = f.Step(b, 1e-3); err != nil {
			t.Fatal(err)
		}
	}
	if last > first/20 {
		t.Errorf("the loss went from %v to %v, want a twentieth at most", first, last)
	}
}

func TestRestoreGoesOnToTheSameBits(t *testing.T) {
	spec := small(model.ELU)
	rng := sim.Rand(2, sim.StreamBatches)
	a := newFitter(t, spec, 4, true)
	batches := []model.Batch{newBatch(spec, 4, rng), newBatch(spec, 2, rng), newBatch(spec, 4, rng), newBatch(spec, 3, rng)}
	var middle model.FitState
	for i, b := range batches {
		if i == 2 {
			middle = a.State()
		}
		if _, err := a.Step(b, 1e-3); err != nil {
			t.Fatal(err)
		}
	}
	other, err := model.NewWeights(spec, 99)
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Config{Weights: other, Batch: 4, Stock: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Restore(middle); err != nil {
		t.Fatal(err)
	}
	for _, b := range batches[2:] {
		if _, err := c.Step(b, 1e-3); err != nil {
			t.Fatal(err)
		}
	}
	requireEqual(t, a.State(), c.State())
}

func TestRestoreRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*model.FitState){
		"a negative step":            func(s *model.FitState) { s.Step = -1 },
		"another architecture":       func(s *model.FitState) { s.Weights, _ = model.NewWeights(model.PilotNet(), 1) },
		"no moments":                 func(s *model.FitState) { s.M = model.Weights{} },
		"a second moment below 0":    func(s *model.FitState) { s.V.Tensors[1].Data[0] = -1 },
		"a weight that is no number": func(s *model.FitState) { s.Weights.Tensors[0].Data[3] = float32(math.NaN()) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFitter(t, small(model.ReLU), 2, true)
			before := f.State()
			s := f.State()
			spoil(&s)
			if err := f.Restore(s); err == nil {
				t.Error("got no error")
			}
			requireEqual(t, before, f.State())
		})
	}
}

// The scale is a matter of the graph alone: with any, the driving network says what the graph predicts.
func TestTargetScaleIsFoldedIn(t *testing.T) {
	spec := small(model.ReLU)
	first, err := model.NewWeights(spec, 4)
	if err != nil {
		t.Fatal(err)
	}
	b := newBatch(spec, 2, sim.Rand(4, sim.StreamBatches))
	for _, scale := range []float64{1, 20, 50} {
		f, err := New(Config{Weights: first, Batch: 2, TargetScale: scale, Stock: true})
		if err != nil {
			t.Fatal(err)
		}
		params := make([]float32, spec.Parameters())
		flatten(params, f.Weights())
		for i, p := range parts(spec) {
			for j, v := range params[p.from:p.to] {
				want := first.Tensors[i].Data[j]
				if math.Abs(float64(v-want)) > 1e-6*math.Abs(float64(want)) { // one multiplication, one division
					t.Errorf("scale %v: %s[%d] is %v, want %v", scale, p.name, j, v, want)
				}
			}
		}
		if _, err := f.Step(b, 1e-3); err != nil {
			t.Fatal(err)
		}
		flatten(params, f.Weights())
		out := make([]float32, 2)
		if err := f.Predict(b, out); err != nil {
			t.Fatal(err)
		}
		in := spec.Input().Len()
		for i, got := range out {
			if want := predictInFloat64(spec, float64s(params), b.X[i*in:(i+1)*in]); math.Abs(float64(got)-want) > 1e-6 {
				t.Errorf("scale %v: picture %d: the graph says %v, its weights %v", scale, i, got, want)
			}
		}
	}
}

func TestStepRefuses(t *testing.T) {
	spec := small(model.ReLU)
	nan := float32(math.NaN())
	for name, spoil := range map[string]func(b *model.Batch, rate *float64){
		"no samples":            func(b *model.Batch, _ *float64) { *b = model.Batch{} },
		"too many samples":      func(b *model.Batch, _ *float64) { *b = newBatch(spec, 3, sim.Rand(1, sim.StreamBatches)) },
		"a picture too short":   func(b *model.Batch, _ *float64) { b.X = b.X[1:] },
		"no targets":            func(b *model.Batch, _ *float64) { b.Y = nil },
		"no weights":            func(b *model.Batch, _ *float64) { b.Weight = nil },
		"a target not a number": func(b *model.Batch, _ *float64) { b.Y[1] = nan },
		"a pixel not a number":  func(b *model.Batch, _ *float64) { b.X[7] = nan },
		"a rate not a number":   func(_ *model.Batch, rate *float64) { *rate = math.NaN() },
		"a negative rate":       func(_ *model.Batch, rate *float64) { *rate = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFitter(t, spec, 2, true)
			before := f.State()
			b, rate := newBatch(spec, 2, sim.Rand(1, sim.StreamBatches)), 1e-3
			spoil(&b, &rate)
			if _, err := f.Step(b, rate); err == nil {
				t.Error("got no error")
			}
			requireEqual(t, before, f.State())
		})
	}
}

func TestNewRefuses(t *testing.T) {
	good, err := model.NewWeights(small(model.ReLU), 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]Config{
		"no weights":           {Batch: 4},
		"no batch":             {Weights: good},
		"a batch too large":    {Weights: good, Batch: 1 << 20},
		"a negative scale":     {Weights: good, Batch: 4, TargetScale: -1},
		"a scale not a number": {Weights: good, Batch: 4, TargetScale: math.NaN()},
	} {
		if _, err := New(c); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	if _, err := New(Config{Weights: good}); !errors.Is(err, ErrBatch) {
		t.Errorf("got %v, want ErrBatch", err)
	}
}

func BenchmarkStepStock(b *testing.B) {
	const batch = 64
	spec := model.PilotNet()
	f := newFitter(b, spec, batch, true)
	samples := newBatch(spec, batch, sim.Rand(1, sim.StreamBatches))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Step(samples, 1e-3); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(batch*float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}
