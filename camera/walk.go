package camera

import "math"

// counter is a place in a texture of one line: east and north, in texels with 16 bits of fraction; north is counted in rows
// of the texture, so that both, cut to their masks, add up to an index. Beyond the texture's side they wrap around.
type counter struct{ u, v uint64 }

const counterBits = 16

// walk is a place on the ground as the textures see it. It steps from pixel to pixel.
type walk struct{ fine, middle, broad counter }

// walkAt is a place, in metres.
func (l *line) walkAt(x, y float64) walk {
	return walk{l.grains[0].at(x, y), l.grains[1].at(x, y), l.grains[2].at(x, y)}
}

// walkBy is a step; steps backwards wrap around too.
func (l *line) walkBy(x, y float64) walk {
	return walk{l.grains[0].by(x, y), l.grains[1].by(x, y), l.grains[2].by(x, y)}
}

func (g *levels) at(x, y float64) counter {
	x, y = x/g.sideM, y/g.sideM
	return g.by((x-math.Floor(x))*g.sideM, (y-math.Floor(y))*g.sideM)
}

func (g *levels) by(x, y float64) counter {
	texels := float64(uint64(1)<<(counterBits+g.bits)) / g.sideM
	rows := float64(uint64(1) << g.bits)
	return counter{uint64(int64(x * texels)), uint64(int64(y * texels * rows))}
}

func (w *walk) skip(n uint64, by *walk) {
	w.fine.u += n * by.fine.u
	w.fine.v += n * by.fine.v
	w.middle.u += n * by.middle.u
	w.middle.v += n * by.middle.v
	w.broad.u += n * by.broad.u
	w.broad.v += n * by.broad.v
}

// index is a counter's place in its texture.
func (g *levels) index(c counter) uint64 {
	return c.u>>counterBits&g.maskU | c.v>>counterBits&g.maskV
}
