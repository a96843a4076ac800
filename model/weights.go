package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"steersim/sim"
)

// ErrWeights are parameters that do not fit their spec or are not numbers.
var ErrWeights = errors.New("network weights")

// firstOutputScale makes the first outputs as small as curvatures are: roads bend with about 1/20 per metre at most,
// while He's rule alone would start with outputs of about 1.
const firstOutputScale = 1.0 / 20

// NewWeights draws first weights that keep the size of what flows through a net: normal, with a variance of gain/fan-in; biases
// are 0. Behind a ReLU the gain is 2 (He et al., arXiv 1502.01852, eq. 10); tanh has the slope 1 at 0 and with it the gain 1,
// the sigmoid 1/4 and 16 (Glorot and Bengio 2010). A lone layer, whose loss is convex, begins with zeros.
func NewWeights(s Spec, seed uint64) (Weights, error) {
	w, err := ZeroWeights(s)
	if err != nil {
		return Weights{}, err
	}
	rng := sim.Rand(seed, sim.StreamWeights)
	for i := range s.Size() {
		w.Member(i).draw(rng)
	}
	return w, nil
}

// draw is NewWeights of one network.
func (w Weights) draw(rng *rand.Rand) {
	s := w.Spec
	layers := s.Layers()
	if len(layers) == 1 {
		layers = nil
	}
	for i, l := range layers {
		deviation := math.Sqrt(s.Activation.gain() / float64(l.FanIn()))
		if l.Last {
			deviation *= firstOutputScale
		}
		data := w.Tensors[2*i].Data
		for j := range data {
			data[j] = float32(deviation * rng.NormFloat64())
		}
	}
	w.drawFeatures(rng)
}

// drawFeatures makes features that nothing was learnt for: random directions and atoms, which Coates, Lee and Ng found to be
// worth something already.
func (w Weights) drawFeatures(rng *rand.Rand) {
	for _, t := range w.Fixed() {
		switch t.Name {
		case PatchWhitening, PatchAtoms:
			deviation := math.Sqrt(1 / float64(t.Shape[1]))
			if t.Name == PatchAtoms {
				deviation = 1
			}
			for i := range t.Data {
				t.Data[i] = float32(deviation * rng.NormFloat64())
			}
		case FeatureScale:
			for i := range t.Data {
				t.Data[i] = 1
			}
		}
	}
}

// gain is the variance of first weights, times their fan-in.
func (a Activation) gain() float64 {
	switch a {
	case Sigmoid:
		return 16
	case Tanh:
		return 1
	}
	return 2
}

// ZeroWeights are the spec's tensors, filled with zeros.
func ZeroWeights(s Spec) (Weights, error) {
	if err := s.Check(); err != nil {
		return Weights{}, err
	}
	w := Weights{Spec: s}
	for _, f := range s.Form() {
		w.Tensors = append(w.Tensors, Tensor{f.Name, f.Shape, make([]float32, volume(f.Shape))})
	}
	return w, nil
}

// Form is a tensor's name and shape.
type Form struct {
	Name  string
	Shape []int
	Fixed bool // no training moves it
}

// Form lists the tensors of the spec's weights in their order. The spec must have passed Check.
func (s Spec) Form() []Form {
	var all []Form
	if s.Members > 0 {
		for i := range s.Members {
			all = append(all, s.memberForm(i)...)
		}
		return all
	}
	for _, l := range s.Layers() {
		all = append(all, Form{Name: l.Name + ".weight", Shape: l.WeightShape()}, Form{Name: l.Name + ".bias", Shape: l.BiasShape()})
	}
	return append(all, s.Features.form(s.Input())...)
}

// Fixed are the tensors that no training moves: the constants of the features, which no ensemble has.
func (w Weights) Fixed() []Tensor { return w.Tensors[2*len(w.Spec.Layers())*w.Spec.Size():] }

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

// Equal compares architectures by what they compute, and learn; the name does not count.
func (s Spec) Equal(t Spec) bool {
	return s.Input() == t.Input() && s.Features == t.Features && s.Activation == t.Activation && s.Dropout == t.Dropout && s.Members == t.Members &&
		slices.Equal(s.Conv, t.Conv) && slices.Equal(s.Dense, t.Dense)
}

// Check refuses a missing or misshapen tensor and values that are not finite.
func (w Weights) Check() error {
	if err := w.Spec.Check(); err != nil {
		return err
	}
	form := w.Spec.Form()
	if len(w.Tensors) != len(form) {
		return fmt.Errorf("%w: %d tensors, want %d", ErrWeights, len(w.Tensors), len(form))
	}
	for i, f := range form {
		if err := w.Tensors[i].check(f.Name, f.Shape); err != nil {
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
