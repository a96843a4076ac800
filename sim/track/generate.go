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
	tightestLeftM   = 5.2 // outside the bend: the centre line's radius is 3.45 m
	widestRadiusM   = 600
	roundestCornerM = 90 // radius of a corner that turns sharply
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

// roundRandomly draws a radius for every corner, as far as the edges leave room.
func roundRandomly(rng *rand.Rand, corners []place) (t table, ok bool) {
	turns, edges := turnsAndEdges(corners)
	n := len(corners)
	roundings := make([]rounding, n)
	share := between(rng, 0.6, 1.4) // of the usual transition: the builder's habit
	edgeShare := make([]float64, n) // of each edge that its first corner may use
	for i := range edgeShare {
		edgeShare[i] = between(rng, 0.4, 0.6)
	}
	for i, turn := range turns {
		before := (i - 1 + n) % n
		room := min(edges[i]*edgeShare[i], edges[before]*(1-edgeShare[before]))
		tightest := tightestRightM - defaultLane.CentreM
		if turn > 0 {
			tightest = tightestLeftM + defaultLane.CentreM
		}
		most := float64(widestRadiusM)
		if math.Abs(turn) > math.Pi/4 {
			most = roundestCornerM
		}
		transition := share * between(rng, 0.8, 1.25)
		fits := func(radius float64) bool {
			return rounding{turn, radius, transitionM(turn, radius, transition)}.tangentM() <= room
		}
		if math.Abs(turn) < 1e-6 || math.Abs(turn) > maxPlanTurn || !fits(tightest) {
			return table{}, false
		}
		low, high := tightest, most
		if fits(high) {
			low = high
		} else {
			for range 12 {
				if middle := math.Sqrt(low * high); fits(middle) {
					low = middle
				} else {
					high = middle
				}
			}
		}
		least := tightest
		if math.Abs(turn) < math.Pi/4 {
			least = max(tightest, low/3) // a gentle corner is a gentle bend
		}
		radius := logUniform(rng, least, low)
		roundings[i] = rounding{turn, radius, transitionM(turn, radius, transition)}
	}
	t, _ = roundedLine(corners, roundings, defaultTarmacM, defaultTarmacM)
	return t, true
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
