package track

import (
	"fmt"
	"math"
)

// The tarmac beside the lane.
const (
	shoulderM    = 0.25 // at least, beyond the lane's borders: room for their paint
	foldShare    = 0.9  // of a bend's radius that the inner border may reach
	maxTaper     = 0.5  // metres of width a metre of road
	maxCurvature = 1.0  // 1/m, of a centre line
)

// fitTarmac clips the inner border where it would fold, and widens tarmac that is narrower than the lane.
// Where both cannot be, the lane wins: checkLane has seen that it does not fold.
func fitTarmac(t *table, lane Lane) {
	laneRight, laneLeft := max(lane.WidthM/2-lane.CentreM, 0), max(lane.WidthM/2+lane.CentreM, 0)
	n := len(t.samples) - 1
	taper := maxTaper * t.step
	for lap := range 2 { // the second lap carries the taper over the start
		for i := range n {
			s, before := &t.samples[i], &t.samples[(i-1+n)%n]
			s.fit(laneRight, laneLeft)
			if lap > 0 || i > 0 {
				s.right, s.left = min(s.right, before.right+taper), min(s.left, before.left+taper)
			}
		}
	}
	for i := 2*n - 1; i >= 0; i-- {
		s, after := &t.samples[i%n], &t.samples[(i+1)%n]
		s.right, s.left = min(s.right, after.right+taper), min(s.left, after.left+taper)
	}
	t.samples[n].right, t.samples[n].left = t.samples[0].right, t.samples[0].left
}

func (s *sample) fit(laneRight, laneLeft float64) {
	s.right, s.left = max(s.right, laneRight+shoulderM), max(s.left, laneLeft+shoulderM)
	if s.k < 0 {
		s.right = max(min(s.right, -foldShare/s.k), laneRight)
	} else if s.k > 0 {
		s.left = max(min(s.left, foldShare/s.k), laneLeft)
	}
}

// checkLane says at which sample the lane folds: where one of its borders or its centre has no radius left.
func checkLane(t *table, lane Lane) (at int, err error) {
	right := lane.CentreM - lane.WidthM/2
	worst, value := -1, 0.0
	for i := range t.samples {
		k := t.samples[i].k
		if !(math.Abs(k) <= maxCurvature && 1-float64(k*right) > 0) && (worst < 0 || !(math.Abs(k) <= value)) {
			worst, value = i, math.Abs(k)
		}
	}
	if worst < 0 {
		return turnsBack(t)
	}
	k := t.samples[worst].k
	if k < 0 {
		return worst, fmt.Errorf("%w: the lane folds: a right-hand bend of radius %.2f m, want over %.2f m", ErrShape, -1/k, -right)
	}
	return worst, fmt.Errorf("%w: the line folds: a left-hand bend of radius %.2f m, want at least %.2f m", ErrShape, 1/k, 1/maxCurvature)
}

// turnsBack says at which sample the line turns on the spot, as one through points in a row must at its ends: no sample sees that bend.
func turnsBack(t *table) (at int, err error) {
	for i := range len(t.samples) - 1 {
		if turn := math.Abs(t.samples[i+1].heading - t.samples[i].heading); !(turn <= 2*maxCurvature*t.step) {
			return i, fmt.Errorf("%w: the line folds: it turns by %.0f degrees on the spot", ErrShape, turn*180/math.Pi)
		}
	}
	return 0, nil
}
