package model

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// ErrSpec is an architecture that cannot be built.
var ErrSpec = errors.New("network spec")

// Limits of Check: far above anything that drives, far below what would exhaust the memory.
const (
	maxSide       = 4096
	maxLayers     = 64
	maxParameters = 1 << 26
	mostDropout   = 0.95
)

// Shape is a picture of features: channels, height, width. A dense layer's is (n, 1, 1).
type Shape struct{ Channels, Height, Width int }

// Len is the number of values.
func (s Shape) Len() int { return s.Channels * s.Height * s.Width }

// Layer is one layer that learns.
type Layer struct {
	Name    string // conv1, conv2, ... fc1, ...
	In, Out Shape
	Kernel  int // 0 for a dense layer
	Stride  int
	Last    bool // nothing follows it, not even the activation
}

// WeightShape is (out, in, k, k) of a convolution, (out, in) of a dense layer.
func (l Layer) WeightShape() []int {
	if l.Kernel == 0 {
		return []int{l.Out.Len(), l.In.Len()}
	}
	return []int{l.Out.Channels, l.In.Channels, l.Kernel, l.Kernel}
}

// BiasShape is (out).
func (l Layer) BiasShape() []int { return []int{l.Out.Channels} }

// FanIn is how many inputs each output sums up.
func (l Layer) FanIn() int {
	if l.Kernel == 0 {
		return l.In.Len()
	}
	return l.In.Channels * l.Kernel * l.Kernel
}

// Parameters counts weights and biases.
func (l Layer) Parameters() int { return (l.FanIn() + 1) * l.Out.Channels }

// MultiplyAdds of one picture, biases not counted.
func (l Layer) MultiplyAdds() int { return l.FanIn() * l.Out.Len() }

// Input is the shape of the network's picture.
func (s Spec) Input() Shape { return Shape{s.Channels, s.Height, s.Width} }

// Layers lists the layers that learn, from the picture or its features to the curvature; of an ensemble, one member's. The spec
// must have passed Check.
func (s Spec) Layers() []Layer {
	layers := make([]Layer, 0, len(s.Conv)+len(s.Dense))
	in := s.Features.Shape(s.Input())
	for i, c := range s.Conv {
		out := Shape{c.Out, (in.Height-c.Kernel)/c.Stride + 1, (in.Width-c.Kernel)/c.Stride + 1}
		layers = append(layers, Layer{Name: "conv" + strconv.Itoa(i+1), In: in, Out: out, Kernel: c.Kernel, Stride: c.Stride})
		in = out
	}
	for i, n := range s.Dense {
		out := Shape{n, 1, 1}
		layers = append(layers, Layer{Name: "fc" + strconv.Itoa(i+1), In: in, Out: out, Last: i == len(s.Dense)-1})
		in = out
	}
	return layers
}

// Parameters counts what is learned.
func (s Spec) Parameters() int {
	n := 0
	for _, l := range s.Layers() {
		n += l.Parameters()
	}
	return n * s.Size()
}

// Values counts all numbers of the weights, with the constants of the features.
func (s Spec) Values() int {
	n := 0
	for _, f := range s.Form() {
		n += volume(f.Shape)
	}
	return n
}

// MultiplyAdds is the work of one forward pass, features not counted.
func (s Spec) MultiplyAdds() int {
	n := 0
	for _, l := range s.Layers() {
		n += l.MultiplyAdds()
	}
	return n * s.Size()
}

// Check refuses what cannot be built.
func (s Spec) Check() error {
	if !slices.Contains(Activations(), s.Activation) {
		return fmt.Errorf("%w: activation is %q, want one of %q", ErrSpec, s.Activation, Activations())
	}
	if !(s.Dropout >= 0 && s.Dropout <= mostDropout) {
		return fmt.Errorf("%w: dropout is %v, want 0 to %v", ErrSpec, s.Dropout, mostDropout)
	}
	in := s.Input()
	for _, n := range []int{in.Channels, in.Height, in.Width} {
		if n < 1 || n > maxSide {
			return fmt.Errorf("%w: input is %v, want sides of 1 to %d", ErrSpec, in, maxSide)
		}
	}
	if n := len(s.Conv) + len(s.Dense); len(s.Dense) < 1 || n > maxLayers {
		return fmt.Errorf("%w: %d convolutions and %d dense layers, want a dense one at least and at most %d in all", ErrSpec, len(s.Conv), len(s.Dense), maxLayers)
	}
	if (s.Features.Kind != "") == (len(s.Conv) > 0) {
		return fmt.Errorf("%w: %d convolutions and features %q, want either the ones or the others", ErrSpec, len(s.Conv), s.Features.Kind)
	}
	if err := s.Features.check(in); err != nil {
		return err
	}
	for i, c := range s.Conv {
		switch {
		case c.Out < 1 || c.Out > maxSide:
			return fmt.Errorf("%w: conv%d has %d outputs, want 1 to %d", ErrSpec, i+1, c.Out, maxSide)
		case c.Kernel < 1 || c.Kernel > min(in.Height, in.Width):
			return fmt.Errorf("%w: conv%d has a kernel of %d on %dx%d, want 1 to the shorter side", ErrSpec, i+1, c.Kernel, in.Height, in.Width)
		case c.Stride < 1 || c.Stride > maxSide:
			return fmt.Errorf("%w: conv%d has a stride of %d, want 1 to %d", ErrSpec, i+1, c.Stride, maxSide)
		}
		in = Shape{c.Out, (in.Height-c.Kernel)/c.Stride + 1, (in.Width-c.Kernel)/c.Stride + 1}
	}
	for i, n := range s.Dense {
		if n < 1 || n > maxSide {
			return fmt.Errorf("%w: fc%d has %d outputs, want 1 to %d", ErrSpec, i+1, n, maxSide)
		}
	}
	if last := s.Dense[len(s.Dense)-1]; last != 1 {
		return fmt.Errorf("%w: the last layer has %d outputs, want 1, the curvature", ErrSpec, last)
	}
	if err := s.checkMembers(); err != nil {
		return err
	}
	return s.checkSize()
}

// checkSize bounds the memory: with every factor below maxSide no product here overflows.
func (s Spec) checkSize() error {
	if n := s.Input().Len(); n > maxParameters {
		return fmt.Errorf("%w: input is %v, which is %d numbers, want at most %d", ErrSpec, s.Input(), n, maxParameters)
	}
	total := 0
	for _, l := range s.Layers() {
		if total += l.Parameters() * s.Size(); total > maxParameters || l.Out.Len() > maxParameters {
			return fmt.Errorf("%w: %s brings the parameters to %d and has %d outputs, want at most %d of either", ErrSpec, l.Name, total, l.Out.Len(), maxParameters)
		}
	}
	for _, f := range s.Features.form(s.Input()) {
		if total += volume(f.Shape); total > maxParameters {
			return fmt.Errorf("%w: %s brings the numbers to %d, want at most %d", ErrSpec, f.Name, total, maxParameters)
		}
	}
	return nil
}
