package loop

import (
	"fmt"
	"math"

	"steersim/sim"
	"steersim/sim/track"
)

// CruiseConfig limits the speed. Start from DefaultCruise.
type CruiseConfig struct {
	LateralMPS2     float64 // in curves
	TopMPS          float64
	BrakeMPS2       float64 // positive
	AccelMPS2       float64
	TurningPerMPerS float64 // how fast the curvature may change
}

// DefaultCruise is what a passenger finds brisk: 3 m/s2 in curves, 20 m/s, braking with 2 and accelerating with 1.5 m/s2. The
// curvature changes by no more than 0.15 1/(m s), which is what wheels can follow that turn by 0.4 rad/s on a wheelbase of 2.6 m.
func DefaultCruise() CruiseConfig {
	return CruiseConfig{LateralMPS2: 3, TopMPS: 20, BrakeMPS2: 2, AccelMPS2: 1.5, TurningPerMPerS: 0.15}
}

// Cruise is the cruise control of one road: it knows the speed for every place and keeps to it. It is safe for concurrent
// use: nothing in it changes after construction. Build it once a road.
type Cruise struct {
	road    *track.Road
	config  CruiseConfig
	stepM   float64   // of the road's centre line
	square  []float64 // speed squared at every step; linear in between, as under constant acceleration
	lapS    float64
	hardest float64 // braking, m/s2
}

// Steps of the speed profile are about this long, a quarter of the tightest lane's radius. The change of the curvature is
// measured over about a wheelbase: the car averages what is shorter.
const (
	cruiseStepM = 1.0
	turningM    = 3.0
)

// The car may brake so much harder than planned, to catch up.
const brakeReserve = 1.5

// NewCruise plans the speed along a road's lane: the curves' own speed everywhere, then what braking for the next curve and
// accelerating out of the last one leave of it.
func NewCruise(road *track.Road, c CruiseConfig) (*Cruise, error) {
	if road == nil {
		return nil, fmt.Errorf("%w: cruise: road is nil: want a road", ErrConfig)
	}
	for _, f := range []struct {
		name  string
		value float64
	}{{"LateralMPS2", c.LateralMPS2}, {"TopMPS", c.TopMPS}, {"BrakeMPS2", c.BrakeMPS2}, {"AccelMPS2", c.AccelMPS2},
		{"TurningPerMPerS", c.TurningPerMPerS}} {
		if !(f.value > 0) || math.IsInf(f.value, 0) {
			return nil, fmt.Errorf("%w: cruise: %s is %v: want a positive number", ErrConfig, f.name, f.value)
		}
	}
	n := max(int(math.Ceil(road.LengthM()/cruiseStepM)), 8)
	p := &Cruise{road: road, config: c, stepM: road.LengthM() / float64(n), square: make([]float64, n), hardest: brakeReserve * c.BrakeMPS2}
	points := make([]track.Point, n)
	lengths := make([]float64, n) // of the lane, from each step to the next
	for i := range n {
		points[i] = road.LaneCentre(float64(i) * p.stepM)
		turning := c.TurningPerMPerS / max(turningPerM2(road, points[i].SM), 1e-9)
		p.square[i] = min(float64(c.TopMPS*c.TopMPS), c.LateralMPS2/max(math.Abs(points[i].CurvaturePerM), 1e-9), turning*turning)
	}
	for i := range n {
		next := points[(i+1)%n]
		lengths[i] = math.Hypot(next.XM-points[i].XM, next.YM-points[i].YM)
	}
	// Twice around: the first time the limit at the seam is not known yet.
	for i := 2*n - 1; i >= 0; i-- {
		at, next := i%n, (i+1)%n
		p.square[at] = min(p.square[at], p.square[next]+float64(2*c.BrakeMPS2*lengths[at]))
	}
	for i := range 2 * n {
		at, next := i%n, (i+1)%n
		p.square[next] = min(p.square[next], p.square[at]+float64(2*c.AccelMPS2*lengths[at]))
	}
	for i := range n {
		p.lapS += 2 * lengths[i] / (math.Sqrt(p.square[i]) + math.Sqrt(p.square[(i+1)%n]))
	}
	return p, nil
}

// turningPerM2 is the change of the lane's curvature for every metre of the lane, around arc length s.
func turningPerM2(road *track.Road, s float64) float64 {
	from, to := road.LaneCentre(s-turningM/2), road.LaneCentre(s+turningM/2)
	length := max(math.Hypot(to.XM-from.XM, to.YM-from.YM), turningM/2)
	return math.Abs(to.CurvaturePerM-from.CurvaturePerM) / length
}

// SpeedMPS is the planned speed at an arc length of the road's centre line.
func (p *Cruise) SpeedMPS(s float64) float64 {
	at := s / p.stepM
	i := math.Floor(at)
	n := len(p.square)
	k := int(math.Mod(i, float64(n)))
	if k < 0 {
		k += n
	}
	here, next := p.square[k], p.square[(k+1)%n]
	return math.Sqrt(here + float64((next-here)*(at-i)))
}

// AccelMPS2 takes a car at s to the speed that is planned for where the next control tick finds it.
func (p *Cruise) AccelMPS2(s, speedMPS float64) float64 {
	const periodS = sim.ControlTicks * sim.TickS
	want := p.SpeedMPS(s + float64(speedMPS*periodS))
	return max(-p.hardest, min((want-speedMPS)/periodS, p.config.AccelMPS2))
}

// LapS is how long a lap takes at the planned speed.
func (p *Cruise) LapS() float64 { return p.lapS }
