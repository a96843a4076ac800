package loop_test

import (
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
)

// driven is a drive that has gone on for so many control ticks.
func driven(t *testing.T, ticks int64) (*loop.Loop, *sim.World) {
	t.Helper()
	w, r := newWorld(t), aRoad(t)
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r}, Cruise: aCruise(t, r)})
	if err := l.Run(t.Context(), loop.AfterTicks(ticks)); err != nil {
		t.Fatal(err)
	}
	return l, w
}

func TestPushMovesSidewaysAlone(t *testing.T) {
	l, world := driven(t, 40)
	for _, leftM := range []float64{0.5, -0.8} {
		before := world.State()
		if err := l.Push(leftM); err != nil {
			t.Fatal(err)
		}
		after := world.State()
		dx, dy := after.XM-before.XM, after.YM-before.YM
		sin, cos := math.Sincos(before.HeadingRad)
		if left, ahead := dy*cos-dx*sin, dx*cos+dy*sin; math.Abs(left-leftM) > 1e-9 || math.Abs(ahead) > 1e-9 {
			t.Errorf("pushed by %v m: the car went %v to the left and %v ahead", leftM, left, ahead)
		}
		if after.SpeedMPS != before.SpeedMPS || math.Abs(after.HeadingRad-before.HeadingRad) > 0.05 || after.Tick != before.Tick {
			t.Errorf("pushed by %v m: %+v became %+v", leftM, before, after)
		}
	}
	if err := l.Push(math.NaN()); err == nil {
		t.Error("a push by NaN was taken")
	}
}

func TestPutBackIsNoIntervention(t *testing.T) {
	l, world := driven(t, 40)
	if err := l.Push(0.9); err != nil {
		t.Fatal(err)
	}
	speed := world.State().SpeedMPS
	if err := l.PutBack(); err != nil {
		t.Fatal(err)
	}
	s, err := l.Tick(t.Context())
	if err != nil || math.Abs(s.Lane.OffsetM) > 0.01 || s.Truth.SpeedMPS > speed || l.Interventions() != 0 {
		t.Errorf("put back: offset %v m at %v m/s, %d interventions, %v", s.Lane.OffsetM, s.Truth.SpeedMPS, l.Interventions(), err)
	}
}

func TestUnsupervisedCarIsLeftAlone(t *testing.T) {
	for _, on := range []bool{true, false} {
		l, _ := driven(t, 40)
		l.Supervise(on)
		if err := l.Push(1.5); err != nil {
			t.Fatal(err)
		}
		s, err := l.Tick(t.Context())
		if err != nil || s.Intervention != on || (l.Interventions() == 1) != on {
			t.Errorf("supervised %v: intervention %v, %d counted, %v", on, s.Intervention, l.Interventions(), err)
		}
	}
}

func TestSetCruise(t *testing.T) {
	l, world := driven(t, 40)
	if err := l.SetCruise(nil); err != nil { // the driver of the test does not touch the pedals
		t.Fatal(err)
	}
	before := world.State().SpeedMPS
	for range 20 {
		if _, err := l.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := world.State().SpeedMPS; math.Abs(got-before) > 0.2 {
		t.Errorf("without cruise control the speed went from %v to %v m/s, want the same", before, got)
	}
	if err := l.SetCruise(aCruise(t, aRoad(t))); err == nil { // read anew, it is another road
		t.Error("the cruise control of another road was taken")
	}
}

// TestPushAndPutBackAtFullSpeed: a car that is a little faster than its vehicle's limit is pushed and put back all the same.
func TestPushAndPutBackAtFullSpeed(t *testing.T) {
	l, world := driven(t, 40)
	top := world.Vehicle().MaxSpeedMPS
	if err := l.SetCruise(nil); err != nil {
		t.Fatal(err)
	}
	s := world.State()
	if err := world.Place(s.XM, s.YM, s.HeadingRad, top, 0); err != nil {
		t.Fatal(err)
	}
	for range 20 { // at the throttle's stop
		if err := world.Step(sim.Command{AccelMPS2: 5}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Push(0.3); err != nil {
		t.Error(err)
	}
	if err := l.PutBack(); err != nil {
		t.Error(err)
	}
}

// TestPutBackElsewhereKeepsTheLap: who cuts across the infield and is put back there has come as far as that place is.
func TestPutBackElsewhereKeepsTheLap(t *testing.T) {
	l, world := driven(t, 40)
	r := aRoad(t)
	far := r.LaneCentre(r.LengthM() * 0.4)
	if err := world.Place(far.XM, far.YM, far.HeadingRad, 5, 0); err != nil {
		t.Fatal(err)
	}
	if err := l.PutBack(); err != nil {
		t.Fatal(err)
	}
	if got, want := l.ProgressM(), r.LengthM()*0.4; math.Abs(got-want) > 2 {
		t.Errorf("progress %v m, want %v", got, want)
	}
}
