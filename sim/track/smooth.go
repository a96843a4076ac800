package track

import (
	"fmt"
	"math"
	"sort"
)

// Limits of the smoothing of a surveyed line.
const (
	toleranceM       = 0.25 // no point of a file is moved by more
	maxLambdaM       = 60   // longer waves than this are the road itself
	bisections       = 24
	sampleM          = 0.5 // at most, between the samples that the table is made of
	maxSeries        = 1 << 17
	samplesAPoint    = 2
	maxSeriesSampleM = 4
)

// survey is a line as a file gives it: points of a closed curve with the tarmac's widths, and the lines of the file.
type survey struct {
	x, y, right, left []float64
	line              []int
}

// smooth makes a table of a survey. The noise of a survey bends a line of 5 m chords more than any road builder would;
// so the curve is taken as a periodic signal over its chord length, and its short waves are weakened as far as no point
// moves by more than toleranceM from its own place. anchors are the arc lengths of the points.
func smooth(p survey) (t table, anchors []float64, err error) {
	n := len(p.x)
	chords := make([]float64, n+1)
	for i := range n {
		j := (i + 1) % n
		chords[i+1] = chords[i] + math.Hypot(p.x[j]-p.x[i], p.y[j]-p.y[i])
	}
	period := chords[n]
	size := powerOfTwo(max(samplesAPoint*n, int(period/maxSeriesSampleM)))
	through := newSpline(p.x, p.y, chords)
	curve := newSeries(through.uniform(min(size, maxSeries)), period)
	for !keepsPoints(curve, p, chords, 0) { // points much closer than the mean
		if size *= 2; size > maxSeries {
			return table{}, nil, fmt.Errorf("%w: the points are too uneven to keep within %g m", ErrShape, toleranceM)
		}
		curve = newSeries(through.uniform(size), period)
	}
	lambda := widestFilter(curve, p, chords)

	dense := powerOfTwo(max(int(period/sampleM), len(curve.spectrum.x)))
	line := newCurve(curve, dense, lambda)
	length := line.arc[dense]
	samples := make([]sample, int(math.Ceil(length/stepM))+1)
	step := length / float64(len(samples)-1)
	point, heading := 0, 0.0
	for i := range samples {
		at := line.find(float64(step * float64(i)))
		s := line.sample(at)
		s.heading = heading + wrapAngle(s.heading-heading)
		heading = s.heading
		for point < n-1 && chords[point+1] <= at*period/float64(dense) {
			point++
		}
		u := min(max((at*period/float64(dense)-chords[point])/(chords[point+1]-chords[point]), 0), 1)
		next := (point + 1) % n
		s.right = float64((1-u)*p.right[point]) + float64(u*p.right[next])
		s.left = float64((1-u)*p.left[point]) + float64(u*p.left[next])
		samples[i] = s
	}
	anchors = make([]float64, n)
	for i := range anchors {
		anchors[i] = line.arcAt(chords[i] / period * float64(dense))
	}
	return newTable(samples, length), anchors, nil
}

// widestFilter is the largest lambda that moves no point too far.
func widestFilter(curve series, p survey, chords []float64) float64 {
	if keepsPoints(curve, p, chords, maxLambdaM) {
		return maxLambdaM
	}
	low, high := 0.0, float64(maxLambdaM)
	for range bisections {
		if middle := (low + high) / 2; keepsPoints(curve, p, chords, middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// keepsPoints says whether the filter leaves every point within the tolerance of its place.
func keepsPoints(curve series, p survey, chords []float64, lambda float64) bool {
	n := len(curve.spectrum.x)
	line := newCurve(curve, n, lambda)
	for i := range p.x {
		x, y := line.position(chords[i] / curve.periodM * float64(n))
		if !(math.Hypot(x-p.x[i], y-p.y[i]) <= toleranceM) {
			return false
		}
	}
	return true
}

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
	cubic := float64(u*u)*(1+float64(2*v)) + float64(a*float64(u*float64(v*v))) - float64(b*float64(v*float64(u*u)))
	return float64(i) + min(max(cubic, 0), 1)
}

// arcAt is the inverse of find, to a fraction of a sample.
func (c curve) arcAt(at float64) float64 {
	i := min(int(at), len(c.place.x)-1)
	return c.arc[i] + float64((at-float64(i))*(c.arc[i+1]-c.arc[i]))
}

// position is the cubic Hermite interpolation at a place in samples.
func (c curve) position(at float64) (x, y float64) {
	n := len(c.place.x)
	i := min(int(at), n-1)
	j, u := (i+1)%n, at-float64(i)
	v := 1 - u
	a0, b0 := float64(v*v)*(1+float64(2*u)), float64(u*u)*(1+float64(2*v))
	a1, b1 := float64(u*float64(v*v)), float64(v*float64(u*u))
	return float64(a0*c.place.x[i]) + float64(b0*c.place.x[j]) + float64(a1*c.first.x[i]) - float64(b1*c.first.x[j]),
		float64(a0*c.place.y[i]) + float64(b0*c.place.y[j]) + float64(a1*c.first.y[i]) - float64(b1*c.first.y[j])
}

// sample is a row of the table but for the widths.
func (c curve) sample(at float64) sample {
	n := len(c.place.x)
	i := min(int(at), n-1)
	j, u := (i+1)%n, at-float64(i)
	v := 1 - u
	between := func(p, slope []float64) float64 {
		a0, b0 := float64(v*v)*(1+float64(2*u)), float64(u*u)*(1+float64(2*v))
		a1, b1 := float64(u*float64(v*v)), float64(v*float64(u*u))
		return float64(a0*p[i]) + float64(b0*p[j]) + float64(a1*slope[i]) - float64(b1*slope[j])
	}
	dx, dy := between(c.first.x, c.second.x), between(c.first.y, c.second.y)
	ddx := float64(v*c.second.x[i]) + float64(u*c.second.x[j])
	ddy := float64(v*c.second.y[i]) + float64(u*c.second.y[j])
	speed := math.Hypot(dx, dy)
	return sample{
		x:       between(c.place.x, c.first.x),
		y:       between(c.place.y, c.first.y),
		heading: math.Atan2(dy, dx),
		k:       (float64(dx*ddy) - float64(dy*ddx)) / (speed * speed * speed),
	}
}
