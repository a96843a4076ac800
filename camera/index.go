package camera

import (
	"math"

	"steersim/camera/land"
)

// index finds things by where they are: a grid of buckets.
type index struct {
	x, y          float64 // the grid's corner
	columns, rows int
	begin         []int32 // of a bucket in items, and one more
	items         []int32
}

const bucketM = 32

func newIndex(m *land.Map, things []land.Thing) index {
	const margin = 2 * bucketM
	n := index{x: m.OriginXM - margin, y: m.OriginYM - margin}
	n.columns = int(float64(m.Columns)*land.TileM+2*margin)/bucketM + 1
	n.rows = int(float64(m.Rows)*land.TileM+2*margin)/bucketM + 1
	n.begin = make([]int32, n.columns*n.rows+1)
	bucket := func(t *land.Thing) int {
		i := max(0, min(int((t.XM-n.x)/bucketM), n.columns-1))
		j := max(0, min(int((t.YM-n.y)/bucketM), n.rows-1))
		return j*n.columns + i
	}
	for i := range things {
		n.begin[bucket(&things[i])+1]++
	}
	for i := range n.begin[1:] {
		n.begin[i+1] += n.begin[i]
	}
	n.items = make([]int32, len(things))
	next := append([]int32(nil), n.begin...)
	for i := range things {
		b := bucket(&things[i])
		n.items[next[b]] = int32(i)
		next[b]++
	}
	return n
}

// around bounds the buckets within a distance of a point.
func (n *index) around(x, y, within float64) (i0, j0, i1, j1 int) {
	clamp := func(v float64, most int) int {
		return int(max(0, min(math.Floor(v/bucketM), float64(most-1))))
	}
	return clamp(x-within-n.x, n.columns), clamp(y-within-n.y, n.rows), clamp(x+within-n.x, n.columns), clamp(y+within-n.y, n.rows)
}
