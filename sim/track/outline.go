package track

import (
	"math"
	"math/rand/v2"
)

// drawPolygon draws the corners of a loop. It is the outline of a random patch of cells, which never meets itself, on a grid
// of uneven rows and columns; then its long edges are bent, and the whole plane is warped, turned and perhaps walked backwards.
func drawPolygon(rng *rand.Rand) []place {
	columns, rows := 3+rng.IntN(4), 3+rng.IntN(4)
	patch := growPatch(rng, columns, rows, 4+rng.IntN(9))
	narrow, wide := logUniform(rng, 16, 34), logUniform(rng, 60, 220)
	xs, ys := drawLines(rng, columns, narrow, wide), drawLines(rng, rows, narrow, wide)
	var corners []place
	for _, c := range patch.outline() {
		corners = append(corners, place{xs[c[0]], ys[c[1]]})
	}
	corners = bendEdges(rng, corners)
	warp(rng, corners)
	if rng.IntN(2) == 0 {
		for i, j := 0, len(corners)-1; i < j; i, j = i+1, j-1 {
			corners[i], corners[j] = corners[j], corners[i]
		}
	}
	return startSomewhere(rng, corners)
}

// drawLines are the places of a grid's lines.
func drawLines(rng *rand.Rand, n int, narrow, wide float64) []float64 {
	lines := make([]float64, n+1)
	for i := range n {
		lines[i+1] = lines[i] + logUniform(rng, narrow, wide)
	}
	return lines
}

// bendEdges breaks edges that are long enough by a corner beside their middle: a gentle bend each.
func bendEdges(rng *rand.Rand, corners []place) []place {
	const longM, share = 70.0, 0.6
	var bent []place
	for i, c := range corners {
		next := corners[(i+1)%len(corners)]
		bent = append(bent, c)
		dx, dy := next.x-c.x, next.y-c.y
		if math.Hypot(dx, dy) < longM || rng.Float64() > share {
			continue
		}
		along, aside := between(rng, 0.4, 0.6), between(rng, 0.03, 0.14)
		if rng.IntN(2) == 0 {
			aside = -aside
		}
		bent = append(bent, place{c.x + float64(along*dx) - float64(aside*dy), c.y + float64(along*dy) + float64(aside*dx)})
	}
	return bent
}

// warp moves the corners by a few long waves across the plane, too gentle to fold it, and turns it.
func warp(rng *rand.Rand, corners []place) {
	type wave struct{ x, y, phase, byX, byY float64 }
	waves := make([]wave, 4)
	for i := range waves {
		sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
		k := 2 * math.Pi / logUniform(rng, 120, 500)
		size := between(rng, 0, 0.35) / k
		byY, byX := math.Sincos(2 * math.Pi * rng.Float64())
		waves[i] = wave{k * cos, k * sin, 2 * math.Pi * rng.Float64(), size * byX, size * byY}
	}
	sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
	for i, c := range corners {
		x, y := c.x, c.y
		for _, w := range waves {
			swing := math.Sin(float64(w.x*c.x) + float64(w.y*c.y) + w.phase)
			x += float64(w.byX * swing)
			y += float64(w.byY * swing)
		}
		corners[i] = place{float64(cos*x) - float64(sin*y), float64(sin*x) + float64(cos*y)}
	}
}

// startSomewhere turns the list round.
func startSomewhere(rng *rand.Rand, corners []place) []place {
	if len(corners) == 0 {
		return corners
	}
	k := rng.IntN(len(corners))
	return append(append([]place{}, corners[k:]...), corners[:k]...)
}
