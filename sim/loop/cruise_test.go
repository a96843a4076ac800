package loop_test

import (
	"errors"
	"math"
	"testing"

	"steersim/sim/loop"
	"steersim/sim/track"
)

// The plan against its own definition, measured on the lane at places between the plan's steps: no faster than the curve
// allows, changing no faster than brakes and engine allow.
func TestCruisePlanKeepsItsLimits(t *testing.T) {
	checked := 0
	for seed := uint64(1); seed <= 5; seed++ {
		r, err := track.Generate(seed)
		if err != nil {
			t.Fatal(err)
		}
		c := aCruise(t, r)
		const stepM = 0.37
		for s := 0.0; s < r.LengthM()+50; s += stepM {
			v, next := c.SpeedMPS(s), c.SpeedMPS(s+stepM)
			here, there := r.LaneCentre(s), r.LaneCentre(s+stepM)
			lateral := v * v * math.Abs(here.CurvaturePerM)
			along := (next*next - v*v) / 2 / math.Hypot(there.XM-here.XM, there.YM-here.YM)
			// Between steps of 1 m curvature and length of the lane are not quite those at the steps.
			if !(v > 0 && v <= 20+1e-9 && lateral < 3.6 && along > -2.3 && along < 1.7) {
				t.Fatalf("%s at %v m: speed %v, lateral %v m/s2, along %v m/s2, want at most 20, 3 and -2 to 1.5", r.Name, s, v, lateral, along)
			}
			checked++
		}
	}
	if checked < 5000 {
		t.Errorf("checked %d places, want thousands", checked)
	}
}

func TestCruiseKeepsToThePlan(t *testing.T) {
	w, r := newWorld(t), aRoad(t)
	c := aCruise(t, r)
	var n noted
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r}, Cruise: c, Sinks: []loop.Sink{&n}})
	if err := l.Run(t.Context(), loop.AfterLaps(1)); err != nil {
		t.Fatal(err)
	}
	for _, s := range n {
		if d := math.Abs(s.Truth.SpeedMPS - c.SpeedMPS(s.Lane.SM)); d > 0.15 {
			t.Fatalf("at %v m the speed is off the plan by %v m/s", s.Lane.SM, d)
		}
	}
	if took := float64(len(n)) / 20; math.Abs(took-c.LapS()) > 0.02*c.LapS() {
		t.Errorf("a lap took %v s, want the planned %v within 2 %%", took, c.LapS())
	}
}

// A car that stands gets going, one that is too fast brakes: within the limits.
func TestCruiseCatchesUp(t *testing.T) {
	c := aCruise(t, aRoad(t))
	if a := c.AccelMPS2(0, 0); a != 1.5 {
		t.Errorf("standing: %v m/s2, want 1.5", a)
	}
	if a := c.AccelMPS2(0, 40); a != -3 {
		t.Errorf("far too fast: %v m/s2, want -3", a)
	}
}

func TestNewCruiseRefusesNonsense(t *testing.T) {
	r := aRoad(t)
	for name, change := range map[string]func(*loop.CruiseConfig){
		"no grip":             func(c *loop.CruiseConfig) { c.LateralMPS2 = 0 },
		"top speed NaN":       func(c *loop.CruiseConfig) { c.TopMPS = math.NaN() },
		"negative brakes":     func(c *loop.CruiseConfig) { c.BrakeMPS2 = -1 },
		"infinite engine":     func(c *loop.CruiseConfig) { c.AccelMPS2 = math.Inf(1) },
		"wheels that are set": func(c *loop.CruiseConfig) { c.TurningPerMPerS = 0 },
	} {
		c := loop.DefaultCruise()
		change(&c)
		if _, err := loop.NewCruise(r, c); !errors.Is(err, loop.ErrConfig) {
			t.Errorf("%s: got %v, want %v", name, err, loop.ErrConfig)
		}
	}
	if _, err := loop.NewCruise(nil, loop.DefaultCruise()); !errors.Is(err, loop.ErrConfig) {
		t.Errorf("no road: got %v, want %v", err, loop.ErrConfig)
	}
}
