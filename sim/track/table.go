package track

import "math"

// stepM is about the distance between the samples of a centre line.
const stepM = 0.25

// sample is one row of the table; direction is the unit vector of heading, which runs on over full turns.
type sample struct {
	x, y, directionX, directionY float64
	heading, k                   float64
	right, left                  float64 // tarmac
}

// table is a closed line in samples of uniform arc length. The last sample is the first one again, a lap later.
type table struct {
	samples       []sample // n+1
	step, lengthM float64
}

// newTable takes n+1 samples of uniform distance over lengthM and closes them: the last becomes the first again.
func newTable(samples []sample, lengthM float64) table {
	n := len(samples) - 1
	for i := range samples {
		samples[i].directionY, samples[i].directionX = math.Sincos(samples[i].heading)
	}
	turns := math.Round((samples[n].heading - samples[0].heading) / (2 * math.Pi))
	samples[n] = samples[0]
	samples[n].heading += float64(2 * math.Pi * turns)
	return table{samples: samples, step: lengthM / float64(n), lengthM: lengthM}
}

// foot is the line at one arc length.
type foot struct{ s, x, y, heading, k float64 }

// scale makes the line larger. It stays as wide as it is.
func (t *table) scale(by float64) {
	if by == 1 {
		return
	}
	for i := range t.samples {
		s := &t.samples[i]
		s.x, s.y, s.k = s.x*by, s.y*by, s.k/by
	}
	t.step, t.lengthM = t.step*by, t.lengthM*by
}

// at evaluates the line: cubic Hermite position and heading, linear curvature.
func (t *table) at(s float64) foot {
	s, i, u := t.find(s)
	a, b, h := &t.samples[i], &t.samples[i+1], t.step
	v := 1 - u
	a0 := float64(v*v) * (1 + float64(2*u))
	b0 := float64(u*u) * (1 + float64(2*v))
	a1 := float64(u*float64(v*v)) * h
	b1 := -float64(v*float64(u*u)) * h
	return foot{
		s:       s,
		x:       float64(a0*a.x) + float64(b0*b.x) + float64(a1*a.directionX) + float64(b1*b.directionX),
		y:       float64(a0*a.y) + float64(b0*b.y) + float64(a1*a.directionY) + float64(b1*b.directionY),
		heading: float64(a0*a.heading) + float64(b0*b.heading) + float64(a1*a.k) + float64(b1*b.k),
		k:       float64(v*a.k) + float64(u*b.k),
	}
}

func (t *table) widths(s float64) (right, left float64) {
	_, i, u := t.find(s)
	a, b := &t.samples[i], &t.samples[i+1]
	v := 1 - u
	return float64(v*a.right) + float64(u*b.right), float64(v*a.left) + float64(u*b.left)
}

// find wraps s and says between which samples it lies, and how far along. What is not a number is the start.
func (t *table) find(s float64) (wrapped float64, i int, u float64) {
	s = t.wrap(s)
	q := s / t.step
	i = min(int(q), len(t.samples)-2)
	return s, i, min(q-float64(i), 1)
}

func (t *table) wrap(s float64) float64 {
	s -= float64(t.lengthM * math.Floor(s/t.lengthM))
	if s >= 0 && s < t.lengthM {
		return s
	}
	return 0 // rounding at the end of the lap, NaN, infinity
}

// wrapAngle brings a to (-pi, pi].
func wrapAngle(a float64) float64 {
	if a > -math.Pi && a <= math.Pi {
		return a
	}
	a -= float64(2 * math.Pi * math.Ceil((a-math.Pi)/(2*math.Pi)))
	if a <= -math.Pi {
		a = math.Pi
	}
	return a
}
