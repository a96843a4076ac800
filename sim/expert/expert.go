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

// DefaultPreviewS is how far ahead of the car the expert reads the lane's curvature: what the command takes to bend the
// car's path, made of the steering's lag of 0.1 s and half a control tick.
const DefaultPreviewS = 0.1

// The way back to the lane's centre is a critically damped curve; this is its length scale.
const (
	returnAtRestM = 2.0
	returnPerMPS  = 0.4
)

// ReturnDistanceM is the length scale L of the way back at a speed: an offset e adds -e/L^2 to the command's curvature, so
// that the command at a camera that stands d to the left of the car is the car's own less d/L^2.
func ReturnDistanceM(speedMPS float64) float64 { return returnAtRestM + float64(returnPerMPS*speedMPS) }

// An expert that finds itself so far from where it followed the road to looks for its place anew.
const lostM = 5.0

// Expert drives by the law
//
//	k = k_lane(s + v preview) - e/L^2 - 2 chi/L
//
// where e is the offset and chi the angle between the lane and the direction in which the car will travel once its sideslip
// is that of the lane's curve. It is not safe for concurrent use.
type Expert struct {
	world    *sim.World
	road     *track.Road
	previewS float64
	placeM   float64
	followed bool
}

// New returns the expert for a car on a road. The preview is in seconds; DefaultPreviewS suits the default world.
func New(world *sim.World, road *track.Road, previewS float64) (*Expert, error) {
	if world == nil || road == nil {
		return nil, fmt.Errorf("%w: world or road is nil: want both", ErrConfig)
	}
	if !(previewS >= 0 && previewS <= 5) {
		return nil, fmt.Errorf("%w: preview of %v s: want 0 to 5", ErrConfig, previewS)
	}
	return &Expert{world: world, road: road, previewS: previewS}, nil
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
	return e.curvature(e.locate(s), s.SpeedMPS)
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

func (e *Expert) curvature(p track.Position, speedMPS float64) float64 {
	// A metre of the lane is a metre times (1 + k d) of the road's centre line, where k is the lane's curvature.
	ahead := speedMPS * e.previewS * (1 + float64(p.CurvaturePerM*e.road.Lane.CentreM))
	lane := e.road.LaneCentre(p.SM + ahead).CurvaturePerM
	chi := p.HeadingErrorRad + e.world.SlipRad(speedMPS, p.CurvaturePerM)
	l := ReturnDistanceM(speedMPS)
	return lane - float64(p.OffsetM/(l*l)) - float64(2*chi/l)
}
