package track

import (
	"fmt"
	"math"
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
