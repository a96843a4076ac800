package trial

import (
	"math"
	"testing"

	"steersim/assets"
	"steersim/cmd/internal/setup"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// TestWitnessAsksTheExpertWithoutDisturbing: the expert's own drive is the oracle. Asked in its own pose it answers what it did,
// to the bit; and the drive with a witness is the drive without one.
func TestWitnessAsksTheExpertWithoutDisturbing(t *testing.T) {
	road, err := assets.Road("village")
	if err != nil {
		t.Fatal(err)
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	w := &Witness{Road: road}
	drive := func(watched bool) eval.Report {
		r, err := eval.Drive{Seconds: 20, Rig: func() (eval.Rig, error) {
			c, err := course.Expert()
			if err == nil && watched {
				c.Sinks = []loop.Sink{w}
				err = w.Watch(c.World)
			}
			return eval.Rig{Loop: c}, err
		}}.Run(t.Context(), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if got, want := drive(true), drive(false); got != want {
		t.Errorf("with a witness %+v, want %+v", got, want)
	}
	turned := 0
	for i, a := range w.asks {
		if a.differencePerM() != 0 {
			t.Fatalf("tick %d: the driver asks for %v, the expert for %v, want the same", i, a.driverPerM, a.expertPerM)
		}
		if a.driverPerM != 0 {
			turned++
		}
	}
	if len(w.asks) != 20*sim.ControlHz || turned == 0 {
		t.Errorf("%d ticks, %d with a curve: nothing was compared", len(w.asks), turned)
	}
}

// TestWheelsTurnAsTheMeterSays: the root mean square of the rates is the whiteness, which the meter sums up on its own.
func TestWheelsTurnAsTheMeterSays(t *testing.T) {
	var w Wheels
	var m eval.Meter
	for i, steerRad := range []float64{0, 0.01, 0.03, 0.02, 0.3, 0.29} {
		s := loop.Sample{Truth: sim.State{SteerRad: steerRad}, Intervention: i == 3} // what follows tick 3 is no steering
		if err := w.Note(s); err != nil {
			t.Fatal(err)
		}
		if err := m.Note(s); err != nil {
			t.Fatal(err)
		}
	}
	square := 0.0
	for _, rate := range w.ratesDegS {
		square += rate * rate
	}
	r, err := m.Report()
	if err != nil {
		t.Fatal(err)
	}
	if got := math.Sqrt(square / float64(len(w.ratesDegS))); len(w.ratesDegS) != 4 || math.Abs(got-r.WhitenessDegS) > 1e-9 {
		t.Errorf("%d rates of %v in the root mean square, want 4 of %v", len(w.ratesDegS), got, r.WhitenessDegS)
	}
}

// TestFurthestIsTheWorstWindow: the oracle is the eye.
func TestFurthestIsTheWorstWindow(t *testing.T) {
	of := func(differences ...float64) (asks []ask) {
		for _, d := range differences {
			asks = append(asks, ask{driverPerM: d})
		}
		return asks
	}
	for name, tc := range map[string]struct {
		asks []ask
		want int
	}{
		"in the middle":        {of(0, 0, 1, -1, 0, 0.5), 2},
		"at the end":           {of(0, 0, 1, 0, -1, 1), 4},
		"of a short drive":     {of(1), 0},
		"where all is alike":   {of(0, 0, 0), 0},
		"nothing was compared": {nil, 0},
	} {
		if got := furthest(tc.asks, 2); got != tc.want {
			t.Errorf("%s: from %d, want %d", name, got, tc.want)
		}
	}
}

// TestSharesSumUpToAll: each value is in one bin, the last bin takes what is beyond.
func TestSharesSumUpToAll(t *testing.T) {
	c := shares("", []float64{0, 0.01, 0.5, 0.999, 1, 7}, 1)
	sum := 0.0
	for _, v := range c.Y {
		sum += v
	}
	if math.Abs(sum-100) > 1e-9 || math.Abs(c.Y[bins-1]-50) > 1e-9 || math.Abs(c.Y[0]-100./3) > 1e-9 || math.Abs(c.X[0]-0.5/bins) > 1e-12 {
		t.Errorf("%v, sum %v, want 100 %%, a third in the first bin and a half in the last", c.Y, sum)
	}
}
