package lane

import "math"

// The measures of a road: two lanes of 3.5 m, the right one driven. The edge lines are painted outside of the lanes.
const (
	toCentreLineM = 1.75 // from the lane's centre, to the left
	toRightEdgeM  = -1.82
	toLeftEdgeM   = 5.32
)

// lines are where paint is expected, from the lane's centre to the left. They are alike for a car that is 3.5 m off: a lane is looked for
// within half of that.
var lines = [...]float64{toCentreLineM, toRightEdgeM, toLeftEdgeM}

// Boundaries are the places of the lane's left and right boundary and of the road's left one, from the lane's centre to the left.
func Boundaries() [3]float64 { return lines }

// ruts are where wheels keep snow away: those of the driven lane, and of the other.
var ruts = [...]float64{-0.75, 0.75, 2.75, 4.25}

// expected is the boundary nearest to a place that is so far to the left of the lane's centre.
func expected(k Kind, leftM float64) (boundaryM float64) {
	all := lines[:]
	if k == Rut {
		all = ruts[:]
	}
	best := math.Inf(1)
	for _, b := range all {
		if d := math.Abs(leftM - b); d < best {
			best, boundaryM = d, b
		}
	}
	return boundaryM
}
