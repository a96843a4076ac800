//go:build cgo && !nodnnl

package tower_test

import (
	"errors"
	"math"
	"testing"

	"steersim/model"
	"steersim/model/tower"
)

func TestMisuseIsRefused(t *testing.T) {
	w, x, dy := example(t, spec(model.ReLU, 3, 8, 8, model.Conv{Out: 4, Kernel: 3, Stride: 1}), 2, 1)
	gradients := make([]float32, tower.Config{Spec: w.Spec}.Parameters())
	y := make([]float32, len(dy))
	weight, bias := w.Tensors[0].Data, w.Tensors[1].Data
	for name, call := range map[string]func(*tower.Tower) error{
		"backward first":        func(tw *tower.Tower) error { return tw.Backward(dy, gradients) },
		"half a picture":        func(tw *tower.Tower) error { return tw.Forward(x[:len(x)-1], y) },
		"no picture":            func(tw *tower.Tower) error { return tw.Forward(nil, nil) },
		"too little room":       func(tw *tower.Tower) error { return tw.Forward(x, y[1:]) },
		"more than the batch":   func(tw *tower.Tower) error { return tw.Forward(append(x, x...), append(y, y...)) },
		"a layer too many":      func(tw *tower.Tower) error { return tw.Load(1, weight, bias) },
		"a layer before all":    func(tw *tower.Tower) error { return tw.Load(-1, weight, bias) },
		"weights are too few":   func(tw *tower.Tower) error { return tw.Load(0, weight[1:], bias) },
		"biases are too many":   func(tw *tower.Tower) error { return tw.Load(0, weight, append(bias, 0)) },
		"gradient is too short": func(tw *tower.Tower) error { return errors.Join(tw.Forward(x, y), tw.Backward(dy[1:], gradients)) },
		"gradients are too few": func(tw *tower.Tower) error { return errors.Join(tw.Forward(x, y), tw.Backward(dy, gradients[1:])) },
		"backward a second time": func(tw *tower.Tower) error {
			return errors.Join(tw.Forward(x, y), tw.Backward(dy, gradients), tw.Backward(dy, gradients))
		},
		"weights changed between": func(tw *tower.Tower) error {
			return errors.Join(tw.Forward(x, y), tw.Load(0, weight, bias), tw.Backward(dy, gradients))
		},
		"closed": func(tw *tower.Tower) error { tw.Close(); return tw.Forward(x, y) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := call(open(t, w, tower.Config{Batch: 2})); !errors.Is(err, tower.ErrUse) {
				t.Errorf("got error %v, want %v", err, tower.ErrUse)
			}
		})
	}
}

// TestNotANumberIsRefused: ReLU would make a 0 of it, and the car would drive on.
func TestNotANumberIsRefused(t *testing.T) {
	w, x, dy := example(t, spec(model.ReLU, 3, 8, 8, model.Conv{Out: 4, Kernel: 3, Stride: 1}), 2, 1)
	refused := 0
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, array := range [][]float32{w.Tensors[0].Data, w.Tensors[1].Data, x} {
			for _, at := range []int{0, len(array) - 1} {
				tw := open(t, w, tower.Config{Batch: 2})
				before := array[at]
				array[at] = float32(bad)
				err := tw.Load(0, w.Tensors[0].Data, w.Tensors[1].Data)
				if err == nil {
					err = tw.Forward(x, dy)
				}
				array[at] = before
				if !errors.Is(err, tower.ErrValue) {
					t.Errorf("%v at %d of %d: got error %v, want %v", bad, at, len(array), err, tower.ErrValue)
				}
				refused++
			}
		}
	}
	if refused != 18 {
		t.Fatalf("%d values were tried, want 18", refused)
	}
}

func TestForwardNeedsWeights(t *testing.T) {
	w, x, dy := example(t, model.PilotNet(), 1, 1)
	tw, err := tower.New(tower.Config{Spec: w.Spec, Batch: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer tw.Close()
	if err := tw.Forward(x, dy); !errors.Is(err, tower.ErrUse) {
		t.Errorf("got error %v, want %v", err, tower.ErrUse)
	}
}

func TestForwardOnlyHasNoBackward(t *testing.T) {
	w, x, dy := example(t, model.PilotNet(), 2, 1)
	y := make([]float32, len(dy))
	tw := open(t, w, tower.Config{Batch: 2, ForwardOnly: true})
	if err := tw.Forward(x, y); err != nil {
		t.Fatal(err)
	}
	if err := tw.Backward(dy, make([]float32, tower.Config{Spec: w.Spec}.Parameters())); !errors.Is(err, tower.ErrUse) {
		t.Errorf("got error %v, want %v", err, tower.ErrUse)
	}
}

func BenchmarkStep(b *testing.B) {
	const n = 64
	w, x, dy := example(b, model.PilotNet(), n, 1)
	tw := open(b, w, tower.Config{Batch: n})
	y, g := make([]float32, len(dy)), make([]float32, tower.Config{Spec: w.Spec}.Parameters())
	for b.Loop() {
		load(b, tw, w)
		if err := errors.Join(tw.Forward(x, y), tw.Backward(dy, g)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}

func BenchmarkForward(b *testing.B) {
	w, x, y := example(b, model.PilotNet(), 1, 1)
	tw := open(b, w, tower.Config{Batch: 1, Threads: 1, ForwardOnly: true})
	for b.Loop() {
		if err := tw.Forward(x, y); err != nil {
			b.Fatal(err)
		}
	}
}
