package loop_test

import (
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
)

func TestBiasAddsUp(t *testing.T) {
	s := loop.Sample{Command: sim.Command{CurvaturePerM: 0.01, AccelMPS2: 2}}
	if c := (loop.Bias{CurvaturePerM: -0.002}).Apply(s); math.Abs(c.CurvaturePerM-0.008) > 1e-12 || c.AccelMPS2 != 2 {
		t.Errorf("got %+v", c)
	}
}
