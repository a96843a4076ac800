package session

import (
	"math"

	"steersim/sim"
)

// Hand is what a person does with the controls at one instant.
type Hand struct {
	Left, Right, Gas, Brake bool // keys that are held

	Analog   bool    // a mouse, gamepad or wheel steers: the three below count
	Steer    float64 // from -1, right, to 1, left
	Throttle float64 // 0 to 1
	Braking  float64 // 0 to 1
}

// idle is how far a stick may stand off its middle and still count as untouched.
const idle = 0.05

// Steers says whether the person turns the wheel.
func (h Hand) Steers() bool { return h.Left || h.Right || h.Analog && math.Abs(h.Steer) > idle }

// Pedals says whether a foot is on one.
func (h Hand) Pedals() bool {
	return h.Gas || h.Brake || h.Analog && (h.Throttle > idle || h.Braking > idle)
}

// moved says whether the hands do something that they did not do before.
func (h Hand) moved(was Hand) bool {
	const little = 0.1
	return h.Left && !was.Left || h.Right && !was.Right || h.Gas && !was.Gas || h.Brake && !was.Brake ||
		h.Analog && (math.Abs(h.Steer-was.Steer) > little || h.Throttle > was.Throttle+little || h.Braking > was.Braking+little)
}

// grip is the steering wheel in a person's hands. A key does not throw it over: held, it moves it towards the lock, and let
// go it swings back, neither of them at once nor ever quite to the end, so that a log holds a steering that a road could ask for.
type grip struct {
	turned float64 // of full lock, 1 is left
}

// The wheel's time constants, in seconds, and what full lock means.
const (
	heldS     = 0.45
	looseS    = 0.30
	analogS   = 0.06
	lockPerM  = 0.25 // the tightest curve that a lane has
	lockMPS2  = 6.0  // across the car: twice what the cruise control finds brisk
	gasMPS2   = 2.5
	brakeMPS2 = 6.0
	coastMPS2 = 0.3
)

// lock is the curvature of full lock at a speed, 1/m.
func lock(speedMPS float64) float64 {
	return min(lockPerM, lockMPS2/max(speedMPS*speedMPS, 1e-3))
}

// take puts the wheel where it steers a curvature: whoever takes it over does not jerk it.
func (g *grip) take(curvaturePerM, speedMPS float64) {
	g.turned = max(-1, min(curvaturePerM/lock(speedMPS), 1))
}

// move is one control tick of the hand: what is asked of the car.
func (g *grip) move(h Hand, speedMPS float64) sim.Command {
	target, constantS := 0.0, looseS
	switch {
	case h.Left != h.Right:
		constantS = heldS
		target = 1
		if h.Right {
			target = -1
		}
	case h.Analog:
		target, constantS = max(-1, min(h.Steer, 1)), analogS
	}
	const tickS = sim.ControlTicks * sim.TickS
	g.turned += (target - g.turned) * (1 - math.Exp(-tickS/constantS))
	return sim.Command{CurvaturePerM: g.turned * lock(speedMPS), AccelMPS2: accel(h)}
}

// accel is what the pedals ask for; the brake wins.
func accel(h Hand) float64 {
	gas, brake := 0.0, 0.0
	if h.Analog {
		gas, brake = h.Throttle, h.Braking
	}
	if h.Gas {
		gas = 1
	}
	if h.Brake {
		brake = 1
	}
	switch {
	case brake > idle:
		return -brakeMPS2 * min(brake, 1)
	case gas > idle:
		return gasMPS2 * min(gas, 1)
	}
	return -coastMPS2
}
