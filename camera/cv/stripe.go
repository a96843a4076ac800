//go:build cgo && !nocv

package cv

// flat is what the edges' picture holds where there is no edge.
const flat = 128

// A stripe stands out by so many grey levels, and by so many times what the row stands out by on the average. Wheel tracks in snow are as dark
// as the road below; on a clear road, what is a little darker is oil. Near the car they take up a third of a row, whose average they make.
const (
	leastContrast = 3
	overNoise     = 6
	leastDark     = 14
	darkOverNoise = 1.5
)

// stripeSearch finds stripes along a line of pixels of a top-hat. It keeps its memory.
type stripeSearch struct {
	found []stripe
	noise float32 // grey levels
}

type stripe struct{ middle, contrast float32 }

// find looks at every step-th pixel of what is seen, for stripes of at most so many pixels. Where edges are given, a stripe's first half must rise and its second fall.
func (s *stripeSearch) find(contrast, edges []uint8, seen []bool, step, mostPx int, least, overNoise float32) {
	s.found = s.found[:0]
	n := (len(contrast) + step - 1) / step
	sum, count := 0, 0
	for i := range n {
		if seen[i*step] {
			sum += int(contrast[i*step])
			count++
		}
	}
	if count == 0 {
		return
	}
	s.noise = float32(sum) / float32(count)
	level := uint8(min(max(least, overNoise*s.noise), 255))
	for i := 0; i < n; i++ {
		if contrast[i*step] < level || !seen[i*step] {
			continue
		}
		from := i
		var most uint8
		weight, moment := 0, 0
		for ; i < n && contrast[i*step] >= level && seen[i*step]; i++ {
			v := contrast[i*step]
			most = max(most, v)
			weight += int(v)
			moment += int(v) * i
		}
		cut := from == 0 || i == n || !seen[(from-1)*step] || !seen[i*step] // the frame ends here: half a stripe has no middle
		if i-from > mostPx || cut || edges != nil && !paired(edges, from, i) {
			continue
		}
		s.found = append(s.found, stripe{float32(moment) / float32(weight), float32(most)})
	}
}

// paired says whether there is an edge up on the left and an edge down on the right.
func paired(edges []uint8, from, to int) bool {
	up, down := uint8(flat), uint8(flat)
	for i := max(from-2, 0); i < min(to+2, len(edges)); i++ {
		up, down = max(up, edges[i]), min(down, edges[i])
	}
	return up > flat && down < flat
}
