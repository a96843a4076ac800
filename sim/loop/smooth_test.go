package loop_test

import (
	"context"
	"errors"
	"image"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
)

// script answers with one curvature after the other, and begins again.
type script struct {
	answers []float64
	next    int
	err     error
}

func (s *script) Drive(context.Context, loop.Observation) (sim.Command, error) {
	if s.err != nil {
		return sim.Command{}, s.err
	}
	k := s.answers[s.next%len(s.answers)]
	s.next++
	return sim.Command{CurvaturePerM: k, AccelMPS2: 8 * k}, nil
}

func TestSmoothIsTheMeanOfTwoAnswers(t *testing.T) {
	const step = sim.ControlTicks
	driver := &script{answers: []float64{0.5, -0.25, 1, 0.25, 0.75}}
	smooth := loop.Smooth(driver)
	for i, tc := range []struct {
		tick int64
		want float64
	}{
		{0, 0.5},          // the first one
		{step, 0.125},     // and the one before
		{2 * step, 0.375}, // likewise
		{4 * step, 0.25},  // behind a gap
		{0, 0.75},         // another drive begins
	} {
		raw := driver.answers[i]
		got, err := smooth.Drive(t.Context(), loop.Observation{Tick: tc.tick})
		if want := (sim.Command{CurvaturePerM: tc.want, AccelMPS2: 8 * raw}); err != nil || got != want {
			t.Errorf("answer %d, at tick %d: got %+v, %v, want %+v", i, tc.tick, got, err, want)
		}
	}
	driver.err = errors.New("blind")
	if _, err := smooth.Drive(t.Context(), loop.Observation{}); !errors.Is(err, driver.err) {
		t.Errorf("got error %v, want %v", err, driver.err)
	}
}

func TestSmoothKeepsTheDriverContract(t *testing.T) {
	looptest.Driver(t, func(testing.TB) loop.Driver {
		return loop.Smooth(&script{answers: []float64{0.5, -0.25, 1, 0.25, 0.75}})
	}, image.Point{})
}

func TestSmoothAllocatesNothing(t *testing.T) {
	smooth := loop.Smooth(&script{answers: []float64{0.5, -0.25}})
	ctx := t.Context()
	obs := loop.Observation{}
	if n := testing.AllocsPerRun(5, func() { _, _ = smooth.Drive(ctx, obs); obs.Tick += sim.ControlTicks }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
