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
	aside   Disturbance
	lastHit int64
}

// NewKicks pushes by so many metres and radians every so many seconds. What other disturbs, or nil, goes on beside it.
func NewKicks(world *sim.World, seed uint64, everyS, leftM, yawRad float64, other Disturbance) (*Kicks, error) {
	if world == nil || !(everyS >= sim.ControlTicks*sim.TickS && everyS < 1e6) || !(math.Abs(leftM) < 10) || !(math.Abs(yawRad) < math.Pi) {
		return nil, fmt.Errorf("%w: kicks of %v m and %v rad every %v s: want a world, less than 10 m and pi, and a control tick or more between them", ErrConfig, leftM, yawRad, everyS)
	}
	return &Kicks{world: world, seed: seed, leftM: leftM, yawRad: yawRad, ticks: int64(math.Round(everyS / sim.TickS)), aside: other}, nil
}

// Apply kicks when it is time, and leaves the command to the other disturbance.
func (k *Kicks) Apply(s Sample) sim.Command {
	command := s.Command
	if k.aside != nil {
		command = k.aside.Apply(s)
	}
	n := s.Truth.Tick / k.ticks
	if n == k.lastHit {
		return command
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
	t := s.Truth
	sin, cos := math.Sincos(t.HeadingRad)
	// Place cannot fail for a car that is where a number is; how it goes on is the loop's to see.
	_ = k.world.Place(t.XM-float64(left*sin), t.YM+float64(left*cos), t.HeadingRad+t.SlipRad+yaw, min(t.SpeedMPS, k.world.Vehicle().MaxSpeedMPS), t.YawRateRadPS/max(t.SpeedMPS, 1))
	return command
}
