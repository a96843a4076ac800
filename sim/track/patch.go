package track

import (
	"math"
	"math/rand/v2"
)

// patch is a set of cells in one piece, without holes, whose cells never touch by a corner only: its outline is one simple loop.
type patch struct {
	columns, rows int
	filled        []bool
}

func (p patch) has(x, y int) bool {
	return x >= 0 && y >= 0 && x < p.columns && y < p.rows && p.filled[y*p.columns+x]
}

// growPatch fills cells of the grid one by one until their outline is so long, or no more fit. It prefers fingers.
func growPatch(rng *rand.Rand, xs, ys []float64, outlineM float64) patch {
	const bulk = 0.15 // chance of a cell between others
	columns, rows := len(xs)-1, len(ys)-1
	p := patch{columns, rows, make([]bool, columns*rows)}
	x, y := rng.IntN(columns), rng.IntN(rows)
	length := 0.0
	for range 20 * columns * rows {
		if length == 0 || !p.has(x, y) && p.mayGrow(x, y) && (p.sides(x, y) == 1 || rng.Float64() < bulk) {
			p.filled[y*columns+x] = true
			for _, d := range sides { // a side is new outline, or covers old
				edge := float64(math.Abs(float64(d[0]))*(ys[y+1]-ys[y])) + float64(math.Abs(float64(d[1]))*(xs[x+1]-xs[x]))
				if p.has(x+d[0], y+d[1]) {
					edge = -edge
				}
				length += edge
			}
			if length >= outlineM {
				break
			}
		}
		x, y = rng.IntN(columns), rng.IntN(rows)
	}
	return p
}

var sides = [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}

// mayGrow looks at the ring of eight cells around: a new cell keeps the patch simple if the filled ones of the ring are one
// run, and the run holds a neighbour by a side and does not end in a corner that hangs alone.
func (p patch) mayGrow(x, y int) bool {
	ring := [8][2]int{{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}} // sides are even
	runs, sides := 0, 0
	for i, d := range ring {
		filled := p.has(x+d[0], y+d[1])
		before := p.has(x+ring[(i+7)%8][0], y+ring[(i+7)%8][1])
		after := p.has(x+ring[(i+1)%8][0], y+ring[(i+1)%8][1])
		if filled && !before {
			runs++
		}
		if filled && i%2 == 0 {
			sides++
		}
		if filled && i%2 == 1 && !before && !after {
			return false
		}
	}
	return runs == 1 && sides > 0
}

// sides is how many neighbours of a cell are filled.
func (p patch) sides(x, y int) int {
	n := 0
	for _, d := range sides {
		if p.has(x+d[0], y+d[1]) {
			n++
		}
	}
	return n
}

// outline walks round the patch counter-clockwise and lists its corners in grid lines.
func (p patch) outline() [][2]int {
	x, y := 0, 0
	for !p.has(x, y) {
		if x++; x == p.columns {
			x, y = 0, y+1
		}
	}
	startX, startY := x, y // the lower left corner of the lowest, leftmost cell
	dx, dy := 1, 0
	var corners [][2]int
	corners = append(corners, [2]int{x, y})
	for {
		x, y = x+dx, y+dy
		if x == startX && y == startY {
			return corners
		}
		// the cells ahead to the left and to the right of the walk, seen from the grid's crossing (x, y)
		left := p.has(x+(dx-dy-1)/2, y+(dx+dy-1)/2)
		right := p.has(x+(dx+dy-1)/2, y+(dy-dx-1)/2)
		switch {
		case right:
			dx, dy = dy, -dx
		case !left:
			dx, dy = -dy, dx
		default:
			continue
		}
		corners = append(corners, [2]int{x, y})
	}
}
