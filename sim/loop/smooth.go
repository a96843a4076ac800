package loop

import (
	"context"

	"steersim/sim"
)

// Smooth is a driver whose curvature is the mean of its last two: what it has made up of one frame alone is halved, what two
// frames have in common comes 25 ms late. At the first tick and behind a gap an answer stands alone; when the car is put
// back, the answer before it still has its half of one tick.
func Smooth(d Driver) Driver { return &smooth{driver: d} }

type smooth struct {
	driver        Driver
	next          int64 // the tick that follows the last answer's; 0: there was none
	curvaturePerM float64
}

func (s *smooth) Drive(ctx context.Context, obs Observation) (sim.Command, error) {
	c, err := s.driver.Drive(ctx, obs)
	if err != nil {
		return sim.Command{}, err
	}
	before := s.curvaturePerM
	if s.next == 0 || obs.Tick != s.next {
		before = c.CurvaturePerM
	}
	s.next, s.curvaturePerM = obs.Tick+sim.ControlTicks, c.CurvaturePerM
	c.CurvaturePerM = (before + c.CurvaturePerM) / 2
	return c, nil
}
