package track

import (
	"math"
	"math/rand/v2"
)

// roundRandomly draws a radius for every corner, as far as the edges leave room: first for the sharp corners, which share
// the edges between them, then for the gentle ones, which bend along what is left.
func roundRandomly(rng *rand.Rand, corners []place) (t table, ok bool) {
	turns, edges := turnsAndEdges(corners)
	n := len(corners)
	roundings, tangents := make([]rounding, n), make([]float64, n)
	style := style{transition: between(rng, 0.6, 1.4), flow: between(rng, 0, 0.7), tight: between(rng, 0, 0.7)}
	for _, sharp := range [...]bool{true, false} {
		for i, turn := range turns {
			if math.Abs(turn) < 1e-6 || math.Abs(turn) > maxPlanTurn {
				return table{}, false
			}
			if (math.Abs(turn) > sharpTurn) != sharp {
				continue
			}
			before, after := (i-1+n)%n, (i+1)%n
			room := min(roomBeside(sharp, edges[before], turns[before], tangents[before]), roomBeside(sharp, edges[i], turns[after], tangents[after]))
			r, fits := style.drawRounding(rng, turn, room)
			if !fits {
				return table{}, false
			}
			roundings[i], tangents[i] = r, r.tangentM()
		}
	}
	t, _ = roundedLine(corners, roundings, defaultTarmacM, defaultTarmacM)
	return t, true
}

// roomBeside is what a corner may take of an edge, of whose other corner the turn is known and the tangent, once it has one.
func roomBeside(sharp bool, edge, turn, tangent float64) float64 {
	const toGentle = 0.75 // what a sharp corner may take before a gentle one
	switch {
	case tangent > 0:
		return edge - tangent
	case sharp && math.Abs(turn) <= sharpTurn:
		return toGentle * edge
	}
	return edge / 2
}

// style is the habit of a road's builder.
type style struct {
	transition float64 // length of the transitions, against the usual
	flow       float64 // 0: bends of every radius that fits; 1: only the widest
	tight      float64 // chance of a sharp corner to be as tight as can be
}

// drawRounding draws the radius of a corner, evenly by its logarithm.
func (b style) drawRounding(rng *rand.Rand, turn, room float64) (r rounding, ok bool) {
	transition := float64(b.transition * between(rng, 0.8, 1.25))
	least, most := tightestRightM-defaultLane.CentreM, float64(roundestCornerM)
	if turn > 0 {
		least = tightestLeftM + defaultLane.CentreM
	}
	least = max(least, shortestTransitionM/(transitionShare*math.Abs(turn)))
	if math.Abs(turn) <= sharpTurn {
		most = widestRadiusM
	}
	of := func(radius float64) rounding { return rounding{turn, radius, transitionM(turn, radius, transition)} }
	fits := func(radius float64) bool { return of(radius).tangentM() <= room }
	if !fits(least) {
		return r, false
	}
	if !fits(most) {
		low, high := least, most
		for range 12 {
			if middle := math.Sqrt(low * high); fits(middle) {
				low = middle
			} else {
				high = middle
			}
		}
		most = low
	}
	if math.Abs(turn) <= sharpTurn {
		least = max(least, most*gentleShare) // a gentle corner is a gentle bend
	} else if rng.Float64() < b.tight {
		most = min(most, least*tightSpread)
	} else {
		least *= math.Pow(most/least, b.flow)
	}
	return of(logUniform(rng, least, most)), true
}
