package augment

import (
	"math"

	"steersim/sim"
)

const noiseLength = 1 << 16

// noiseTable holds normal numbers with a deviation of 32. It is the same in every run: pictures differ by where they
// begin in it.
func noiseTable() []int8 {
	r := sim.Rand(0, sim.StreamAugment)
	t := make([]int8, noiseLength)
	for i := range t {
		t[i] = int8(math.Round(max(-127, min(127, 32*r.NormFloat64()))))
	}
	return t
}

// addNoise adds noise of a deviation to every pixel, from table[at] on.
func addNoise(luma []byte, table []int8, at int, sdLevel float64) {
	scale := int32(sdLevel * 8) // of 1/256 level for a table entry: 32 entries are one deviation
	for i, v := range luma {
		n := int32(table[(at+i)&(noiseLength-1)])
		luma[i] = byte(max(0, min(255, int32(v)+(n*scale+128)>>8)))
	}
}

// blur softens with the weights 1 2 1 along both axes; room is a scratch plane.
func blur(luma, room []byte, w, h int) {
	for y := range h {
		row, out := luma[y*w:(y+1)*w], room[y*w:(y+1)*w]
		for x := range row {
			l, r := row[max(x-1, 0)], row[min(x+1, w-1)]
			out[x] = byte((uint32(l) + 2*uint32(row[x]) + uint32(r) + 2) >> 2)
		}
	}
	for y := range h {
		up, mid, down := room[max(y-1, 0)*w:], room[y*w:], room[min(y+1, h-1)*w:]
		for x := range w {
			luma[y*w+x] = byte((uint32(up[x]) + 2*uint32(mid[x]) + uint32(down[x]) + 2) >> 2)
		}
	}
}
