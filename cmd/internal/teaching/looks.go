package teaching

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"steersim/recorder"
	"steersim/sim"
)

// Looks gives the places of a log other scenes than they were recorded in: a network that has seen a road in thousands of them
// steers by its shape (domain randomization; Tobin et al. 2017, arXiv 1703.06907).
type Looks struct {
	Seed    uint64
	Records int // another scene every so many records; 0: the log's own everywhere
}

// scene is a record's. Its seed has 64 bits, so that it is none of those that anybody names.
func (l Looks) scene(data recorder.Dataset, i int, own string) string {
	if l.Records <= 0 {
		return own
	}
	var log [8]byte
	_, _ = hex.Decode(log[:], []byte(data.Hash()[:2*len(log)])) // it is a SHA-256 in hexadecimal
	rng := sim.Rand(l.Seed^binary.LittleEndian.Uint64(log[:])^uint64(i/l.Records)<<32, sim.StreamLooks)
	return fmt.Sprintf("random:%d", rng.Uint64()|1<<63)
}
