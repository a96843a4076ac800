package looptest

import (
	"encoding/binary"
	"hash"
	"hash/fnv"

	"steersim/sim/loop"
)

// Hash is a sink that digests a drive, bit for bit: every state, every command, every frame.
type Hash struct {
	h     hash.Hash64
	Ticks int
}

// NewHash returns the digest of no tick.
func NewHash() *Hash { return &Hash{h: fnv.New64a()} }

// Note digests a sample.
func (h *Hash) Note(s loop.Sample) error {
	h.Ticks++
	for _, part := range []any{s.Truth, s.Lane, s.Command, s.Intervention} {
		if err := binary.Write(h.h, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	if s.Obs.Frame != nil {
		_, _ = h.h.Write(s.Obs.Frame.Pix) // a hash never fails
	}
	return nil
}

// Sum is the digest so far.
func (h *Hash) Sum() uint64 { return h.h.Sum64() }
