package cockpit

import (
	"math"
	"testing"

	"steersim/cmd/internal/window"
)

// TestCalibrationOfAWornWheel: a wheel that rests off its middle, reaches less to one side, and whose pedals count down.
func TestCalibrationOfAWornWheel(t *testing.T) {
	pad := func(steer, gas, brake float64) *window.Pad {
		return &window.Pad{Name: "worn", Steer: steer, Throttle: gas, Brake: brake}
	}
	l := newLearning(pad(0.1, 1, 0.02), usualPad("worn"))
	for _, p := range []*window.Pad{pad(0.7, 1, 0), pad(-0.9, 1, 0), pad(0.1, 0.05, 0), pad(0.1, 1, 0.8), pad(0.1, 1, 0.02)} {
		l.see(p)
	}
	c, ok := l.done()
	if !ok {
		t.Fatal("nothing was learnt")
	}
	const dead = deadPad
	for name, tc := range map[string]struct {
		pad               *window.Pad
		steer, gas, brake float64
	}{
		"at rest":      {pad(0.1, 1, 0.02), 0, 0, 0},
		"left lock":    {pad(0.7, 1, 0.02), 1, 0, 0},
		"right lock":   {pad(-0.9, 1, 0.02), -1, 0, 0},
		"half left":    {pad(0.4, 1, 0.02), (0.5 - dead) / (1 - dead), 0, 0},
		"half right":   {pad(-0.4, 1, 0.02), -(0.5 - dead) / (1 - dead), 0, 0},
		"gas down":     {pad(0.1, 0.05, 0.02), 0, 1, 0},
		"brake halved": {pad(0.1, 1, 0.41), 0, 0, (0.5 - dead) / (1 - dead)},
		"beyond":       {pad(0.9, 0, 1), 1, 1, 1},
	} {
		steer, gas, brake := c.read(tc.pad)
		if math.Abs(steer-tc.steer)+math.Abs(gas-tc.gas)+math.Abs(brake-tc.brake) > 1e-9 {
			t.Errorf("%s: %v, %v, %v, want %v, %v, %v", name, steer, gas, brake, tc.steer, tc.gas, tc.brake)
		}
	}
}

func TestCalibrationKeepsWhatDidNotMove(t *testing.T) {
	p := &window.Pad{Name: "pad", Steer: 0.02}
	l := newLearning(p, usualPad("pad"))
	l.see(&window.Pad{Name: "pad", Steer: 0.1})
	l.see(p)
	if c, ok := l.done(); ok || c != usualPad("pad") {
		t.Errorf("a trembling hand taught %+v, %v", c, ok)
	}
}
