package loop

import (
	"fmt"
	"math"

	"steersim/sim"
)

// Kicks push the car aside every so often, to see it recover: sideways and round at once, each to a side that the seed draws.
// It is a Disturbance.
type Kicks struct {
	world   *sim.World
	seed    uint64
	leftM   float64
	yawRad  float64
	ticks   int64 // from one to the next
	lastHit int64
}

// NewKicks pushes by so many metres and radians every so many seconds.
func NewKicks(world *sim.World, seed uint64, everyS, leftM, yawRad float64) (*Kicks, error) {
	if world == nil || !(everyS >= sim.ControlTicks*sim.TickS && everyS < 1e6) || !(math.Abs(leftM) < 10) || !(math.Abs(yawRad) < math.Pi) {
		return nil, fmt.Errorf("%w: kicks of %v m and %v rad every %v s: want a world, less than 10 m and pi, and a control tick or more between them", ErrConfig, leftM, yawRad, everyS)
	}
	return &Kicks{world: world, seed: seed, leftM: leftM, yawRad: yawRad, ticks: int64(math.Round(everyS / sim.TickS))}, nil
}

// Apply kicks when it is time, and leaves the command as it is.
func (k *Kicks) Apply(s Sample) sim.Command {
	n := s.Truth.Tick / k.ticks
	if n == k.lastHit {
		return s.Command
	}
	k.lastHit = n
	draw := sim.Rand(k.seed+uint64(n)<<32, sim.StreamKicks)
	side := func(v float64) float64 {
		if draw.Uint64()&1 == 0 {
			return -v
		}
		return v
	}
	left, yaw := side(k.leftM), side(k.yawRad)
	// It cannot fail for a car that is where a number is; how it goes on is the loop's to see.
	_ = nudge(k.world, left, yaw)
	return s.Command
}

// nudge moves a car sideways, to the left if positive, and turns it. It keeps its speed and the curve that it is in.
func nudge(world *sim.World, leftM, yawRad float64) error {
	s := world.State()
	sin, cos := math.Sincos(s.HeadingRad)
	speed := min(s.SpeedMPS, world.Vehicle().MaxSpeedMPS)
	return world.Place(s.XM-float64(leftM*sin), s.YM+float64(leftM*cos), s.HeadingRad+s.SlipRad+yawRad, speed, s.YawRateRadPS/max(s.SpeedMPS, 1))
}
