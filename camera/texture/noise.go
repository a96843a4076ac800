// Package texture makes what surfaces look like: a seed and a recipe in, mip-mapped grain and sprites out.
package texture

import (
	"math"

	"steersim/sim"
)

// Octave is one size of grain in a Noise.
type Octave struct {
	Cells    int     // along a side; at most the side's pixels
	Contrast float64 // standard deviation, before all octaves are brought to the Noise's own
}

// Noise is a square of grain that tiles the plane, with copies of half the size each: pixels have the mean 128.
type Noise struct {
	Bits   uint      // the side has 1 << Bits pixels
	Levels [][]uint8 // level l has sides of 1 << (Bits - l) pixels, in rows
}

// NewNoise adds up octaves to a standard deviation; what is beyond 0 to 255 is clipped.
func NewNoise(seed uint64, bits uint, deviation float64, octaves ...Octave) *Noise {
	side := 1 << bits
	sum := make([]float64, side*side)
	rng := sim.Rand(seed, sim.StreamObjects)
	for _, o := range octaves {
		lattice := make([]float64, o.Cells*o.Cells)
		for i := range lattice {
			lattice[i] = (rng.Float64() + rng.Float64() - 1) * math.Sqrt(6) * o.Contrast
		}
		addOctave(sum, side, lattice, o.Cells)
	}
	return mipmapped(level(sum, deviation), bits)
}

// addOctave interpolates the lattice smoothly over the square.
func addOctave(sum []float64, side int, lattice []float64, cells int) {
	if cells == side {
		for i, v := range lattice {
			sum[i] += v
		}
		return
	}
	for y := range side {
		j0, j1, v := between(y, side, cells)
		for x := range side {
			i0, i1, u := between(x, side, cells)
			top := lattice[j0*cells+i0] + u*(lattice[j0*cells+i1]-lattice[j0*cells+i0])
			bottom := lattice[j1*cells+i0] + u*(lattice[j1*cells+i1]-lattice[j1*cells+i0])
			sum[y*side+x] += top + v*(bottom-top)
		}
	}
}

// between says between which cells a pixel lies, and how far along, eased.
func between(x, side, cells int) (from, to int, share float64) {
	at := (float64(x) + 0.5) * float64(cells) / float64(side)
	from = int(at)
	u := at - float64(from)
	return from % cells, (from + 1) % cells, u * u * (3 - 2*u)
}

// level brings numbers to bytes of mean 128.
func level(sum []float64, deviation float64) []uint8 {
	mean, square := 0.0, 0.0
	for _, v := range sum {
		mean += v
		square += v * v
	}
	mean /= float64(len(sum))
	scale := deviation / math.Sqrt(max(square/float64(len(sum))-mean*mean, 1e-12))
	out := make([]uint8, len(sum))
	for i, v := range sum {
		out[i] = uint8(max(1, min(128.5+(v-mean)*scale, 255)))
	}
	return out
}

func mipmapped(pixels []uint8, bits uint) *Noise {
	n := &Noise{Bits: bits, Levels: [][]uint8{pixels}}
	for b := bits; b > 0; b-- {
		n.Levels = append(n.Levels, halved(n.Levels[len(n.Levels)-1], 1<<b))
	}
	return n
}

func halved(pixels []uint8, side int) []uint8 {
	half := side / 2
	out := make([]uint8, half*half)
	for y := range half {
		for x := range half {
			i := 2*y*side + 2*x
			out[y*half+x] = uint8((int(pixels[i]) + int(pixels[i+1]) + int(pixels[i+side]) + int(pixels[i+side+1]) + 2) / 4)
		}
	}
	return out
}
