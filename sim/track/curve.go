package track

import (
	"math"
	"sort"
)

// curve is a smoothed line in dense samples of the position and its derivatives by the sample's number.
type curve struct {
	place, first, second plane
	arc                  []float64 // n+1
}

func newCurve(from series, n int, lambda float64) curve {
	c := curve{place: from.samples(n, 0, lambda), first: from.samples(n, 1, lambda), second: from.samples(n, 2, lambda)}
	h := from.periodM / float64(n)
	speed, change := make([]float64, n), make([]float64, n)
	for i := range n {
		c.first.x[i] *= h
		c.first.y[i] *= h
		c.second.x[i] *= h * h
		c.second.y[i] *= h * h
		speed[i] = math.Hypot(c.first.x[i], c.first.y[i])
		if speed[i] > 0 {
			change[i] = (float64(c.first.x[i]*c.second.x[i]) + float64(c.first.y[i]*c.second.y[i])) / speed[i]
		}
	}
	c.arc = make([]float64, n+1)
	for i := range n { // the trapezoid with its correction at the ends (Euler and Maclaurin): fourth order
		j := (i + 1) % n
		c.arc[i+1] = c.arc[i] + max(float64((speed[i]+speed[j])/2)+float64((change[i]-change[j])/12), 0)
	}
	return c
}

// find is the place, in samples, at arc length s.
func (c curve) find(s float64) float64 {
	n := len(c.place.x)
	i := min(max(sort.SearchFloat64s(c.arc, s)-1, 0), n-1)
	length := c.arc[i+1] - c.arc[i]
	if length <= 0 {
		return float64(i)
	}
	j := (i + 1) % n
	u := (s - c.arc[i]) / length
	a, b := length/math.Hypot(c.first.x[i], c.first.y[i]), length/math.Hypot(c.first.x[j], c.first.y[j])
	v := 1 - u
	cubic := float64(float64(u*u)*(1+float64(2*v))) + float64(a*float64(u*float64(v*v))) - float64(b*float64(v*float64(u*u)))
	return float64(i) + min(max(cubic, 0), 1)
}

// arcAt is the inverse of find, to a fraction of a sample.
func (c curve) arcAt(at float64) float64 {
	i := min(int(at), len(c.place.x)-1)
	return c.arc[i] + float64((at-float64(i))*(c.arc[i+1]-c.arc[i]))
}

// position is the cubic Hermite interpolation at a place in samples.
func (c curve) position(at float64) (x, y float64) {
	return hermite(c.place.x, c.first.x, at), hermite(c.place.y, c.first.y, at)
}

// hermite is the cubic through a closed row of values with these slopes.
func hermite(value, slope []float64, at float64) float64 {
	n := len(value)
	i := min(int(at), n-1)
	j, u := (i+1)%n, at-float64(i)
	v := 1 - u
	a0, b0 := float64(v*v)*(1+float64(2*u)), float64(u*u)*(1+float64(2*v))
	a1, b1 := float64(u*float64(v*v)), float64(v*float64(u*u))
	return float64(a0*value[i]) + float64(b0*value[j]) + float64(a1*slope[i]) - float64(b1*slope[j])
}

// sample is a row of the table but for the widths.
func (c curve) sample(at float64) sample {
	n := len(c.place.x)
	i := min(int(at), n-1)
	j, u := (i+1)%n, at-float64(i)
	v := 1 - u
	dx, dy := hermite(c.first.x, c.second.x, at), hermite(c.first.y, c.second.y, at)
	ddx := float64(v*c.second.x[i]) + float64(u*c.second.x[j])
	ddy := float64(v*c.second.y[i]) + float64(u*c.second.y[j])
	speed := math.Hypot(dx, dy)
	return sample{
		x:       hermite(c.place.x, c.first.x, at),
		y:       hermite(c.place.y, c.first.y, at),
		heading: math.Atan2(dy, dx),
		k:       (float64(dx*ddy) - float64(dy*ddx)) / (speed * speed * speed),
	}
}
