package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"steersim/sim"
)

// ErrWeights are parameters that do not fit their spec or are not numbers.
var ErrWeights = errors.New("network weights")

// firstOutputScale makes the first outputs as small as curvatures are: roads bend with about 1/20 per metre at most,
// while He's rule alone would start with outputs of about 1.
const firstOutputScale = 1.0 / 20

// NewWeights draws first weights by the rule of He et al. (arXiv 1502.01852, eq. 10): normal, with a variance of
// 2/fan-in, so that a ReLU net keeps the size of what flows through it; biases are 0.
func NewWeights(s Spec, seed uint64) (Weights, error) {
	w, err := ZeroWeights(s)
	if err != nil {
		return Weights{}, err
	}
	rng := sim.Rand(seed, sim.StreamWeights)
	for i, l := range s.Layers() {
		deviation := math.Sqrt(2 / float64(l.FanIn()))
		if l.Last {
			deviation *= firstOutputScale
		}
		data := w.Tensors[2*i].Data
		for j := range data {
			data[j] = float32(deviation * rng.NormFloat64())
		}
	}
	return w, nil
}

// ZeroWeights are the spec's tensors, filled with zeros.
func ZeroWeights(s Spec) (Weights, error) {
	if err := s.Check(); err != nil {
		return Weights{}, err
	}
	w := Weights{Spec: s}
	for _, l := range s.Layers() {
		w.Tensors = append(w.Tensors,
			Tensor{l.Name + ".weight", l.WeightShape(), make([]float32, l.FanIn()*l.Out.Channels)},
			Tensor{l.Name + ".bias", l.BiasShape(), make([]float32, l.Out.Channels)})
	}
	return w, nil
}

// Clone shares no memory with w.
func (w Weights) Clone() Weights {
	c := Weights{Spec: w.Spec.Clone(), Tensors: slices.Clone(w.Tensors)}
	for i, t := range w.Tensors {
		c.Tensors[i].Shape, c.Tensors[i].Data = slices.Clone(t.Shape), slices.Clone(t.Data)
	}
	return c
}

// Hash is the SHA-256 of what the weights are, in hexadecimal: names, shapes and values.
func (w Weights) Hash() string {
	h := sha256.New()
	for _, t := range w.Tensors {
		fmt.Fprintln(h, t.Name, t.Shape)
		b := make([]byte, 0, 4*len(t.Data))
		for _, v := range t.Data {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Clone shares no memory with s.
func (s Spec) Clone() Spec {
	s.Conv, s.Dense = slices.Clone(s.Conv), slices.Clone(s.Dense)
	return s
}

// Equal compares architectures by what they compute; the name does not count.
func (s Spec) Equal(t Spec) bool {
	return s.Input() == t.Input() && s.Activation == t.Activation && slices.Equal(s.Conv, t.Conv) && slices.Equal(s.Dense, t.Dense)
}

// Check refuses a missing or misshapen tensor and values that are not finite.
func (w Weights) Check() error {
	if err := w.Spec.Check(); err != nil {
		return err
	}
	layers := w.Spec.Layers()
	if len(w.Tensors) != 2*len(layers) {
		return fmt.Errorf("%w: %d tensors, want %d", ErrWeights, len(w.Tensors), 2*len(layers))
	}
	for i, l := range layers {
		if err := w.Tensors[2*i].check(l.Name+".weight", l.WeightShape()); err != nil {
			return err
		}
		if err := w.Tensors[2*i+1].check(l.Name+".bias", l.BiasShape()); err != nil {
			return err
		}
	}
	return nil
}

func (t Tensor) check(name string, shape []int) error {
	if t.Name != name {
		return fmt.Errorf("%w: tensor %q stands where %q should", ErrWeights, t.Name, name)
	}
	if !slices.Equal(t.Shape, shape) {
		return fmt.Errorf("%w: %s has shape %v, want %v", ErrWeights, name, t.Shape, shape)
	}
	if want := volume(shape); len(t.Data) != want {
		return fmt.Errorf("%w: %s has %d values, want %d", ErrWeights, name, len(t.Data), want)
	}
	for i, v := range t.Data {
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%w: %s: value %d is %v, want a finite number", ErrWeights, name, i, v)
		}
	}
	return nil
}

func volume(shape []int) int {
	n := 1
	for _, side := range shape {
		n *= side
	}
	return n
}
