package expert

import (
	"context"
	"errors"
	"fmt"
	"math"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// ErrConfig says that an expert cannot be built as wished.
var ErrConfig = errors.New("expert")

// An expert that finds itself so far from where it followed the road to looks for its place anew.
const lostM = 5.0

// Expert drives by its Law. It is not safe for concurrent use.
type Expert struct {
	world    *sim.World
	road     *track.Road
	law      Law
	placeM   float64
	followed bool
}

// New returns the expert for a car on a road.
func New(world *sim.World, road *track.Road, law Law) (*Expert, error) {
	if world == nil || road == nil {
		return nil, fmt.Errorf("%w: world or road is nil: want both", ErrConfig)
	}
	if err := law.Check(); err != nil {
		return nil, err
	}
	return &Expert{world: world, road: road, law: law}, nil
}

// Drive asks for the curvature that the law gives.
func (e *Expert) Drive(ctx context.Context, _ loop.Observation) (sim.Command, error) {
	if err := ctx.Err(); err != nil {
		return sim.Command{}, err
	}
	return sim.Command{CurvaturePerM: e.AskPerM()}, nil
}

// AskPerM is the curvature that the expert would ask for where the car is now, whoever drives it.
func (e *Expert) AskPerM() float64 {
	s := e.world.State()
	return e.law.Answer(e.world, e.road, e.locate(s), s.SpeedMPS).CurvaturePerM
}

func (e *Expert) locate(s sim.State) track.Position {
	if e.followed {
		if p := e.road.Locate(e.placeM, s.XM, s.YM, s.HeadingRad); math.Abs(p.OffsetM) < lostM {
			e.placeM = p.SM
			return p
		}
	}
	p := e.road.Locate(e.road.Nearest(s.XM, s.YM, s.HeadingRad), s.XM, s.YM, s.HeadingRad)
	e.placeM, e.followed = p.SM, true
	return p
}
