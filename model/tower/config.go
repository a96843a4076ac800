package tower

import (
	"errors"
	"fmt"
	"runtime"

	"steersim/model"
)

var (
	// ErrUnavailable means that this build or this machine has no fast convolutions; slower ones will do.
	ErrUnavailable = errors.New("no convolution tower")
	// ErrUse is a call with arrays or in an order that does not fit.
	ErrUse = errors.New("convolution tower")
	// ErrValue are weights or pictures with a value that is not a finite number.
	ErrValue = errors.New("convolution tower: not a number")
)

// Limits of a Config; maxLayers is also the C side's.
const (
	maxLayers  = 16
	maxBatch   = 1 << 16
	maxThreads = 256
)

// defaultShard is small enough for a shard's gradients to stay in a core's cache.
const defaultShard = 4

// Config says what to build. Its dense layers are not the tower's.
type Config struct {
	Spec    model.Spec
	Batch   int // samples of a call, at most
	Shard   int // samples of a shard; 0 means the default; other sizes sum gradients in another order
	Threads int // 0 means one for each core
	// BFloat16 multiplies numbers of 8 bits of precision, and sums in float32: on processors that have it, in half the time.
	BFloat16 bool
	// ForwardOnly saves the time and room of what only training needs.
	ForwardOnly bool
}

func (c Config) withDefaults() Config {
	if c.Shard == 0 {
		c.Shard = defaultShard
	}
	if c.Threads == 0 {
		c.Threads = min(runtime.NumCPU(), maxThreads)
	}
	c.Shard = min(c.Shard, c.Batch)
	return c
}

func (c Config) check() error {
	if err := c.Spec.Check(); err != nil {
		return err
	}
	switch {
	case len(c.Spec.Conv) < 1 || len(c.Spec.Conv) > maxLayers:
		return fmt.Errorf("%w: %d convolutions, want 1 to %d", ErrUse, len(c.Spec.Conv), maxLayers)
	case c.Batch < 1 || c.Batch > maxBatch:
		return fmt.Errorf("%w: batch is %d, want 1 to %d", ErrUse, c.Batch, maxBatch)
	case c.Shard < 0:
		return fmt.Errorf("%w: shard is %d, want 1 or more, or 0 for the default", ErrUse, c.Shard)
	case c.Threads < 0 || c.Threads > maxThreads:
		return fmt.Errorf("%w: threads are %d, want 1 to %d, or 0 for one a core", ErrUse, c.Threads, maxThreads)
	}
	return nil
}

// convolutions are the tower's share of the spec's layers.
func (c Config) convolutions() []model.Layer { return c.Spec.Layers()[:len(c.Spec.Conv)] }

// Parameters counts the tower's weights and biases: the length of Backward's gradients.
func (c Config) Parameters() int {
	n := 0
	for _, l := range c.convolutions() {
		n += l.Parameters()
	}
	return n
}
