package model_test

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"

	"steersim/camera"
	"steersim/model"
	"steersim/model/infer"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
)

func TestPilotKeepsTheDriverContract(t *testing.T) {
	looptest.Driver(t, func(t testing.TB) loop.Driver {
		w, err := model.NewWeights(model.PilotNet(), 1)
		if err != nil {
			t.Fatal(err)
		}
		engine, err := infer.New(w)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = engine.Close() })
		pilot, err := model.NewPilot(engine, camera.DefaultPrepare(), w.Spec)
		if err != nil {
			t.Fatal(err)
		}
		return pilot
	}, image.Pt(320, 160))
}

// glance answers by the mean of the picture's first plane, which is luma.
type glance struct {
	answer func(mean float32) (float32, error)
}

func (g glance) Predict(x []float32) (float32, error) {
	sum := float32(0)
	for _, v := range x[:66*200] {
		sum += v
	}
	return g.answer(sum / (66 * 200))
}

var errBlind = errors.New("blind")

func TestPilotDrives(t *testing.T) {
	grey := image.NewRGBA(image.Rect(0, 0, 320, 160))
	for i := range grey.Pix {
		grey.Pix[i] = 100 // grey has a luma of its own level
		if i%4 == 3 {
			grey.Pix[i] = 255
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for name, tc := range map[string]struct {
		ctx    context.Context
		frame  *image.RGBA
		answer func(float32) (float32, error)
		want   float64
		err    error
	}{
		"what the network says":  {t.Context(), grey, func(mean float32) (float32, error) { return mean / 1000, nil }, 0.1, nil},
		"not a number":           {t.Context(), grey, func(float32) (float32, error) { return float32(math.NaN()), nil }, 0, model.ErrPilot},
		"infinity":               {t.Context(), grey, func(float32) (float32, error) { return float32(math.Inf(-1)), nil }, 0, model.ErrPilot},
		"a network that fails":   {t.Context(), grey, func(float32) (float32, error) { return 0, errBlind }, 0, errBlind},
		"no frame":               {t.Context(), nil, nil, 0, model.ErrPilot},
		"a frame without pixels": {t.Context(), image.NewRGBA(image.Rectangle{}), nil, 0, camera.ErrPicture},
		"when told to stop":      {stopped, grey, nil, 0, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			pilot, err := model.NewPilot(glance{tc.answer}, camera.DefaultPrepare(), model.PilotNet())
			if err != nil {
				t.Fatal(err)
			}
			got, err := pilot.Drive(tc.ctx, loop.Observation{Tick: 5, Frame: tc.frame})
			if !errors.Is(err, tc.err) || math.Abs(got.CurvaturePerM-tc.want) > 0.002 { // two grey levels
				t.Errorf("got %v, %v, want %v, %v", got, err, tc.want, tc.err)
			}
		})
	}
}

func TestPilotAllocatesNothing(t *testing.T) {
	pilot, err := model.NewPilot(glance{func(mean float32) (float32, error) { return mean, nil }}, camera.DefaultPrepare(), model.PilotNet())
	if err != nil {
		t.Fatal(err)
	}
	obs := loop.Observation{Frame: image.NewRGBA(image.Rect(0, 0, 320, 160))}
	ctx := t.Context()
	if n := testing.AllocsPerRun(5, func() { _, err = pilot.Drive(ctx, obs) }); n != 0 || err != nil {
		t.Errorf("%v allocations, %v, want none", n, err)
	}
}

func TestNewPilotRefuses(t *testing.T) {
	good := glance{}
	small := camera.DefaultPrepare()
	small.Width = 100
	gray := model.PilotNet()
	gray.Channels = 1
	for name, tc := range map[string]struct {
		network model.Predictor
		prepare camera.PrepareConfig
		spec    model.Spec
	}{
		"no network":              {nil, camera.DefaultPrepare(), model.PilotNet()},
		"no preparation":          {good, camera.PrepareConfig{}, model.PilotNet()},
		"pictures too small":      {good, small, model.PilotNet()},
		"a network in one colour": {good, camera.DefaultPrepare(), gray},
		"no architecture":         {good, camera.DefaultPrepare(), model.Spec{}},
	} {
		if _, err := model.NewPilot(tc.network, tc.prepare, tc.spec); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}
