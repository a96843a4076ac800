package camera

import (
	"math"

	"steersim/sim"
)

// cross puts the car's own branch on top of every bridge: the one that lies nearer ahead of the car, along the road.
func (p *Painter) cross(s sim.State) {
	m := p.config.Ground.land
	if len(m.Bridges) == 0 {
		return
	}
	const passedM = 30 // behind the car, a branch still counts as the car's
	at := p.carAt(s)
	for i := range m.Bridges {
		b := &m.Bridges[i]
		ahead := func(branch int) float64 {
			way := b.SM[branch] - at + passedM
			return way - m.LengthM*math.Floor(way/m.LengthM)
		}
		branch := 0
		if ahead(1) < ahead(0) {
			branch = 1
		}
		p.branches[i] = branch
		for _, place := range b.Places {
			p.coordinates[place.Place] = place.Tiles[branch]
		}
	}
}

// carAt is the arc length that the car is at: of the roads beneath it, the one that it drives along.
func (p *Painter) carAt(s sim.State) float64 {
	m := p.config.Ground.land
	f := &p.frame
	best, at := math.Inf(-1), 0.0
	try := func(sM float64) {
		if along := math.Cos(m.Road().Centre(sM).HeadingRad - f.headingRad); along > best {
			best, at = along, sM
		}
	}
	x, y := float32(f.x-p.originX), float32(f.y-p.originY)
	var q probe
	for branch := range 2 {
		for i := range m.Bridges {
			for _, place := range m.Bridges[i].Places {
				p.coordinates[place.Place] = place.Tiles[branch]
			}
		}
		if p.probe(&q, x, y, shadeLevels); q.on {
			try(float64(q.s))
		}
	}
	if best < 0 { // off the road, or turned around
		return m.Road().Nearest(f.x, f.y, f.headingRad)
	}
	return at
}
