package trainer

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"steersim/camera"
	"steersim/model"
	"steersim/recorder"
	"steersim/recorder/recordertest"
	"steersim/trainer/augment"
)

// linear is a Fitter of one layer: it learns, with Adam, from the brightness of three times eight patches. It keeps its
// parameters in the first layer's weights.
type linear struct {
	spec    model.Spec
	batch   int
	w, m, v model.Weights
	step    int64
	onStep  func(step int64) error
}

const patches = 24

// tinySpec has a first layer of patches weights, and nothing more of use.
func tinySpec() model.Spec {
	return model.Spec{Name: "tiny", Channels: 3, Height: 12, Width: 32, Conv: []model.Conv{{Out: 1, Kernel: 3, Stride: 3}}, Dense: []int{1}, Activation: model.ReLU}
}

func newLinear(first model.Weights, batch int) (Fitter, error) {
	zero := func() model.Weights {
		w, err := model.ZeroWeights(first.Spec)
		if err != nil {
			panic(err)
		}
		return w
	}
	if n := len(first.Tensors[0].Data); n < patches {
		return nil, fmt.Errorf("first layer of %d weights", n)
	}
	return &linear{spec: first.Spec, batch: batch, w: first.Clone(), m: zero(), v: zero()}, nil
}

// features are the mean of every patch of a row of eight a plane, and one that is constant.
func (l *linear) features(x []float32) [patches]float64 {
	var f [patches]float64
	plane := l.spec.Height * l.spec.Width
	for c := range 3 {
		for i := range plane {
			patch := (i % l.spec.Width) * 8 / l.spec.Width
			f[c*8+patch] += float64(x[c*plane+i]) / 128 * 8 / float64(plane)
		}
	}
	f[patches-1] = 1
	return f
}

func (l *linear) predict(f [patches]float64) float64 {
	sum := 0.0
	for i, v := range f {
		sum += float64(v * float64(l.w.Tensors[0].Data[i]))
	}
	return sum / 100
}

func (l *linear) Step(b model.Batch, rate float64) (float64, error) {
	if l.onStep != nil {
		if err := l.onStep(l.step); err != nil {
			return 0, err
		}
	}
	if b.N < 1 || b.N > l.batch || len(b.X) != b.N*l.spec.Input().Len() || len(b.Y) != b.N || len(b.Weight) != b.N {
		return 0, fmt.Errorf("batch of %d with %d, %d and %d numbers", b.N, len(b.X), len(b.Y), len(b.Weight))
	}
	l.step++
	loss := 0.0
	var gradient [patches]float64
	n := l.spec.Input().Len()
	for i := range b.N {
		f := l.features(b.X[i*n : (i+1)*n])
		miss := l.predict(f) - float64(b.Y[i])
		loss += float64(b.Weight[i]) * miss * miss / float64(b.N)
		for j, v := range f {
			gradient[j] += 2 * float64(b.Weight[i]) * miss * v / float64(b.N)
		}
	}
	for j, g := range gradient {
		w, m, v := &l.w.Tensors[0].Data[j], &l.m.Tensors[0].Data[j], &l.v.Tensors[0].Data[j]
		*m = 0.9**m + 0.1*float32(g)
		*v = 0.999**v + 0.001*float32(g*g)
		hat1, hat2 := 1-math.Pow(0.9, float64(l.step)), 1-math.Pow(0.999, float64(l.step))
		*w -= float32(100 * rate * float64(*m) / hat1 / (math.Sqrt(float64(*v)/hat2) + 1e-12))
	}
	return loss, nil
}

func (l *linear) Predict(b model.Batch, out []float32) error {
	n := l.spec.Input().Len()
	for i := range b.N {
		out[i] = float32(l.predict(l.features(b.X[i*n : (i+1)*n])))
	}
	return nil
}

func (l *linear) Weights() model.Weights { return l.w.Clone() }
func (l *linear) State() model.FitState {
	return model.FitState{Step: l.step, Weights: l.w.Clone(), M: l.m.Clone(), V: l.v.Clone()}
}
func (l *linear) Restore(s model.FitState) error {
	l.step, l.w, l.m, l.v = s.Step, s.Weights.Clone(), s.M.Clone(), s.V.Clone()
	return nil
}

// tinyConfig trains in a blink.
func tinyConfig() Config {
	c := DefaultConfig(7)
	c.Spec = tinySpec()
	c.Prepare = camera.PrepareConfig{Top: 0.375, Bottom: 0.84375, Width: 32, Height: 12}
	c.Epochs, c.Batch, c.WarmupSteps = 4, 16, 3
	c.Split.ValShare = 0.25
	c.Augment = augment.Config{MoveShare: 0.5, ShiftSDM: 0.2, ShiftMaxM: 0.5, YawSDRad: 0.03, YawMaxRad: 0.1, LightShare: 0.5, ContrastMin: 0.8, ContrastMax: 1.2, GammaMin: 1, GammaMax: 1, NoiseShare: 0.5, NoiseSDLevel: 2}
	return c
}

// wavy is a small log in memory, made once.
func wavy(seed uint64) Log {
	return Log{Path: fmt.Sprintf("wavy-%d", seed), Dataset: wavyLogs()[seed]}
}

var wavyLogs = sync.OnceValue(func() []recorder.Dataset {
	var logs []recorder.Dataset
	for seed := range uint64(4) {
		logs = append(logs, recordertest.Wavy(recordertest.Plan{Drives: 2, Records: 60, Size: image.Pt(64, 32), Seed: seed}))
	}
	return logs
})

func tinyJob(dir string) Job {
	return Job{Config: tinyConfig(), Logs: []Log{wavy(1), wavy(2)}, Dir: dir, NewFitter: newLinear, Version: "test", Engine: "linear", Workers: 3}
}

// sameFile compares a file of two directories.
func sameFile(t *testing.T, name, a, b string) {
	t.Helper()
	x, err := os.ReadFile(filepath.Join(a, name))
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(filepath.Join(b, name))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(x, y) {
		t.Errorf("%s of %d bytes and of %d bytes differ", name, len(x), len(y))
	}
}
