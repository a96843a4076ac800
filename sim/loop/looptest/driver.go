package looptest

import (
	"bytes"
	"context"
	"image"
	"math"
	"testing"
	"time"

	"steersim/sim"
	"steersim/sim/loop"
)

// No driver of a car has reason to ask for a tighter curve than a radius of a metre.
const tightestPerM = 1.0

// A driver that is told to stop has this long.
const patience = 5 * time.Second

// Driver checks that what build returns keeps the contract of loop.Driver with frames of size, or none if size is empty.
func Driver(t *testing.T, build func(testing.TB) loop.Driver, size image.Point) {
	t.Run("the same input gets the same answer", func(t *testing.T) {
		first, second := drive(t, build(t), size), drive(t, build(t), size)
		for i := range first {
			if first[i] != second[i] {
				t.Fatalf("observation %d: got %+v, then %+v from a second driver", i, first[i], second[i])
			}
		}
	})
	t.Run("answers are finite and in range", func(t *testing.T) {
		for i, c := range drive(t, build(t), size) {
			if !(math.Abs(c.CurvaturePerM) <= tightestPerM) || math.IsNaN(c.AccelMPS2) || math.IsInf(c.AccelMPS2, 0) {
				t.Errorf("observation %d: got %+v, want finite numbers and a curvature within %v 1/m", i, c, tightestPerM)
			}
		}
	})
	t.Run("the frame stays untouched", func(t *testing.T) {
		d := build(t)
		for i, obs := range observations(size) {
			if obs.Frame == nil {
				t.Skip("this driver gets no frames")
			}
			before := bytes.Clone(obs.Frame.Pix)
			if _, err := d.Drive(t.Context(), obs); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(before, obs.Frame.Pix) {
				t.Fatalf("observation %d: the driver painted over it", i)
			}
		}
	})
	t.Run("it returns when the context is done", func(t *testing.T) {
		d := build(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		back := make(chan struct{})
		go func() {
			defer close(back)
			_, _ = d.Drive(ctx, observations(size)[0]) // an answer in time is as good as an error
		}()
		select {
		case <-back:
		case <-time.After(patience):
			t.Errorf("still driving %v after the end", patience)
		}
	})
}

func drive(t *testing.T, d loop.Driver, size image.Point) []sim.Command {
	t.Helper()
	var commands []sim.Command
	for i, obs := range observations(size) {
		c, err := d.Drive(t.Context(), obs)
		if err != nil {
			t.Fatalf("observation %d: %v", i, err)
		}
		commands = append(commands, c)
	}
	return commands
}

// observations are frames of one grey, of slopes and of noise, at several speeds.
func observations(size image.Point) []loop.Observation {
	const seed = 1
	r := sim.Rand(seed, sim.StreamCamera)
	paints := []func(x, y, c int) uint8{
		func(int, int, int) uint8 { return 0 },
		func(int, int, int) uint8 { return 255 },
		func(x, _, _ int) uint8 { return uint8(x * 255 / size.X) },
		func(_, y, c int) uint8 { return uint8(y*255/size.Y) ^ uint8(85*c) },
		func(int, int, int) uint8 { return uint8(r.Uint32()) },
	}
	var all []loop.Observation
	for i, paint := range paints {
		obs := loop.Observation{Tick: int64(i * sim.ControlTicks), SpeedMPS: float64(5 * i)}
		if size.X > 0 && size.Y > 0 {
			obs.Frame = image.NewRGBA(image.Rectangle{Max: size})
			for p := range obs.Frame.Pix {
				obs.Frame.Pix[p] = paint(p/4%size.X, p/4/size.X, p%4)
				if p%4 == 3 {
					obs.Frame.Pix[p] = 255
				}
			}
		}
		all = append(all, obs)
	}
	return all
}
