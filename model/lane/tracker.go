package lane

import "math"

// Tracker keeps a lane from frame to frame, as an extended Kalman filter whose measurement is the robust fit. It is not safe for
// concurrent use.
type Tracker struct {
	x       numbers
	spread  [4]numbers // covariance
	fitter  fitter
	sparse  []Point
	usual   float64 // support of the last frames
	painted float64 // of paint and wheel tracks
	Quality Quality
}

// Quality is how far a lane can be trusted.
type Quality struct {
	Support float64 // points on the boundaries, each counted as far as it is surely what it was taken for
	Share   float64 // of them among those and the paint elsewhere
	Coasted int     // frames since boundaries were found
	Known   bool    // there is a lane
}

// A frame counts when the boundaries have so much support: more where no lane was expected, since among clutter something always fits. A lane
// that was seen coasts for so many frames, a second.
const (
	leastSupport = 4.0
	leastShare   = 0.25
	firstSupport = 6.0
	firstShare   = 0.4
	mostCoasted  = 20
)

// A lane that has lost half of the support that it had may be another: the car was put elsewhere, and nobody told. Dashes and shadows come and go
// by less, and the lane that is looked for then must be clearly better: among clutter a wrong one is soon found.
const (
	suspicious = 0.5
	better     = 4.0 / 3
	steady     = 0.9 // of the usual support, what a frame leaves
)

// Borders of the tarmac count in full where so little paint supports the lane, as dashes do, and not at all where so much does, as lines on both sides at
// speed: they are rougher.
const (
	littlePaint = 25.0
	muchPaint   = 50.0
)

// weighBorders sets what borders count for beside so much paint.
func (f *fitter) weighBorders(painted float64) {
	f.borders = max(0, min((muchPaint-painted)/(muchPaint-littlePaint), 1))
}

// Lane is where the lane is now.
func (t *Tracker) Lane() Lane { return t.x.lane() }

// Motion is what the car has done since the last frame, as far as it knows itself.
type Motion struct {
	AheadM        float64
	CurvaturePerM float64 // of its path
	SlipRad       float64 // from its axis to its path
}

// Predict moves the lane to where the car's motion leaves it.
func (t *Tracker) Predict(m Motion, speedMPS float64) {
	d := m.AheadM
	x := t.x
	x[0] += d * (t.x[1] - m.SlipRad)
	x[1] += d * (t.x[2] + t.x[3]*d/2 - m.CurvaturePerM)
	x[2] += d * t.x[3]
	x[3] *= calm
	move := [4]numbers{{1, d, 0, 0}, {0, 1, d, d * d / 2}, {0, 0, 1, d}, {0, 0, 0, calm}}
	t.x, t.spread = x, sandwich(move, t.spread)
	bend, grow := bounds(speedMPS)
	for i, q := range [...]float64{0.02, 0.01, 0.05 * bend, 0.3 * grow} {
		t.spread[i][i] += q * q
	}
	// No road is built for less than the car's speed: what is not seen is bounded.
	for i, most := range [...]float64{1, 0.5, bend, grow} {
		if over := math.Sqrt(t.spread[i][i]) / most; over > 1 {
			for j := range 4 {
				t.spread[i][j] /= over
				t.spread[j][i] /= over
			}
		}
	}
}

// calm is how a change of the curvature dies away from frame to frame.
const calm = 0.96

// bounds are the standard deviations of a road's curvature, 1/m, and of its change, 1/m^2, where one drives at a speed: that of 4 m/s^2 to the
// side, there or gone within a second, no faster than wheels turn, within the tightest bends of roads.
func bounds(speedMPS float64) (bendPerM, growPerM2 float64) {
	v := max(speedMPS, 1)
	return min(4/(v*v), 0.25), min(4/(v*v*v), 0.1/v, 0.03)
}

// RangeM is how far ahead the lane is fitted: about a second and a half; beyond the next change of the curvature no clothoid goes.
func RangeM(speedMPS float64) float64 { return 6 + float64(1.4*speedMPS) }

// Update takes the points of a frame.
func (t *Tracker) Update(points []Point, speedMPS float64) {
	t.fitter.tarmac.begin()
	t.fitter.weighBorders(t.painted)
	reach := RangeM(speedMPS)
	good := false
	var best fit
	if t.Quality.Known {
		if prior, ok := inverse(t.spread); ok {
			best = t.fitter.fit(points, t.x, prior, reach)
			good = best.good()
		}
	}
	if !good || best.support < suspicious*t.usual {
		if found, ok := t.acquire(points, speedMPS); ok && (!good || found.beats(best)) {
			best, good, t.usual, t.painted = found, true, found.support, found.painted
		}
	}
	t.usual = steady*t.usual + (1-steady)*best.support
	t.painted = steady*t.painted + (1-steady)*best.painted
	t.Quality.Support, t.Quality.Share = best.support, best.share()
	if good {
		if spread, ok := inverse(best.inform); ok {
			if best.painted >= leastSupport && t.Quality.Coasted == 0 {
				t.fitter.learn(points, best.x, reach)
			}
			t.x, t.spread, t.Quality.Coasted, t.Quality.Known = best.x, spread, 0, true
			return
		}
	}
	if t.Quality.Coasted++; t.Quality.Coasted > mostCoasted {
		t.Quality.Known = false
	}
}

// beats says whether a lane that was looked for may replace the one that was expected: there must be more paint that speaks for it, and less against it.
func (f fit) beats(expected fit) bool {
	return f.corroborated() > better*expected.corroborated() && f.share() > better*expected.share()
}

func (f fit) share() float64 { return f.support / max(f.support+f.against, 1e-9) }

// good says whether a fit is one of a lane that the car may be on.
func (f fit) good() bool {
	return f.support >= leastSupport && f.share() >= leastShare && math.Abs(f.x[0]) < 1.7 && math.Abs(f.x[1]) < 1 && math.Abs(f.x[2]) < 0.5
}
