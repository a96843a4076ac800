package loop_test

import (
	"context"
	"errors"
	"image"
	"math"
	"slices"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
	"steersim/sim/track"
)

var errBoom = errors.New("boom")

func newWorld(t testing.TB) *sim.World {
	t.Helper()
	w, err := sim.New(sim.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// aRoad has curves of either side, straights and a crossing.
func aRoad(t testing.TB) *track.Road {
	t.Helper()
	r, err := track.ReadFile("../../assets/roads/eight.csv")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func aCruise(t testing.TB, r *track.Road) *loop.Cruise {
	t.Helper()
	c, err := loop.NewCruise(r, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// follower keeps to the lane by knowing where it is.
type follower struct {
	w *sim.World
	r *track.Road
	s float64
}

func (f *follower) Drive(context.Context, loop.Observation) (sim.Command, error) {
	s := f.w.State()
	p := f.r.Locate(f.s, s.XM, s.YM, s.HeadingRad)
	f.s = p.SM
	return sim.Command{CurvaturePerM: p.CurvaturePerM - p.OffsetM/25 - (p.HeadingErrorRad+s.SlipRad)/2.5}, nil
}

// always is a driver that has one idea.
type always sim.Command

func (a always) Drive(context.Context, loop.Observation) (sim.Command, error) {
	return sim.Command(a), nil
}

type failing struct{}

func (failing) Drive(context.Context, loop.Observation) (sim.Command, error) {
	return sim.Command{}, errBoom
}
func (failing) Note(loop.Sample) error { return errBoom }

type noted []loop.Sample

func (n *noted) Note(s loop.Sample) error { *n = append(*n, s); return nil }

// stamp is a camera whose picture is the tick.
type stamp struct{}

func (stamp) Size() image.Point { return image.Pt(2, 1) }
func (stamp) Render(dst *image.RGBA, s sim.State) {
	for i := range dst.Pix {
		dst.Pix[i] = uint8(s.Tick)
	}
}

type rightwards struct{}

func (rightwards) Apply(s loop.Sample) sim.Command {
	c := s.Command
	c.CurvaturePerM -= 0.01
	return c
}

func newLoop(t testing.TB, c loop.Config) *loop.Loop {
	t.Helper()
	l, err := loop.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTickLooksDecidesNotesAndActs(t *testing.T) {
	w, r := newWorld(t), aRoad(t)
	var n noted
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: always{CurvaturePerM: 0.001, AccelMPS2: 9}, Camera: stamp{},
		Cruise: aCruise(t, r), Sinks: []loop.Sink{&n}, StartM: 30})
	for i := range int64(3) {
		before := w.State()
		s, err := l.Tick(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case s.Truth != before:
			t.Errorf("tick %d: truth %+v, want the state before the tick %+v", i, s.Truth, before)
		case s.Obs.Tick != 5*i || s.Obs.SpeedMPS != before.SpeedMPS || s.Obs.Frame.Pix[0] != uint8(5*i):
			t.Errorf("tick %d: observed %+v, want tick %d, speed %v and its picture", i, s.Obs, 5*i, before.SpeedMPS)
		case s.Command.CurvaturePerM != 0.001 || s.Command.AccelMPS2 > 1.5:
			t.Errorf("tick %d: command %+v, want the driver's curvature and the cruise control's acceleration", i, s.Command)
		case len(n) != int(i)+1 || n[i].Truth != s.Truth:
			t.Errorf("tick %d: %d samples noted, want %d and the last to be this", i, len(n), i+1)
		case w.State().Tick != 5*i+5:
			t.Errorf("tick %d: the world is at %d, want five ticks later", i, w.State().Tick)
		}
	}
	if first := n[0].Lane; math.Abs(first.OffsetM) > 1e-6 || math.Abs(first.SM-30) > 1e-6 {
		t.Errorf("started at %+v, want the lane's centre at 30 m", first)
	}
}

// A driver that never steers leaves the lane in the first curve, by 1 m, again and again.
func TestInterventionsPutTheCarBack(t *testing.T) {
	w, r := newWorld(t), aRoad(t)
	var n noted
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: always{}, Cruise: aCruise(t, r), Sinks: []loop.Sink{&n}})
	if err := l.Run(t.Context(), loop.AfterTicks(1200)); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for i, s := range n[:len(n)-1] {
		if off := math.Abs(s.Lane.OffsetM) > 1 || math.Abs(s.Lane.HeadingErrorRad) > 1.5; off != s.Intervention {
			t.Errorf("sample %d: %+v: intervention %v", i, s.Lane, s.Intervention)
		}
		if !s.Intervention {
			continue
		}
		seen++
		next := n[i+1]
		if next.Truth.Tick != s.Truth.Tick+sim.ControlTicks {
			t.Errorf("sample %d: the clock goes from %d to %d", i, s.Truth.Tick, next.Truth.Tick)
		}
		course := next.Lane.HeadingErrorRad + next.Truth.SlipRad
		if math.Abs(next.Lane.OffsetM) > 0.02 || math.Abs(course) > 0.05 {
			t.Errorf("sample %d: after the intervention %+v, course %v, want the lane's centre and direction", i, next.Lane, course)
		}
		if along := math.Remainder(next.Lane.SM-s.Lane.SM, r.LengthM()); along < 0 || along > 2 {
			t.Errorf("sample %d: the intervention moved the car by %v m along the road", i, along)
		}
	}
	if seen < 5 {
		t.Errorf("%d interventions in a minute without steering, want at least 5", seen)
	}
	if l.Interventions() < seen {
		t.Errorf("the loop counts %d interventions, the samples %d", l.Interventions(), seen)
	}
}

func TestDisturbanceStaysBetweenDriverAndCar(t *testing.T) {
	run := func(d ...loop.Disturbance) (sim.State, loop.Sample) {
		w, r := newWorld(t), aRoad(t)
		l := newLoop(t, loop.Config{World: w, Road: r, Driver: always{CurvaturePerM: 0.02}, Disturb: d, Cruise: aCruise(t, r)})
		s, err := l.Tick(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return w.State(), s
	}
	clean, _ := run()
	disturbed, sample := run(rightwards{})
	if sample.Command.CurvaturePerM != 0.02 {
		t.Errorf("noted %v, want the driver's own 0.02", sample.Command.CurvaturePerM)
	}
	if !(disturbed.SteerRad < clean.SteerRad) {
		t.Errorf("wheels at %v with a pull to the right and %v without, want less", disturbed.SteerRad, clean.SteerRad)
	}
	biased, _ := run(loop.Bias{CurvaturePerM: -0.01})
	if twice, _ := run(loop.Bias{CurvaturePerM: -0.005}, loop.Bias{CurvaturePerM: -0.005}); twice != biased || biased == clean {
		t.Errorf("two biases in turn: %+v, want what one of their sum does, %+v", twice, biased)
	}
}

func TestTickReportsFailures(t *testing.T) {
	for name, tc := range map[string]struct {
		driver loop.Driver
		sinks  []loop.Sink
		want   error
	}{
		"the driver fails":         {failing{}, nil, errBoom},
		"a sink fails":             {always{}, []loop.Sink{failing{}}, errBoom},
		"curvature not a number":   {always{CurvaturePerM: math.NaN()}, nil, sim.ErrCommand},
		"acceleration is infinite": {always{AccelMPS2: math.Inf(1)}, nil, sim.ErrCommand},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLoop(t, loop.Config{World: newWorld(t), Road: aRoad(t), Driver: tc.driver, Sinks: tc.sinks})
			if _, err := l.Tick(t.Context()); !errors.Is(err, tc.want) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

func TestNewRefusesNonsense(t *testing.T) {
	r, w := aRoad(t), newWorld(t)
	for name, c := range map[string]loop.Config{
		"no world":                      {Road: r, Driver: always{}},
		"no road":                       {World: w, Driver: always{}},
		"no driver":                     {World: w, Road: r},
		"a start that is no number":     {World: w, Road: r, Driver: always{}, StartM: math.NaN()},
		"cruise control of other roads": {World: w, Road: r, Driver: always{}, Cruise: aCruise(t, aRoad(t))},
	} {
		if _, err := loop.New(c); !errors.Is(err, loop.ErrConfig) {
			t.Errorf("%s: got %v, want %v", name, err, loop.ErrConfig)
		}
	}
}

// Closed form: progress is the sum of what the place on the road advances by, so that a lap ends where it began.
func TestLapsAreUnwrappedProgress(t *testing.T) {
	w, r := newWorld(t), aRoad(t)
	const startM = 100
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r, s: startM}, Cruise: aCruise(t, r), StartM: startM})
	if err := l.Run(t.Context(), loop.AfterLaps(2)); err != nil {
		t.Fatal(err)
	}
	over := l.ProgressM() - 2*r.LengthM()
	if l.Laps() != 2 || over < 0 || over > 1.5 {
		t.Errorf("%d laps and %v m more, want 2 and less than a tick's way", l.Laps(), over)
	}
	if l.Interventions() != 0 {
		t.Errorf("%d interventions, want none", l.Interventions())
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l := newLoop(t, loop.Config{World: newWorld(t), Road: aRoad(t), Driver: always{}})
	if err := l.Run(ctx, loop.AfterLaps(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestTheSameDriveTwiceIsTheSame(t *testing.T) {
	r := aRoad(t)
	c := aCruise(t, r)
	var sums []uint64
	for range 2 {
		w, h := newWorld(t), looptest.NewHash()
		l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r}, Camera: stamp{}, Cruise: c,
			Disturb: []loop.Disturbance{rightwards{}}, Sinks: []loop.Sink{h}})
		if err := l.Run(t.Context(), loop.AfterTicks(1000)); err != nil {
			t.Fatal(err)
		}
		if h.Ticks != 1000 {
			t.Fatalf("digested %d ticks, want 1000", h.Ticks)
		}
		sums = append(sums, h.Sum())
	}
	if sums[0] != sums[1] {
		t.Errorf("digests %x, want two of the same", sums)
	}
}

func TestTickDoesNotAllocate(t *testing.T) {
	w, r := newWorld(t), aRoad(t)
	l := newLoop(t, loop.Config{World: w, Road: r, Driver: &follower{w: w, r: r}, Camera: stamp{}, Cruise: aCruise(t, r),
		Disturb: []loop.Disturbance{rightwards{}}})
	ctx := t.Context()
	if n := testing.AllocsPerRun(200, func() {
		if _, err := l.Tick(ctx); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("a tick allocates %v times, want none", n)
	}
}

func TestDelayHoldsCommandsBack(t *testing.T) {
	for name, tc := range map[string]struct {
		ticks int
		want  []float64
	}{
		"not at all":    {0, []float64{1, 2, 3, 4}},
		"by one tick":   {1, []float64{1, 1, 2, 3}},
		"by three":      {3, []float64{1, 1, 1, 1}},
		"by two of few": {2, []float64{1, 1, 1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := loop.Delay(&counting{}, tc.ticks)
			if err != nil {
				t.Fatal(err)
			}
			var got []float64
			for range tc.want {
				c, err := d.Drive(t.Context(), loop.Observation{})
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, c.CurvaturePerM)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
	if _, err := loop.Delay(always{}, -1); !errors.Is(err, loop.ErrConfig) {
		t.Errorf("a delay of -1: got %v, want %v", err, loop.ErrConfig)
	}
	looptest.Driver(t, func(t testing.TB) loop.Driver {
		d, err := loop.Delay(always{CurvaturePerM: 0.1}, 2)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}, image.Pt(8, 4))
}

type counting struct{ n float64 }

func (c *counting) Drive(context.Context, loop.Observation) (sim.Command, error) {
	c.n++
	return sim.Command{CurvaturePerM: c.n}, nil
}
