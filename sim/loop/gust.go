package loop

import (
	"fmt"
	"math"

	"steersim/sim"
)

// Gusts push against the car from the side, now from the left and now from the right: each is half a sine of lateral acceleration.
// They are a Disturbance.
type Gusts struct {
	seed      uint64
	mostMPS2  float64
	everyTick int64
}

// A gust lasts two seconds, and begins somewhere in each five.
const (
	gustS      = 2.0
	gustEveryS = 5.0
)

// NewGusts blows so strongly at the height of a gust.
func NewGusts(seed uint64, mostMPS2 float64) (*Gusts, error) {
	if !(mostMPS2 >= 0 && mostMPS2 <= 10) {
		return nil, fmt.Errorf("%w: gusts of %v m/s^2, want 0 to 10", ErrConfig, mostMPS2)
	}
	return &Gusts{seed: seed, mostMPS2: mostMPS2, everyTick: int64(gustEveryS / sim.TickS)}, nil
}

// Apply bends the car's path by what blows.
func (g *Gusts) Apply(s Sample) sim.Command {
	const least = 3.0 // m/s: a car that crawls is held by its tyres
	speed := max(s.Truth.SpeedMPS, least)
	s.Command.CurvaturePerM += float64(g.acceleration(s.Truth.Tick) / (speed * speed))
	return s.Command
}

// acceleration is the wind's at a tick, to the left.
func (g *Gusts) acceleration(tick int64) float64 {
	n := tick / g.everyTick
	draw := sim.Rand(g.seed+uint64(n)<<32, sim.StreamGusts)
	begin := float64(draw.Float64() * (gustEveryS - gustS))
	strength := g.mostMPS2 * (float64(2*draw.Float64()) - 1)
	at := float64(float64(tick%g.everyTick)*sim.TickS) - begin
	if at < 0 || at > gustS {
		return 0
	}
	return strength * math.Sin(math.Pi*at/gustS)
}
