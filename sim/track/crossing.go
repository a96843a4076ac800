package track

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrShape marks a line that no lane can follow.
var ErrShape = errors.New("no drivable road")

// Limits of a line that meets itself.
const (
	maxCrossings     = 64
	maxCrossingTests = 50_000_000
	crossingCellM    = 8 // at least; and two chords, so that those that meet begin in neighbouring cells
	crossingStride   = 4 // samples a chord
)

// findCrossings cuts the line into chords, looks for chords that meet with the help of a grid, and refines each meeting.
func findCrossings(t *table) ([]Crossing, error) {
	type cell struct{ x, y int }
	n := len(t.samples) - 1
	chords := (n + crossingStride - 1) / crossingStride
	end := func(c int) *sample { return &t.samples[min(c*crossingStride, n)] }
	sideM := max(crossingCellM, 2*crossingStride*t.step)
	grid := map[cell][]int{}
	var found []Crossing
	tests := 0
	for c := range chords {
		a, b := end(c), end(c+1)
		home := cell{int(math.Floor(a.x / sideM)), int(math.Floor(a.y / sideM))}
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, other := range grid[cell{home.x + dx, home.y + dy}] {
					if tests++; tests > maxCrossingTests {
						return nil, fmt.Errorf("%w: it lies over itself nearly everywhere, at %.1f m for one: want one lap", ErrShape, float64(c*crossingStride)*t.step)
					}
					if c-other < 2 || other == 0 && c == chords-1 || !meet(a, b, end(other), end(other+1)) {
						continue
					}
					first, second := t.refine(float64(other*crossingStride), float64(c*crossingStride))
					found = append(found, Crossing{first, second})
					if len(found) > 4*maxCrossings {
						return nil, fmt.Errorf("%w: it crosses itself over %d times, at %.1f m and %.1f m for one, want at most as many", ErrShape, maxCrossings, first, second)
					}
				}
			}
		}
		grid[home] = append(grid[home], c)
	}
	slices.SortFunc(found, func(a, b Crossing) int { return cmp.Compare(a.FirstM, b.FirstM) })
	found = slices.CompactFunc(found, func(a, b Crossing) bool { // a crossing at the joint of two chords is found twice
		return math.Abs(a.FirstM-b.FirstM) < stepM && math.Abs(a.SecondM-b.SecondM) < stepM
	})
	if len(found) > maxCrossings {
		return nil, fmt.Errorf("%w: it crosses itself %d times, first at %.1f m, want at most %d", ErrShape, len(found), found[0].FirstM, maxCrossings)
	}
	return found, nil
}

// meet says whether the chords ab and cd have a point in common; parallel ones have none, whatever rounding makes of them.
func meet(a, b, c, d *sample) bool {
	const parallel = 0.01 // radians
	across := float64((b.x-a.x)*(d.y-c.y)) - float64((b.y-a.y)*(d.x-c.x))
	if math.Abs(across) < parallel*math.Hypot(b.x-a.x, b.y-a.y)*math.Hypot(d.x-c.x, d.y-c.y) {
		return false
	}
	return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

// side says whether p lies to the left of ab.
func side(a, b, p *sample) bool {
	return float64((b.x-a.x)*(p.y-a.y)) > float64((b.y-a.y)*(p.x-a.x))
}

// refine is Newton's search for the two arc lengths, given in samples, where the line is at one place.
func (t *table) refine(first, second float64) (float64, float64) {
	s1, s2 := first*t.step, second*t.step
	for range 8 {
		a, b := t.at(s1), t.at(s2)
		sin1, cos1 := math.Sincos(a.heading)
		sin2, cos2 := math.Sincos(b.heading)
		det := float64(cos2*sin1) - float64(sin2*cos1)
		if math.Abs(det) < 1e-3 {
			break
		}
		dx, dy := b.x-a.x, b.y-a.y // a + u1 (cos1, sin1) = b + u2 (cos2, sin2)
		u1 := (float64(cos2*dy) - float64(sin2*dx)) / det
		u2 := (float64(cos1*dy) - float64(sin1*dx)) / det
		s1 += min(max(u1, -2), 2)
		s2 += min(max(u2, -2), 2)
	}
	s1, s2 = t.wrap(s1), t.wrap(s2)
	return min(s1, s2), max(s1, s2)
}
