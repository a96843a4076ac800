package camera

import (
	"math"

	"steersim/sim"
)

// noise is the grain of the film: for every pixel of a frame a place in a table of normal draws.
type noise struct {
	draws [1 << noiseBits]lanes // never negative
	mean  float64               // what they add on average, in linear units; the tone takes it away again
}

const noiseBits = 12

// newNoise draws the table for a standard deviation in linear units, of which a lane has room for 0.005.
func newNoise(deviation float64) *noise {
	const most = 3.0 // deviations
	rng := sim.Rand(1, sim.StreamCamera)
	n := &noise{}
	unit := math.Min(deviation*laneUnit, (1<<14-1)/(2*most))
	for i := range n.draws {
		for k := range 3 {
			v := math.Max(-most, math.Min(rng.NormFloat64(), most)) + most
			n.draws[i] |= lanes(v*unit) << (k * laneBits)
		}
	}
	n.mean = most * unit / laneUnit
	return n
}

// row is where a row of a frame begins in the table.
func (n *noise) row(seed uint64, tick int64, y int) uint32 {
	return uint32(sim.Hash(sim.Hash(seed^uint64(tick)*0x9e3779b97f4a7c15) + uint64(y)))
}
