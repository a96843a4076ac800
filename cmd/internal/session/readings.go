package session

import (
	"math"

	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

func (s *Session) Score() (autonomyPct float64, interventions int, distanceM float64) {
	n := s.score.interventions
	if s.score.ticks == 0 {
		return 100, n, s.travel
	}
	return eval.AutonomyPct(n, float64(s.score.ticks)*controlS), n, s.travel
}

func (s *Session) Sample() loop.Sample { return s.last }

func (s *Session) Pose(share float64) sim.State { return between(s.last.Truth, s.world.State(), share) }

func (s *Session) Picture() []float32 {
	if s.pilot == nil || s.ticks == 0 {
		return nil
	}
	return s.pilot.Picture()
}

func (s *Session) Hands() Hands { return s.wheel.hands }

func (s *Session) Laps() (count int, nowS, lastS float64) {
	return s.lap.count, s.lap.nowS, s.lap.lastS
}

func (s *Session) Cruise() bool { return s.cruise }

func (s *Session) Scene() string { return s.config.Scene }

func (s *Session) ExpertPerM() float64 { return s.wheel.expertPerM }

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
