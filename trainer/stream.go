package trainer

import (
	"math/rand/v2"

	"steersim/sim"
)

// draw is the generator of one thing within one use of a seed: the same whoever asks, and in whatever order.
func draw(seed uint64, use sim.Stream, keys ...uint64) *rand.Rand {
	for _, k := range keys {
		seed = sim.Hash(seed ^ sim.Hash(k+1))
	}
	return sim.Rand(seed, use)
}
