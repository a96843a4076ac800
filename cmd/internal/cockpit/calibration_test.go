package cockpit

import (
	"math"
	"testing"

	"steersim/cmd/internal/window"
)

// TestCalibrationOfAWornWheel: a wheel that no table knows, which rests off its middle, reaches less to one side, and whose
// pedals, on axes far apart, count down and up.
func TestCalibrationOfAWornWheel(t *testing.T) {
	pad := func(steer, gas, brake float64) *window.Pad { // to the right is up
		return &window.Pad{Name: "worn", Axes: []float64{0.5, steer, 0, gas, brake}}
	}
	before := usualPad(pad(0, 0, 0))
	if _, gas, brake := before.read(pad(0, 1, 1)); gas != 0 || brake != 0 {
		t.Errorf("pedals that nobody knows ask for %v and %v", gas, brake)
	}
	l := newLearning(pad(-0.1, 1, 0.02), before)
	for _, p := range []*window.Pad{pad(-0.7, 1, 0), pad(0.9, 1, 0), pad(-0.1, 0.05, 0), pad(-0.1, 1, 0.8), pad(-0.1, 1, 0.02)} {
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
		"at rest":      {pad(-0.1, 1, 0.02), 0, 0, 0},
		"left lock":    {pad(-0.7, 1, 0.02), 1, 0, 0},
		"right lock":   {pad(0.9, 1, 0.02), -1, 0, 0},
		"half left":    {pad(-0.4, 1, 0.02), (0.5 - dead) / (1 - dead), 0, 0},
		"half right":   {pad(0.4, 1, 0.02), -(0.5 - dead) / (1 - dead), 0, 0},
		"gas down":     {pad(-0.1, 0.05, 0.02), 0, 1, 0},
		"brake halved": {pad(-0.1, 1, 0.41), 0, 0, (0.5 - dead) / (1 - dead)},
		"beyond":       {pad(-0.9, 0, 1), 1, 1, 1},
		"fewer axes":   {&window.Pad{Axes: []float64{1}}, 0, 0, 0},
	} {
		steer, gas, brake := c.read(tc.pad)
		if math.Abs(steer-tc.steer)+math.Abs(gas-tc.gas)+math.Abs(brake-tc.brake) > 1e-9 {
			t.Errorf("%s: %v, %v, %v, want %v, %v, %v", name, steer, gas, brake, tc.steer, tc.gas, tc.brake)
		}
	}
}

// A wheel is unplugged while it is set up, and a device with fewer axes is there.
func TestCalibrationOutlivesItsDevice(t *testing.T) {
	wheel := &window.Pad{Name: "wheel", Axes: make([]float64, 5)}
	l := newLearning(wheel, usualPad(wheel))
	l.see(&window.Pad{Name: "wheel", Axes: []float64{0, 0, 0, 0, 1}})
	l.see(&window.Pad{Name: "pedals", Axes: []float64{0, 0}})
	if c, _ := l.done(); c.Name != "pedals" || c.Steer != usualPad(wheel).Steer {
		t.Errorf("learnt %+v, want nothing of an axis that is not there", c)
	}
}

func TestCalibrationKeepsWhatDidNotMove(t *testing.T) {
	p := &window.Pad{Name: "pad", Standard: true, Axes: []float64{0.02, 0, 0}}
	l := newLearning(p, usualPad(p))
	l.see(&window.Pad{Name: "pad", Standard: true, Axes: []float64{0.1, 0, 0}})
	l.see(p)
	if c, ok := l.done(); ok || c != usualPad(p) {
		t.Errorf("a trembling hand taught %+v, %v", c, ok)
	}
	l.see(&window.Pad{Name: "pad", Standard: true, Axes: []float64{0.02, 0, 1}}) // the brake alone
	l.see(p)
	c, ok := l.done()
	if want := usualPad(p); !ok || c.Steer != want.Steer || c.Gas != want.Gas || c.Brake != want.Brake {
		t.Errorf("a full way of the brake taught %+v, %v, want the usual pad", c, ok)
	}
}
