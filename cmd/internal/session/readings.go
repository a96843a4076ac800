package session

import (
	"math"

	"steersim/cmd/internal/setup"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// Score is how the network drove so far. A person who takes the wheel from it is an intervention, as in NVIDIA's counting; the
// time in which somebody else drives does not count. The distance is the whole drive's.
func (s *Session) Score() (autonomyPct float64, interventions int, distanceM float64) {
	n := s.score.interventions
	if s.score.ticks == 0 {
		return 100, n, s.travel
	}
	return eval.AutonomyPct(n, float64(s.score.ticks)*controlS), n, s.travel
}

// Sample is the newest control tick.
func (s *Session) Sample() loop.Sample { return s.last }

// Pose is the car between the newest control tick and the next: share 0 to 1.
func (s *Session) Pose(share float64) sim.State { return between(s.last.Truth, s.world.State(), share) }

// Picture is what the network looked at last, (C, H, W) from 0 to 255; nil without a network and before the first tick.
func (s *Session) Picture() []float32 {
	if s.pilot == nil || s.ticks == 0 {
		return nil
	}
	return s.pilot.Picture()
}

// Lane is the traditional driver, whose last frame can be looked into; nil without it and before the first tick.
func (s *Session) Lane() *setup.LanePilot {
	if s.ticks == 0 {
		return nil
	}
	return s.lane
}

// DriverName is what is shown of who has the wheel.
func (s *Session) DriverName() string {
	if s.wheel.hands == Net && s.lane != nil {
		return "lane"
	}
	return s.wheel.hands.String()
}

// Hands says who has the wheel.
func (s *Session) Hands() Hands { return s.wheel.hands }

// Laps counts them, with the time of this one and of the last.
func (s *Session) Laps() (count int, nowS, lastS float64) {
	return s.lap.count, s.lap.nowS, s.lap.lastS
}

// Cruise says whether the cruise control has the pedals.
func (s *Session) Cruise() bool { return s.cruise }

// Scene is the name of the weather and light.
func (s *Session) Scene() string { return s.config.Scene }

// ExpertPerM is the curvature that the expert would ask for.
func (s *Session) ExpertPerM() float64 { return s.wheel.expertPerM }

// between is a state on the way from a to b. A car that was put elsewhere is where it was put.
func between(a, b sim.State, share float64) sim.State {
	const leapM = 3.0
	if math.Hypot(b.XM-a.XM, b.YM-a.YM) > leapM {
		return b
	}
	mix := func(p, q float64) float64 { return p + share*(q-p) }
	s := b
	s.Tick = a.Tick
	s.XM, s.YM = mix(a.XM, b.XM), mix(a.YM, b.YM)
	s.HeadingRad = a.HeadingRad + share*math.Remainder(b.HeadingRad-a.HeadingRad, 2*math.Pi)
	s.SpeedMPS, s.SteerRad = mix(a.SpeedMPS, b.SpeedMPS), mix(a.SteerRad, b.SteerRad)
	return s
}
