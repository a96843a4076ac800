package track

import "math"

// Limits of the search along the lane.
const (
	maxLocateSteps  = 12
	maxLocateStepM  = 2.5  // a step never leaps over a hairpin
	minLocateScale  = 0.3  // of 1 - k d, which is 0 for a car in the middle of a bend's circle
	locateAccuracyM = 1e-9 // a nanometre
)

// Locate finds a car near arc length hint: it follows the road from there and never jumps to another branch.
// Hints may be some metres off.
func (r *Road) Locate(hint, x, y, heading float64) Position {
	s := r.follow(hint, x, y)
	f := r.table.at(s)
	sin, cos := math.Sincos(f.heading)
	return Position{
		SM:              f.s,
		OffsetM:         float64((y-f.y)*cos) - float64((x-f.x)*sin) - r.Lane.CentreM,
		HeadingErrorRad: wrapAngle(heading - f.heading),
		CurvaturePerM:   abreast(f.k, r.Lane.CentreM),
	}
}

// follow is Newton's search for the place whose normal goes through (x, y), starting at s.
func (r *Road) follow(s, x, y float64) float64 {
	for range maxLocateSteps {
		f := r.table.at(s)
		sin, cos := math.Sincos(f.heading)
		ahead := float64((x-f.x)*cos) + float64((y-f.y)*sin)
		left := float64((y-f.y)*cos) - float64((x-f.x)*sin)
		step := ahead / max(1-float64(f.k*left), minLocateScale)
		step = min(max(step, -maxLocateStepM), maxLocateStepM)
		s += step
		if !(math.Abs(step) > locateAccuracyM) {
			break
		}
	}
	return s
}

// Nearest is the arc length of the centre line's nearest point in the whole plane whose direction is within a right angle of
// heading. It is for a car that comes from nowhere; where branches cross, heading decides.
func (r *Road) Nearest(x, y, heading float64) (s float64) {
	sin, cos := math.Sincos(heading)
	best, nearest := math.Inf(1), 0
	for i := range r.table.samples[1:] {
		p := &r.table.samples[i]
		if float64(p.directionX*cos)+float64(p.directionY*sin) < 0 {
			continue
		}
		if d := float64((x-p.x)*(x-p.x)) + float64((y-p.y)*(y-p.y)); d < best {
			best, nearest = d, i
		}
	}
	coarse := float64(float64(nearest) * r.table.step)
	fine := r.follow(coarse, x, y)
	if math.Abs(fine-coarse) > 2*r.table.step { // the place is at the edge of the allowed directions, not abreast of the point
		fine = coarse
	}
	return r.table.wrap(fine)
}
