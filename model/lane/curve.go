package lane

import "math"

// Lane is the driven lane as the car sees it: a clothoid along its centre.
type Lane struct {
	LeftM              float64 // of the centre of mass, of the lane's centre abreast of it: minus the car's offset
	TurnRad            float64 // of the car's body, of the lane: minus the heading's error
	CurvaturePerM      float64 // abreast of the car
	CurvatureGrowPerM2 float64 // for every metre ahead
}

// numbers are the lane's four, as a vector.
type numbers [4]float64

func (x numbers) lane() Lane { return Lane{x[0], x[1], x[2], x[3]} }

// OffsetM is how far the car is to the left of the lane's centre.
func (l Lane) OffsetM() float64 { return -l.LeftM * math.Cos(l.TurnRad) }

// CurvatureAt is the curvature so far ahead.
func (l Lane) CurvatureAt(aheadM float64) float64 {
	return l.CurvaturePerM + float64(l.CurvatureGrowPerM2*aheadM)
}

// turnAt is the direction of the centre so far along it, of the car's body.
func (l Lane) turnAt(s float64) float64 {
	return l.TurnRad + s*(l.CurvaturePerM+l.CurvatureGrowPerM2*s/2)
}

// Walk visits the line that runs so far to the left of the lane's centre, from abreast of the car on, in steps of a decimetre.
func (l Lane) Walk(leftM, lengthM float64, visit func(forwardM, leftM float64)) {
	const stepM = 0.1
	x, y := 0.0, l.LeftM
	for s := 0.0; s <= lengthM; s += stepM {
		sin, cos := math.Sincos(l.turnAt(s))
		visit(x-leftM*sin, y+leftM*cos)
		sin, cos = math.Sincos(l.turnAt(s + stepM/2))
		x, y = x+stepM*cos, y+stepM*sin
	}
}

// curve is a lane's centre, sampled.
type curve struct {
	at []node
}

// node is a place of the curve and its direction.
type node struct{ x, y, cos, sin float64 }

const (
	nodeM     = 0.5
	mostNodes = 90
)

// trace samples a lane up to a length.
func (c *curve) trace(l Lane, lengthM float64) {
	n := min(int(lengthM/nodeM)+2, mostNodes)
	if cap(c.at) < n {
		c.at = make([]node, mostNodes)
	}
	c.at = c.at[:n]
	x, y := 0.0, l.LeftM
	for i := range c.at {
		s := float64(i) * nodeM
		sin, cos := math.Sincos(l.turnAt(s))
		c.at[i] = node{x, y, cos, sin}
		sin, cos = math.Sincos(l.turnAt(s + nodeM/2))
		x, y = x+nodeM*cos, y+nodeM*sin
	}
}

// beside finds the node next to a place, and how far to the left of the curve the place is. ok is false beyond the ends.
func (c *curve) beside(x, y float64) (i int, leftM float64, ok bool) {
	const coarse = 4 // nodes: a fraction of the tightest lane's radius
	best := math.Inf(1)
	near := func(j int) {
		dx, dy := x-c.at[j].x, y-c.at[j].y
		if d := dx*dx + dy*dy; d < best {
			best, i = d, j
		}
	}
	for j := 0; j < len(c.at); j += coarse {
		near(j)
	}
	for j, to := max(i-coarse+1, 0), min(i+coarse, len(c.at)); j < to; j++ {
		near(j)
	}
	n := &c.at[i]
	dx, dy := x-n.x, y-n.y
	along := dx*n.cos + dy*n.sin
	return i, dy*n.cos - dx*n.sin, math.Abs(along) < 1.5*nodeM
}
