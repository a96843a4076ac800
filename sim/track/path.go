package track

import "math"

// bend is one piece of a road builder's line: curvature that changes evenly along it (straight, arc or clothoid).
type bend struct{ lengthM, fromK, toK float64 }

// integrate follows the bends from a start and samples them evenly. Places are the integral of the direction, whose angle is
// a quadratic in each bend, by Gauss's rule of three points a step: exact to rounding at these steps.
func integrate(x, y, heading float64, bends []bend, right, left float64) table {
	length := 0.0
	for _, b := range bends {
		length += b.lengthM
	}
	n := int(math.Ceil(length / stepM))
	step := length / float64(n)
	samples := make([]sample, 0, n+1)
	done, turned := 0.0, 0.0 // length and angle of the bends before this one
	for i, b := range bends {
		at := 0.0
		slope := 0.0
		if b.lengthM > 0 {
			slope = (b.toK - b.fromK) / b.lengthM
		}
		angle := func(u float64) float64 {
			return heading + turned + float64(u*b.fromK) + float64(float64(u*u)*slope/2)
		}
		for len(samples) <= n {
			s := float64(step*float64(len(samples))) - done
			if s > b.lengthM && i < len(bends)-1 {
				break
			}
			s = min(s, b.lengthM)
			x, y = advance(x, y, at, s, angle)
			at = s
			samples = append(samples, sample{x: x, y: y, heading: angle(s), k: b.fromK + float64(slope*s), right: right, left: left})
		}
		x, y = advance(x, y, at, b.lengthM, angle)
		done += b.lengthM
		turned += float64((b.fromK + b.toK) / 2 * b.lengthM)
	}
	return newTable(samples, length)
}

// advance moves a place along the direction from one arc length to another.
func advance(x, y, from, to float64, angle func(float64) float64) (float64, float64) {
	const node, outer, inner = 0.7745966692414834, 5.0 / 18, 8.0 / 18 // sqrt(3/5): Gauss and Legendre
	h, middle := to-from, (from+to)/2
	sin0, cos0 := math.Sincos(angle(middle - float64(h/2*node)))
	sin1, cos1 := math.Sincos(angle(middle))
	sin2, cos2 := math.Sincos(angle(middle + float64(h/2*node)))
	return x + float64(h*(float64(outer*(cos0+cos2))+float64(inner*cos1))),
		y + float64(h*(float64(outer*(sin0+sin2))+float64(inner*sin1)))
}

// rounding is how a corner becomes a bend: clothoid in, arc, clothoid out, symmetric.
type rounding struct {
	turn        float64 // radians, positive left
	radius      float64 // of the arc
	transitionM float64 // of each clothoid
}

// bends are the pieces of the rounding.
func (r rounding) bends() []bend {
	k := math.Copysign(1/r.radius, r.turn)
	arc := float64(math.Abs(r.turn)*r.radius) - r.transitionM
	return []bend{{r.transitionM, 0, k}, {max(arc, 0), k, k}, {r.transitionM, k, 0}}
}

// tangentM is how much of each edge the rounding takes, from the corner.
func (r rounding) tangentM() float64 {
	angle := func(u float64) float64 { return float64(u*u) / (2 * r.radius * r.transitionM) }
	x, y := 0.0, 0.0
	const pieces = 16 // of a clothoid that turns by less than a right angle: to a nanometre
	for i := range pieces {
		x, y = advance(x, y, r.transitionM*float64(i)/pieces, r.transitionM*float64(i+1)/pieces, angle)
	}
	end := angle(r.transitionM) // the clothoid's own turn
	sin, cos := math.Sincos(end)
	alongM, shiftM := x-float64(r.radius*sin), y-float64(r.radius*(1-cos))
	return alongM + float64((r.radius+shiftM)*math.Tan(math.Abs(r.turn)/2))
}
