package expert

import (
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// DartConfig sets the disturbance. Start from DefaultDart.
type DartConfig struct {
	WanderM     float64 // sd of the slow disturbance, as an offset that the law would answer
	KickM       float64 // of the hardest kick; 0 is no kicks
	KickEveryS  float64 // on average
	MostM       float64 // the car may drift so far from the lane's centre
	MostAccMPS2 float64 // lateral acceleration that the disturbance may ask for
	MostPerM    float64 // curvature that it may ask for
}

// DefaultDart spreads the car's offset with a standard deviation of 0.22 m on open road and 0.15 m in hairpins, up to about
// 0.7 m, and its course by up to 4 degrees at 20 m/s and 10 in hairpins. Wheels that turn by 0.4 rad/s take a curvature of
// 0.03 1/m back within a fifth of a second.
func DefaultDart() DartConfig {
	return DartConfig{WanderM: 0.26, KickM: 1.8, KickEveryS: 12, MostM: 0.7, MostAccMPS2: 3, MostPerM: 0.03}
}

// Scales of the disturbance. Its time is counted in lengths L of the way back, which makes offsets alike at every speed.
const (
	wanderLengths  = 3.0 // correlation of the slow disturbance: 1.3 s at 20 m/s
	kickShortest   = 0.8 // lengths
	kickLongest    = 1.6
	kickWeakest    = 0.4 // of KickM
	fadeM          = 0.2 // before MostM
	aheadSteps     = 4   // of half a length: so far the road is looked at for calm
	calmPerM       = 0.025
	wanderAtLeast  = 0.75 // of the slow disturbance is left where there is no calm
	controlPeriodS = sim.ControlTicks * sim.TickS
)

// Dart injects noise into the teacher's steering while the log keeps the teacher's own answer, so that the log holds
// mistakes with their corrections (Laskey et al. 2017, "DART: Noise Injection for Robust Imitation Learning",
// arXiv 1703.09327). The noise is an Ornstein-Uhlenbeck process w in metres that adds w/L^2 to the curvature, as if the car
// were w further to the right. Short kicks now and then bring it further out. The noise fades where the law's way
// back would pass MostM.
type Dart struct {
	config DartConfig
	world  *sim.World
	road   *track.Road
	rand   *rand.Rand
	wander float64 // m
	kick   float64 // m
	left   float64 // of the kick, in lengths
}

// NewDart returns the disturbance of a run's seed, for a car on a road.
func NewDart(world *sim.World, road *track.Road, seed uint64, c DartConfig) (*Dart, error) {
	if world == nil || road == nil {
		return nil, fmt.Errorf("%w: dart: world or road is nil: want both", ErrConfig)
	}
	for _, f := range []struct {
		name  string
		value float64
	}{{"WanderM", c.WanderM}, {"KickM", c.KickM}, {"KickEveryS", c.KickEveryS}, {"MostM", c.MostM},
		{"MostAccMPS2", c.MostAccMPS2}, {"MostPerM", c.MostPerM}} {
		if !(f.value >= 0) || math.IsInf(f.value, 0) {
			return nil, fmt.Errorf("%w: dart: %s is %v: want 0 or more", ErrConfig, f.name, f.value)
		}
	}
	if c.KickM > 0 && c.KickEveryS == 0 {
		return nil, fmt.Errorf("%w: dart: KickEveryS is 0: want more, or no kicks", ErrConfig)
	}
	return &Dart{config: c, world: world, road: road, rand: sim.Rand(seed, sim.StreamDart)}, nil
}

// Apply adds the disturbance to the driver's command.
func (d *Dart) Apply(s loop.Sample) sim.Command {
	speed := s.Truth.SpeedMPS
	l := Law{}.ReturnM(d.road, s.Lane.SM)
	d.advance(speed * controlPeriodS / l)
	calm := d.calm(s, l)
	w := float64(d.wander*(wanderAtLeast+float64((1-wanderAtLeast)*calm))) + float64(d.kick*calm)
	w *= d.room(s, l, math.Copysign(1, w))
	most := min(d.config.MostPerM, d.config.MostAccMPS2/max(speed*speed, 1e-9))
	c := s.Command
	c.CurvaturePerM += max(-most, min(w/(l*l), most))
	return c
}

// advance draws the disturbance for a step of so many lengths. Every step takes the same count of random numbers.
func (d *Dart) advance(lengths float64) {
	keep := math.Exp(-lengths / wanderLengths)
	d.wander = float64(d.wander*keep) + float64(d.config.WanderM*math.Sqrt(1-float64(keep*keep))*d.rand.NormFloat64())
	due, side, strength, length := d.rand.Float64(), d.rand.Float64(), d.rand.Float64(), d.rand.Float64()
	if d.left -= lengths; d.left > 0 {
		return
	}
	d.left, d.kick = 0, 0
	if d.config.KickM > 0 && due < controlPeriodS/d.config.KickEveryS {
		d.kick = math.Copysign(d.config.KickM*(kickWeakest+float64((1-kickWeakest)*strength)), side-0.5)
		d.left = kickShortest + float64((kickLongest-kickShortest)*length)
	}
}

// calm is 1 on a road of even curvature and 0 where it changes so fast that the wheels have enough to do.
func (d *Dart) calm(s loop.Sample, l float64) float64 {
	change := 0.0
	for i := range aheadSteps {
		p := d.road.LaneCentre(s.Lane.SM + float64(float64(i+1)*l/2))
		change = max(change, math.Abs(p.CurvaturePerM-s.Lane.CurvaturePerM))
	}
	return max(0, min(2-change/calmPerM, 1))
}

// room is the share of a disturbance to a side (+1 left, -1 right) that leaves the car within MostM, judged by the furthest
// point of the way back as the law would drive it from here: e(x) = (e + (e + L chi) x) exp(-x), with x in lengths.
func (d *Dart) room(s loop.Sample, l, side float64) float64 {
	e := s.Lane.OffsetM
	chi := s.Lane.HeadingErrorRad + d.world.SlipRad(s.Truth.SpeedMPS, s.Lane.CurvaturePerM)
	slope := e + float64(l*chi)
	furthest := side * e
	if slope != 0 {
		if x := 1 - e/slope; x > 0 {
			furthest = max(furthest, side*slope*math.Exp(-x))
		}
	}
	return max(0, min((d.config.MostM-furthest)/fadeM, 1))
}
