package camera

import "math"

// walk is a place on the ground as the textures see it: a full turn of a counter is one square of a texture, so they wrap
// around by themselves. It steps from pixel to pixel.
type walk struct{ u1, v1, u2, v2, u3, v3 uint32 }

// turns is a place along an axis in counts of a texture's square.
func turns(metres, squareM float64) uint32 {
	t := metres / squareM
	return uint32(int64((t - math.Floor(t)) * (1 << 32)))
}

func walkAt(x, y float64) walk {
	return walk{turns(x, fineM), turns(y, fineM), turns(x, middleM), turns(y, middleM), turns(x, broadM), turns(y, broadM)}
}

// walkBy is a step; steps backwards wrap around too.
func walkBy(x, y float64) walk {
	by := func(metres, squareM float64) uint32 { return uint32(int64(metres / squareM * (1 << 32))) }
	return walk{by(x, fineM), by(y, fineM), by(x, middleM), by(y, middleM), by(x, broadM), by(y, broadM)}
}

func (w *walk) skip(n uint32, by *walk) {
	w.u1 += n * by.u1
	w.v1 += n * by.v1
	w.u2 += n * by.u2
	w.v2 += n * by.v2
	w.u3 += n * by.u3
	w.v3 += n * by.v3
}
