//go:build cgo && !nodnnl

package tower

// #cgo CFLAGS: -std=c11 -O3 -fvisibility=hidden -Wall -Wextra -Wno-unused-parameter
// #cgo LDFLAGS: -ldnnl -lgomp -lpthread
// #cgo noescape tower_load
// #cgo nocallback tower_load
// #cgo noescape tower_forward
// #cgo nocallback tower_forward
// #cgo noescape tower_backward
// #cgo nocallback tower_backward
// #include <stdlib.h>
// #include "tower.h"
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"

	"steersim/model"
)

// Available says whether this build has a tower.
func Available() bool { return true }

// Tower is a stack of convolutions with their weights. It serves one caller at a time.
type Tower struct {
	c       *C.tower
	cleanup runtime.Cleanup
	config  Config
	layers  []model.Layer
	in, out int  // values of a sample
	params  int  // weights and biases
	loaded  uint // a bit for each layer that has weights
	batch   int  // samples of the Forward that Backward would belong to; 0 when there is none
}

// New builds a tower. It has no weights yet: Load them. ErrUnavailable means that oneDNN cannot do it fast.
func New(c Config) (*Tower, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	c = c.withDefaults()
	c.Spec = c.Spec.Clone()
	spec := C.tower_spec{
		channels: C.int(c.Spec.Channels), height: C.int(c.Spec.Height), width: C.int(c.Spec.Width),
		layers: C.int(len(c.Spec.Conv)), batch: C.int(c.Batch), shard: C.int(c.Shard), threads: C.int(c.Threads),
	}
	for i, l := range c.Spec.Conv {
		spec.out[i], spec.kernel[i], spec.stride[i] = C.int(l.Out), C.int(l.Kernel), C.int(l.Stride)
	}
	spec.activation = map[model.Activation]C.int{
		model.ReLU: C.TOWER_RELU, model.ELU: C.TOWER_ELU, model.Sigmoid: C.TOWER_SIGMOID, model.Tanh: C.TOWER_TANH,
	}[c.Spec.Activation]
	if c.BFloat16 {
		spec.bf16 = 1
	}
	if !c.ForwardOnly {
		spec.train = 1
	}
	t := &Tower{config: c, layers: c.convolutions(), in: c.Spec.Input().Len(), params: c.Parameters()}
	t.out = t.layers[len(t.layers)-1].Out.Len()
	if message := C.tower_create(&spec, &t.c); message != nil {
		defer C.free(unsafe.Pointer(message))
		return nil, fmt.Errorf("%w: %s", ErrUnavailable, C.GoString(message))
	}
	t.cleanup = runtime.AddCleanup(t, func(c *C.tower) { C.tower_destroy(c) }, t.c)
	return t, nil
}

// Load copies one layer's parameters: weight (out, in, k, k), bias (out). Layers count from 0.
func (t *Tower) Load(layer int, weight, bias []float32) error {
	if t.c == nil {
		return errClosed()
	}
	if layer < 0 || layer >= len(t.layers) {
		return fmt.Errorf("%w: layer is %d, want 0 to %d", ErrUse, layer, len(t.layers)-1)
	}
	l := t.layers[layer]
	if want := l.Parameters() - l.Out.Channels; len(weight) != want || len(bias) != l.Out.Channels {
		return fmt.Errorf("%w: %s has %d weights and %d biases, want %d and %d", ErrUse, l.Name, len(weight), len(bias), want, l.Out.Channels)
	}
	t.batch, t.loaded = 0, t.loaded&^(1<<layer)
	status := C.tower_load(t.c, C.int(layer), pointer(weight), pointer(bias))
	runtime.KeepAlive(t)
	if status != 0 {
		return failed("load", status)
	}
	t.loaded |= 1 << layer
	return nil
}

// Forward takes n pictures (n, C, H, W), 0 to 255, for n up to the batch, and writes the features (n, C*H*W) to y.
// It keeps neither.
func (t *Tower) Forward(x, y []float32) error {
	if t.c == nil {
		return errClosed()
	}
	if t.loaded != 1<<len(t.layers)-1 {
		return fmt.Errorf("%w: forward before every layer has weights", ErrUse)
	}
	n := len(x) / t.in
	if n < 1 || n > t.config.Batch || len(x) != n*t.in || len(y) != n*t.out {
		return fmt.Errorf("%w: forward from %d to %d values, want n times %d and %d for n from 1 to %d", ErrUse, len(x), len(y), t.in, t.out, t.config.Batch)
	}
	t.batch = 0
	status := C.tower_forward(t.c, C.int(n), pointer(x), pointer(y))
	runtime.KeepAlive(t)
	if status != 0 {
		return failed("forward", status)
	}
	t.batch = n
	return nil
}

// Backward takes the gradient of the last Forward's features and overwrites gradients with that of the parameters:
// weight and bias of each layer, one behind the other. Each Forward has at most one Backward.
func (t *Tower) Backward(dy, gradients []float32) error {
	if t.c == nil {
		return errClosed()
	}
	if t.config.ForwardOnly {
		return fmt.Errorf("%w: backward on a tower made for forward only", ErrUse)
	}
	n := t.batch
	if n == 0 {
		return fmt.Errorf("%w: backward without a forward", ErrUse)
	}
	if len(dy) != n*t.out || len(gradients) != t.params {
		return fmt.Errorf("%w: backward from %d to %d values, want %d and %d", ErrUse, len(dy), len(gradients), n*t.out, t.params)
	}
	t.batch = 0
	status := C.tower_backward(t.c, C.int(n), pointer(dy), pointer(gradients))
	runtime.KeepAlive(t)
	if status != 0 {
		return failed("backward", status)
	}
	return nil
}

// Close frees the tower at once; a tower that is forgotten is freed by the garbage collector. It may be called again.
func (t *Tower) Close() {
	if t.c == nil {
		return
	}
	t.cleanup.Stop()
	C.tower_destroy(t.c)
	t.c = nil
}

func pointer(s []float32) *C.float { return (*C.float)(unsafe.SliceData(s)) }

func errClosed() error { return fmt.Errorf("%w: it was closed", ErrUse) }

func failed(what string, status C.int) error {
	err := ErrUse
	if status == C.TOWER_NOT_FINITE {
		err = ErrValue
	}
	return fmt.Errorf("%w: %s: %s", err, what, C.GoString(C.tower_status(status)))
}
