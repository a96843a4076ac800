package lane

import (
	"image"
	"math"

	"steersim/sim"
)

// road is a lane whose boundaries are written down as points, and what else there may be in a frame. It is a Finder.
type road struct {
	lane     Lane
	paint    bool
	ruts     bool
	dashes   bool       // the centre line alone is painted
	borders  [2]float64 // of the tarmac, to the right and to the left of the lane's centre; 0: none is seen
	clutter  int        // points anywhere on the ground ahead
	noiseM   float64
	draws    uint64
	points   []Point
	farthest float64
}

// Find walks the centre in steps of its own and puts the boundaries beside it: no line of it is the fit's.
func (r *road) Find(*image.RGBA) ([]Point, error) {
	rng := sim.Rand(r.draws, sim.StreamCamera)
	r.points = r.points[:0]
	const stepM = 0.01
	x, y, heading, next := 0.0, r.lane.LeftM, r.lane.TurnRad, 0.0
	for s := 0.0; s < r.farthest; s += stepM {
		if s >= next {
			next += 0.25 + s*s*0.003
			add := func(k Kind, left float64) {
				left += r.noiseM * rng.NormFloat64()
				if px, py := x-left*math.Sin(heading), y+left*math.Cos(heading); px > 2.4 {
					r.points = append(r.points, Point{ForwardM: px, LeftM: py, Contrast: 60, Noise: 1, Kind: k})
				}
			}
			if r.paint {
				add(Paint, -1.82)
				if math.Mod(s, 9) < 4 {
					add(Paint, 1.75)
				}
				add(Paint, 5.32)
			}
			if r.dashes && math.Mod(s, 9) < 4 {
				add(Paint, 1.75)
			}
			if r.borders[0] > 0 {
				add(Border, -r.borders[0])
				add(Border, r.borders[1])
				if math.Mod(s, 9) < 6 {
					add(Border, -r.borders[0]-1.2) // grass beyond gravel
				}
			}
			if r.ruts {
				add(Rut, 0.75)
				add(Rut, -0.75)
				add(Rut, 2.75)
				add(Rut, 4.25)
			}
		}
		x, y = x+stepM*math.Cos(heading), y+stepM*math.Sin(heading)
		heading += stepM * (r.lane.CurvaturePerM + r.lane.CurvatureGrowPerM2*s)
	}
	for range r.clutter {
		r.points = append(r.points, Point{ForwardM: 3 + 30*rng.Float64(), LeftM: 16*rng.Float64() - 8, Contrast: 30, Noise: 3})
	}
	return r.points, nil
}

// after is the lane once the car has gone a little along a path.
func (l Lane) after(aheadM, pathPerM float64) Lane {
	const steps = 100
	d := aheadM / steps
	for range steps {
		l.LeftM += d * math.Tan(l.TurnRad)
		l.TurnRad += d * (l.CurvaturePerM - pathPerM)
		l.CurvaturePerM += d * l.CurvatureGrowPerM2
	}
	return l
}
