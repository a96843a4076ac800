package expert

import (
	"fmt"
	"math"

	"steersim/sim"
	"steersim/sim/track"
)

// Law is how the expert steers, from where the car is:
//
//	k = k_lane(s + v preview) - e/L^2 - 2 chi/L
//
// where e is the offset and chi the angle between the lane and the direction in which the car will travel once its sideslip
// is that of the lane's curve. A car that follows it comes back to the lane's centre as a critically damped system does, over
// a few lengths L. L follows from the road in sight, not from the car's speed: a network that is to learn the answer sees
// the road and not the speed.
type Law struct {
	LatencyS float64 // the command takes so much longer to act than the default world's; the law is told
}

// The preview without latency is what a command takes to bend the car's path: the steering's lag of 0.1 s and half a control tick.
const previewS = 0.1

// The length of the way back. A latency T adds dead time to a loop that crosses over at 2.06 v/L with 76 degrees of phase to
// spare: it is stable as long as its dead time is under 0.65 L/v.
const (
	returnAtRestM    = 1.5
	returnPerMPS     = 0.35 // s
	returnPerLatency = 1.5
	mostLatencyS     = 2.0
)

// The speed that the road in sight allows: that of a passenger's 3 m/s2 in the curve that asks for the least, if the car brakes
// for it as hard as it can be asked to, at most 20 m/s.
const (
	sightM       = 30.0
	sightStepM   = 2.0
	sightMostMPS = 20.0
	sightLateral = 3.0 // m/s2
	sightBraking = 3.0 // m/s2
)

// Answer is what the law says at a place.
type Answer struct {
	CurvaturePerM float64
	ReturnM       float64 // L: an offset e adds -e/L^2 to the curvature, a turn chi -2 chi/L
}

// Check refuses a latency that is none.
func (l Law) Check() error {
	if !(l.LatencyS >= 0 && l.LatencyS <= mostLatencyS) {
		return fmt.Errorf("%w: latency of %v s: want 0 to %v", ErrConfig, l.LatencyS, mostLatencyS)
	}
	return nil
}

// Answer is what the law asks of a car of the world's that is at a place of the road.
func (l Law) Answer(world *sim.World, road *track.Road, p track.Position, speedMPS float64) Answer {
	// A metre of the lane is a metre times (1 + k d) of the road's centre line, where k is the lane's curvature.
	ahead := float64(speedMPS * (previewS + l.LatencyS) * (1 + float64(p.CurvaturePerM*road.Lane.CentreM)))
	lane := road.LaneCentre(p.SM + ahead).CurvaturePerM
	chi := p.HeadingErrorRad + world.SlipRad(speedMPS, p.CurvaturePerM)
	back := l.ReturnM(road, p.SM)
	return Answer{CurvaturePerM: lane - float64(p.OffsetM/(back*back)) - float64(2*chi/back), ReturnM: back}
}

// ReturnM is L at an arc length of the road's centre line.
func (l Law) ReturnM(road *track.Road, s float64) float64 {
	return l.Return(sightMPS(road, s))
}

// Return is L where the road in sight allows a speed.
func (l Law) Return(sightMPS float64) float64 {
	return returnAtRestM + float64((returnPerMPS+float64(returnPerLatency*l.LatencyS))*sightMPS)
}

// sightMPS is the speed that the road in sight from s on allows.
func sightMPS(road *track.Road, s float64) float64 {
	square := sightMostMPS * sightMostMPS
	for d := 0.0; d <= sightM; d += sightStepM {
		k := math.Abs(road.LaneCentre(s + d).CurvaturePerM)
		square = min(square, sightLateral/max(k, 1e-9)+float64(2*sightBraking*d))
	}
	return math.Sqrt(square)
}
