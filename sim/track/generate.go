package track

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/sim"
)

// ErrSeed says that no road was found for a seed, of which none is known, or that a scale is none.
var ErrSeed = errors.New("no road for this seed")

// What a generated road keeps to.
const (
	maxAttempts         = 1000
	shortestRoadM       = 1200
	longestRoadM        = 2500
	clearanceM          = 14 // between parts of the centre line that are apartM or more of road apart
	apartM              = 60
	tightestRightM      = 4.0 // radius of the lane's centre, inside the bend
	tightestLeftM       = 5.0 // outside the bend: the centre line's radius is 3.25 m
	widestRadiusM       = 600
	roundestCornerM     = 90 // radius of a corner that turns sharply
	sharpTurn           = math.Pi / 4
	shortestTransitionM = 5 // the wheel takes a second from straight to a hairpin, at some 4 m/s
	tightSpread         = 1.15
	gentleShare         = 0.8 // of the widest radius, at least, for a corner that turns gently
)

// Generate makes the road of a seed: a closed one of 1.2 to 2.5 km that never crosses itself, with straights, S-curves,
// clothoids and hairpins. The same seed gives the same road.
func Generate(seed uint64) (*Road, error) {
	road, _, err := generate(seed, 1)
	return road, err
}

// Bounds of a generated road's scale.
const (
	LeastScale = 1
	MostScale  = 10
)

// GenerateScaled makes the road of a seed so many times as large: a fast one, with the same bends over longer ways. Its lane and what
// is painted on it are as wide as ever.
func GenerateScaled(seed uint64, scale float64) (*Road, error) {
	if !(scale >= LeastScale && scale <= MostScale) {
		return nil, fmt.Errorf("random road: %w: a scale of %v, want %d to %d", ErrSeed, scale, LeastScale, MostScale)
	}
	road, _, err := generate(seed, scale)
	return road, err
}

// GeneratedName is what the road of a seed is called at a scale.
func GeneratedName(seed uint64, scale float64) string {
	if scale == 1 {
		return fmt.Sprintf("random:%d", seed)
	}
	return fmt.Sprintf("random:%dx%g", seed, scale)
}

func generate(seed uint64, scale float64) (road *Road, attempts int, err error) {
	rng := sim.Rand(seed, sim.StreamRoad)
	for attempts = 1; attempts <= maxAttempts; attempts++ {
		corners := drawPolygon(rng)
		t, ok := roundRandomly(rng, corners)
		if !ok || t.lengthM < shortestRoadM || t.lengthM > longestRoadM || !keepsApart(&t) {
			continue
		}
		t.scale(scale)
		if road, err = newRoad(t, drawMarkings(rng), nil); err == nil && len(road.crossings) == 0 {
			road.Name, road.Seed = GeneratedName(seed, scale), seed
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
