package track

import "math"

// place is a corner of a polygon.
type place struct{ x, y float64 }

// turnsAndEdges are the angles at the corners of a closed polygon, positive left, and the lengths of the edges behind them.
func turnsAndEdges(corners []place) (turns, edges []float64) {
	n := len(corners)
	turns, edges = make([]float64, n), make([]float64, n)
	for i, c := range corners {
		before, after := corners[(i-1+n)%n], corners[(i+1)%n]
		inX, inY, outX, outY := c.x-before.x, c.y-before.y, after.x-c.x, after.y-c.y
		cross := float64(inX*outY) - float64(inY*outX)
		turns[i] = math.Atan2(cross, float64(inX*outX)+float64(inY*outY))
		edges[i] = math.Hypot(outX, outY)
	}
	return turns, edges
}

// roundedLine is the polygon with its corners rounded, from the middle of the last edge's straight. The roundings fit.
func roundedLine(corners []place, roundings []rounding, right, left float64) (t table, apexes []float64) {
	n := len(corners)
	_, edges := turnsAndEdges(corners)
	tangents := make([]float64, n)
	for i, r := range roundings {
		if r.turn != 0 {
			tangents[i] = r.tangentM()
		}
	}
	last, first := corners[n-1], corners[0]
	direction := place{(first.x - last.x) / edges[n-1], (first.y - last.y) / edges[n-1]}
	half := max(edges[n-1]-tangents[n-1]-tangents[0], 0) / 2
	from := tangents[n-1] + half
	bends := []bend{{lengthM: half}}
	s := half
	for i, r := range roundings {
		if r.turn != 0 {
			pieces := r.bends()
			inside := 2*pieces[0].lengthM + pieces[1].lengthM
			bends = append(bends, pieces...)
			apexes = append(apexes, s+inside/2)
			s += inside
		} else {
			apexes = append(apexes, s)
		}
		straight := half
		if i < n-1 {
			straight = max(edges[i]-tangents[i]-tangents[i+1], 0)
		}
		bends = append(bends, bend{lengthM: straight})
		s += straight
	}
	return integrate(last.x+float64(from*direction.x), last.y+float64(from*direction.y),
		math.Atan2(direction.y, direction.x), bends, right, left), apexes
}
