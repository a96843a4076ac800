package loop_test

import (
	"errors"
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
)

// notes keeps the samples.
type notes []loop.Sample

func (n *notes) Note(s loop.Sample) error { *n = append(*n, s); return nil }

// TestKicksPushAsideEverySoOften: the car of a driver that follows the road stands aside right after every kick, to both sides
// in the long run, and the same seed kicks to the same sides.
func TestKicksPushAsideEverySoOften(t *testing.T) {
	const everyS, leftM, yawRad = 4.0, 0.6, 0.07
	drive := func(seed uint64) []loop.Sample {
		w, r := newWorld(t), aRoad(t)
		k, err := loop.NewKicks(w, seed, everyS, leftM, yawRad)
		if err != nil {
			t.Fatal(err)
		}
		var n notes
		l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r}, Cruise: aCruise(t, r), Disturb: []loop.Disturbance{k}, Sinks: []loop.Sink{&n}})
		if err := l.Run(t.Context(), loop.AfterTicks(40*sim.ControlHz)); err != nil {
			t.Fatal(err)
		}
		return n
	}
	samples := drive(1)
	left, right, checked := 0, 0, 0
	for i := 1; i < len(samples); i++ {
		a, b := samples[i-1], samples[i]
		jump := b.Lane.OffsetM - a.Lane.OffsetM
		due := a.Truth.Tick%int64(everyS/sim.TickS) == 0 && a.Truth.Tick > 0
		switch {
		case !due && math.Abs(jump) > 0.3 && !a.Intervention:
			t.Errorf("tick %d: the offset jumps by %v m", b.Truth.Tick, jump)
		case due && !a.Intervention:
			checked++
			turn := math.Remainder(b.Lane.HeadingErrorRad-a.Lane.HeadingErrorRad, 2*math.Pi)
			if math.Abs(math.Abs(jump)-leftM) > 0.15 || math.Abs(math.Abs(turn)-yawRad) > 0.03 {
				t.Errorf("tick %d: kicked by %v m and %v rad, want %v and %v", b.Truth.Tick, jump, turn, leftM, yawRad)
			}
			if jump > 0 {
				left++
			} else {
				right++
			}
		}
	}
	if checked < 6 || left == 0 || right == 0 {
		t.Errorf("%d kicks, %d to the left and %d to the right", checked, left, right)
	}
	again := drive(1)
	for i := range samples {
		if samples[i].Truth != again[i].Truth {
			t.Fatalf("control tick %d differs", i)
		}
	}
}

func TestKicksRefuse(t *testing.T) {
	for name, try := range map[string]func() error{
		"no world":       func() error { _, err := loop.NewKicks(nil, 1, 8, 0.5, 0); return err },
		"no time":        func() error { _, err := loop.NewKicks(newWorld(t), 1, 0, 0.5, 0); return err },
		"not a number":   func() error { _, err := loop.NewKicks(newWorld(t), 1, 8, math.NaN(), 0); return err },
		"half a circle":  func() error { _, err := loop.NewKicks(newWorld(t), 1, 8, 0, 4); return err },
		"off the planet": func() error { _, err := loop.NewKicks(newWorld(t), 1, 8, 1e7, 0); return err },
	} {
		if err := try(); !errors.Is(err, loop.ErrConfig) {
			t.Errorf("%s: %v, want %v", name, err, loop.ErrConfig)
		}
	}
}
