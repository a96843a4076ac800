package land

import "math"

// run is a stretch of the centre line: samples first to last.
type run struct{ first, last int }

// nearest gives the road coordinates of a point by the nearest of the runs' samples. Beyond what is known, d is large.
func (m *Map) nearest(runs []run, x, y float64) Node {
	const stride = 4 // 2 m: distances have no two minima within it
	best, square := -1, math.Inf(1)
	try := func(i int) {
		p := &m.samples[i]
		if q := (x-p.x)*(x-p.x) + (y-p.y)*(y-p.y); q < square {
			best, square = i, q
		}
	}
	for _, r := range runs {
		for i := r.first; i < r.last; i += stride {
			try(i)
		}
		try(r.last)
	}
	if best < 0 {
		return Node{D: float32(2 * m.reachM)}
	}
	coarse, n := best, len(m.samples)
	for i := coarse - stride; i <= coarse+stride; i++ {
		try((i + n) % n)
	}
	return m.samples[best].node(x, y)
}

// node takes the line for an arc near the sample: exact but for the change of curvature within half a step.
func (p *sample) node(x, y float64) Node {
	ahead := (x-p.x)*p.cos + (y-p.y)*p.sin
	left := (y-p.y)*p.cos - (x-p.x)*p.sin
	if math.Abs(p.k) < 1e-6 {
		return Node{D: float32(left), S: float32(p.s + ahead)}
	}
	across := 1 - p.k*left
	if across < 0.05 { // the circle's middle, where s has no meaning
		return Node{D: float32(left), S: float32(p.s)}
	}
	return Node{
		D: float32((1 - math.Hypot(p.k*ahead, across)) / p.k),
		S: float32(p.s + math.Atan2(p.k*ahead, across)/p.k),
	}
}
