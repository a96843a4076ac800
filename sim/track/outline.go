package track

import (
	"math"
	"math/rand/v2"
)

// drawPolygon draws the corners of a loop. It is the outline of a random patch of cells, which never meets itself, on a grid
// of uneven rows and columns; then its long edges are bent, and the whole plane is warped, turned and perhaps walked backwards.
func drawPolygon(rng *rand.Rand) []place {
	columns, rows := 4+rng.IntN(5), 4+rng.IntN(5)
	narrow, wide := logUniform(rng, 22, 30), logUniform(rng, 36, 130)
	xs, ys := drawLines(rng, columns, narrow, wide), drawLines(rng, rows, narrow, wide)
	patch := growPatch(rng, xs, ys, between(rng, 1.1*shortestRoadM, 1.1*longestRoadM))
	var corners []place
	for _, c := range patch.outline() {
		corners = append(corners, place{xs[c[0]], ys[c[1]]})
	}
	corners = bendEdges(rng, pinch(rng, corners), between(rng, 0, 0.2))
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

// pinch makes some U-turns, two corners to the same side around a short edge, one corner: the legs of the hairpin spread.
func pinch(rng *rand.Rand, corners []place) []place {
	const shortM, share = 45.0, 0.5
	turns, edges := turnsAndEdges(corners)
	var pinched []place
	for i := 0; i < len(corners); i++ {
		if i+1 < len(corners) && turns[i]*turns[i+1] > 0 && edges[i] < shortM && rng.Float64() < share {
			a, b := corners[i], corners[i+1]
			pinched = append(pinched, place{(a.x + b.x) / 2, (a.y + b.y) / 2})
			i++
			continue
		}
		pinched = append(pinched, corners[i])
	}
	return pinched
}

// bendEdges breaks long edges by corners beside them, to random sides: gentle bends and S-curves.
func bendEdges(rng *rand.Rand, corners []place, straights float64) []place {
	const longM, pieceM = 34.0, 50.0
	var bent []place
	for i, c := range corners {
		next := corners[(i+1)%len(corners)]
		bent = append(bent, c)
		dx, dy := next.x-c.x, next.y-c.y
		length := math.Hypot(dx, dy)
		if length < longM || rng.Float64() < straights {
			continue
		}
		pieces := min(2+rng.IntN(1+int(length/pieceM)), 6)
		for k := 1; k < pieces; k++ {
			along := (float64(k) + between(rng, -0.15, 0.15)) / float64(pieces)
			aside := logUniform(rng, 0.12, 0.5) / float64(pieces)
			if rng.IntN(2) == 0 {
				aside = -aside
			}
			bent = append(bent, place{c.x + float64(along*dx) - float64(aside*dy), c.y + float64(along*dy) + float64(aside*dx)})
		}
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
		size := between(rng, 0, 0.22) / k
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
