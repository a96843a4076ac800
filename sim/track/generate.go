package track

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/sim"
)

// ErrSeed says that no road was found for a seed. None is known.
var ErrSeed = errors.New("no road for this seed")

// What a generated road keeps to.
const (
	maxAttempts     = 1000
	shortestRoadM   = 1200
	longestRoadM    = 2500
	clearanceM      = 14 // between parts of the centre line that are apartM or more of road apart
	apartM          = 60
	tightestRightM  = 4.0 // radius of the lane's centre, inside the bend
	tightestLeftM   = 5.0 // outside the bend: the centre line's radius is 3.25 m
	widestRadiusM   = 600
	roundestCornerM = 90 // radius of a corner that turns sharply
	sharpTurn       = math.Pi / 4
	tightSpread     = 1.15
	gentleShare     = 0.8 // of the widest radius, at least, for a corner that turns gently
)

// Generate makes the road of a seed: a closed one of 1.2 to 2.5 km that never crosses itself, with straights, S-curves,
// clothoids and hairpins. The same seed gives the same road.
func Generate(seed uint64) (*Road, error) {
	road, _, err := generate(seed)
	return road, err
}

func generate(seed uint64) (road *Road, attempts int, err error) {
	rng := sim.Rand(seed, sim.StreamRoad)
	for attempts = 1; attempts <= maxAttempts; attempts++ {
		corners := drawPolygon(rng)
		t, ok := roundRandomly(rng, corners)
		if !ok || t.lengthM < shortestRoadM || t.lengthM > longestRoadM || !keepsApart(&t) {
			continue
		}
		if road, err = newRoad(t, drawMarkings(rng), nil); err == nil && len(road.crossings) == 0 {
			road.Name, road.Seed = fmt.Sprintf("random:%d", seed), seed
			return road, attempts, nil
		}
	}
	return nil, maxAttempts, fmt.Errorf("random road: %w: %d after %d attempts", ErrSeed, seed, maxAttempts)
}

// logUniform draws a number whose logarithm is even between those of the bounds.
func logUniform(rng *rand.Rand, from, to float64) float64 {
	return from * math.Pow(to/from, rng.Float64())
}

func between(rng *rand.Rand, from, to float64) float64 {
	return from + float64((to-from)*rng.Float64())
}

// roundRandomly draws a radius for every corner, as far as the edges leave room: first for the sharp corners, which share
// the edges between them, then for the gentle ones, which bend along what is left.
func roundRandomly(rng *rand.Rand, corners []place) (t table, ok bool) {
	turns, edges := turnsAndEdges(corners)
	n := len(corners)
	roundings, tangents := make([]rounding, n), make([]float64, n)
	style := style{transition: between(rng, 0.6, 1.4), flow: between(rng, 0, 0.7), tight: between(rng, 0, 0.5)}
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

// keepsApart says whether parts of the line that are apart along the road are apart in the plane.
func keepsApart(t *table) bool {
	const stride = 6 // samples, 1.5 m
	n := (len(t.samples) - 1) / stride
	apart := int(apartM/t.step) / stride
	const limit = clearanceM * clearanceM
	for i := range n {
		a := &t.samples[i*stride]
		for j := i + apart; j < n && j-i <= n-apart; j++ {
			b := &t.samples[j*stride]
			if dx, dy := a.x-b.x, a.y-b.y; float64(dx*dx)+float64(dy*dy) < limit {
				return false
			}
		}
	}
	return true
}

func drawMarkings(rng *rand.Rand) Markings {
	m := Markings{Centre: Dashed, Edge: Solid, Verge: Surface(rng.IntN(len(surfaceNames))), Setting: Setting(rng.IntN(len(settingNames)))}
	if rng.Float64() < 0.2 {
		m.Centre = Solid
	}
	if rng.Float64() < 0.2 {
		m.Edge = NoLine
	}
	return m
}
