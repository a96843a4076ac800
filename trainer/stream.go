package trainer

import (
	"math/rand/v2"

	"steersim/sim"
)

// draw is the generator of one thing within one use of a seed: the same whoever asks, and in whatever order.
func draw(seed uint64, use sim.Stream, keys ...uint64) *rand.Rand {
	for _, k := range keys {
		seed = scatter(seed ^ scatter(k+1))
	}
	return sim.Rand(seed, use)
}

// scatter spreads neighbouring numbers over all 64 bits: the finaliser of SplitMix64 (Steele et al. 2014).
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
