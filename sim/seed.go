package sim

import "math/rand/v2"

// Stream names one use of a run's seed. A new draw in one use never shifts the numbers of another.
type Stream uint64

// The streams. Numbers are never reused: old runs would change.
const (
	StreamRoad    Stream = 1 // the shape of a generated road
	StreamScene   Stream = 2 // the look of a random scene
	StreamObjects Stream = 3 // what stands beside the road
	StreamDart    Stream = 4 // noise injected while recording
	StreamStart   Stream = 5 // where a recorded drive begins
	StreamWeights Stream = 6 // a network's first weights
	StreamSplit   Stream = 7 // training and validation stretches
	StreamBatches Stream = 8 // order of the training samples
	StreamAugment Stream = 9 // augmentation of a training sample
	StreamCamera  Stream = 10
	StreamViews   Stream = 11 // how far the views of a training are moved
	StreamKicks   Stream = 12 // to which side a car is pushed
	StreamGusts   Stream = 13 // when and how the wind blows
	StreamLooks   Stream = 14 // the scenes of views that are painted anew
	StreamDropout Stream = 15 // what a step of training leaves out
	StreamPatches Stream = 16 // what is looked at before anything is learnt from a driver
)

// Rand returns the generator of one use of a seed.
func Rand(seed uint64, use Stream) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(use))) }

// Hash is one step of SplitMix64 (Steele et al. 2014): neighbouring numbers come out far apart. Noise that is made of it depends on
// seed, tick and place, not on the order of calls.
func Hash(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
