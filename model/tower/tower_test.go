//go:build cgo && !nodnnl

package tower_test

import (
	"math"
	"testing"

	"steersim/model"
	"steersim/model/tower"
)

// open returns a tower that holds w.
func open(t testing.TB, w model.Weights, c tower.Config) *tower.Tower {
	t.Helper()
	c.Spec = w.Spec
	tw, err := tower.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tw.Close)
	load(t, tw, w)
	return tw
}

func load(t testing.TB, tw *tower.Tower, w model.Weights) {
	t.Helper()
	for i := range w.Spec.Conv {
		if err := tw.Load(i, w.Tensors[2*i].Data, w.Tensors[2*i+1].Data); err != nil {
			t.Fatal(err)
		}
	}
}

// step is one forward and one backward.
func step(t testing.TB, tw *tower.Tower, w model.Weights, x, dy []float32) (y, gradients []float32) {
	t.Helper()
	y, gradients = make([]float32, len(dy)), make([]float32, tower.Config{Spec: w.Spec}.Parameters())
	if err := tw.Forward(x, y); err != nil {
		t.Fatal(err)
	}
	if err := tw.Backward(dy, gradients); err != nil {
		t.Fatal(err)
	}
	return y, gradients
}

func spec(a model.Activation, c, h, w int, conv ...model.Conv) model.Spec {
	return model.Spec{Name: "test", Channels: c, Height: h, Width: w, Conv: conv, Dense: []int{1}, Activation: a}
}

// TestAgainstOracle: features against the definition in float64, gradients against its central differences.
func TestAgainstOracle(t *testing.T) {
	pilotnet, elu := model.PilotNet(), model.PilotNet()
	elu.Activation = model.ELU
	for name, tc := range map[string]struct {
		spec            model.Spec
		n, batch, shard int
		checks          int // parameters of each tensor whose slope is taken
	}{
		"one layer, one sample":          {spec(model.ReLU, 3, 9, 11, model.Conv{Out: 8, Kernel: 3, Stride: 2}), 1, 1, 0, 50},
		"three layers, elu, odd batch":   {spec(model.ELU, 3, 23, 31, model.Conv{Out: 5, Kernel: 5, Stride: 2}, model.Conv{Out: 17, Kernel: 3, Stride: 1}, model.Conv{Out: 9, Kernel: 3, Stride: 2}), 7, 7, 2, 20},
		"three layers, relu, a part":     {spec(model.ReLU, 3, 23, 31, model.Conv{Out: 24, Kernel: 5, Stride: 2}, model.Conv{Out: 36, Kernel: 3, Stride: 1}, model.Conv{Out: 16, Kernel: 3, Stride: 2}), 5, 16, 4, 10},
		"one channel, stride 3":          {spec(model.ReLU, 1, 20, 20, model.Conv{Out: 4, Kernel: 3, Stride: 3}, model.Conv{Out: 3, Kernel: 2, Stride: 1}), 3, 4, 8, 30},
		"four channels":                  {spec(model.ELU, 4, 12, 12, model.Conv{Out: 12, Kernel: 3, Stride: 1}, model.Conv{Out: 20, Kernel: 3, Stride: 2}), 2, 2, 1, 30},
		"pilotnet, shards not all alike": {pilotnet, 3, 6, 2, 1},
		"pilotnet with elu":              {elu, 1, 1, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w, x, dy := example(t, tc.spec, tc.n, 7)
			tw := open(t, w, tower.Config{Batch: tc.batch, Shard: tc.shard})
			y, gradients := step(t, tw, w, x, dy)
			o := newOracle(w, tc.n)
			flow := o.run(x)
			for i, want := range flow[len(flow)-1] {
				const tolerance = 2e-5 // float32 sums of up to 900 products
				if math.Abs(float64(y[i])-want) > tolerance*(1+math.Abs(want)) {
					t.Fatalf("feature %d is %v, want %v", i, y[i], want)
				}
			}
			checkSlopes(t, o, flow, dy, gradients, tc.checks)
		})
	}
}

func checkSlopes(t *testing.T, o oracle, flow [][]float64, dy, gradients []float32, most int) {
	t.Helper()
	const tolerance = 1e-4
	checked, start := 0, 0
	for i, p := range o.params {
		part := gradients[start:][:len(p)]
		start += len(p)
		norm := 0.0 // root mean square of the tensor's gradient: what a single one is measured by
		for _, g := range part {
			norm += float64(g) * float64(g)
		}
		norm = math.Sqrt(norm / float64(len(p)))
		for k := range min(most, len(p)) {
			j := k * 7919 % len(p)
			want := o.slope(flow, dy, i, j)
			if math.Abs(float64(part[j])-want) > tolerance*(norm+math.Abs(want)) {
				t.Errorf("tensor %d: slope of parameter %d is %v, want %v", i, j, part[j], want)
			}
			checked++
		}
	}
	if start != len(gradients) || checked == 0 {
		t.Fatalf("%d gradients seen, want %d; %d were checked", start, len(gradients), checked)
	}
}
