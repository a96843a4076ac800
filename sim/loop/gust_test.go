package loop_test

import (
	"errors"
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
)

// TestGustsBlowToBothSides. Oracle: what is added to a command, times the speed squared, is the wind's acceleration: never more
// than asked for, nothing between gusts, alike for every speed, and without a mean.
func TestGustsBlowToBothSides(t *testing.T) {
	const most = 2.0
	g, err := loop.NewGusts(4, most)
	if err != nil {
		t.Fatal(err)
	}
	sum, n, still, strongest := 0.0, 0.0, 0.0, 0.0
	for tick := int64(0); tick < 400_000; tick += sim.ControlTicks {
		at := func(speed float64) float64 {
			s := loop.Sample{Truth: sim.State{Tick: tick, SpeedMPS: speed}, Command: sim.Command{CurvaturePerM: 0.01}}
			return (g.Apply(s).CurvaturePerM - 0.01) * speed * speed
		}
		a := at(10)
		if math.Abs(a) > most || math.Abs(a-at(20)) > 1e-9 {
			t.Fatalf("tick %d: %v m/s^2 at 10 m/s, %v at 20", tick, a, at(20))
		}
		if math.Abs(a) < 1e-12 {
			still++
		}
		sum, n, strongest = sum+a, n+1, max(strongest, math.Abs(a))
	}
	if mean := sum / n; math.Abs(mean) > 0.05 || strongest < 0.9*most || math.Abs(still/n-0.6) > 0.02 {
		t.Errorf("mean %v, strongest %v, still for %v of the time, want 0, %v and 3 s of 5", sum/n, strongest, still/n, most)
	}
	if _, err := loop.NewGusts(1, -1); !errors.Is(err, loop.ErrConfig) {
		t.Errorf("gusts below zero: %v", err)
	}
}
