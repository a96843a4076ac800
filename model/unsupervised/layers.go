package unsupervised

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/model"
	"steersim/model/graph"
	"steersim/model/infer"
	"steersim/sim"
)

// Of the autoencoders.
const (
	inputsWanted  = 20_000 // of each layer
	encoderBatch  = 64
	encoderRounds = 3
	encoderRate   = 1e-3
)

// Layers are first weights of a deep spec, learnt layer by layer from the picture on, each as an autoencoder of what the layers
// before it make of the pictures; the last layer is drawn. A convolution learns from patches as large as its kernel.
func Layers(ctx context.Context, spec model.Spec, pictures [][]float32, seed uint64) (model.Weights, error) {
	w, err := begin(spec, pictures, seed)
	if err != nil {
		return w, err
	}
	if len(spec.Conv) == 0 {
		return w, fmt.Errorf("%w: %q has no convolutions to learn one by one", model.ErrSpec, spec.Name)
	}
	rng := sim.Rand(seed, sim.StreamPatches)
	var vectors []float32 // what goes into a dense layer
	for i, l := range spec.Layers() {
		if l.Last {
			break
		}
		var inputs []float32
		switch {
		case l.Kernel > 0:
			inputs, err = patches(ctx, w, i, pictures, rng)
		case i == len(spec.Conv):
			vectors, err = maps(ctx, w, i, pictures)
			inputs = vectors
		default:
			inputs = vectors
		}
		if err != nil {
			return w, err
		}
		weight, bias := w.Tensors[2*i].Data, w.Tensors[2*i+1].Data
		if err := encode(ctx, weight, bias, inputs, l, spec.Activation, rng); err != nil {
			return w, fmt.Errorf("%s: %w", l.Name, err)
		}
		if spec.Activation == model.ReLU {
			rescale(weight, bias, inputs, l)
		}
		if l.Kernel == 0 {
			vectors = forward(vectors, weight, bias, l, spec.Activation)
		}
	}
	return w, nil
}

// encode learns one layer from its inputs, (n, in).
func encode(ctx context.Context, weight, bias, inputs []float32, l model.Layer, a model.Activation, rng *rand.Rand) error {
	in := l.FanIn()
	e, err := graph.NewAutoencoder(weight, in, l.Out.Channels, a, encoderBatch)
	if err != nil {
		return err
	}
	defer e.Close()
	n, x := len(inputs)/in, make([]float32, encoderBatch*in)
	steps := encoderRounds * inputsWanted / encoderBatch
	for step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range encoderBatch {
			copy(x[i*in:(i+1)*in], inputs[rng.IntN(n)*in:])
		}
		if _, err := e.Step(x, encoderRate*(1-float64(step)/float64(steps))); err != nil {
			return err
		}
	}
	learnt, offsets := e.Layer()
	copy(weight, learnt)
	copy(bias, offsets)
	return nil
}

// rescale brings what a layer of ReLU makes of its inputs to their own size, as drawn weights do (He et al., arXiv 1502.01852): what an
// autoencoder finds is the same at any size, and grows from layer to layer, until the first answers are far too large to learn from.
func rescale(weight, bias, inputs []float32, l model.Layer) {
	into := inputs[:min(len(inputs), inputsRescaled*l.FanIn())]
	before, after := meanSquare(into), meanSquare(forward(into, weight, bias, l, model.ReLU))
	if before == 0 || after == 0 {
		return // of black pictures or a dead layer
	}
	by := float32(math.Sqrt(before / after))
	for _, values := range [][]float32{weight, bias} {
		for i := range values {
			values[i] *= by
		}
	}
}

const inputsRescaled = 2000

func meanSquare(values []float32) (m float64) {
	for _, v := range values {
		m += float64(v) * float64(v)
	}
	return m / float64(len(values))
}

// below is the spec up to a convolution, with the weights so far and one unit on top that nobody asks.
func below(w model.Weights, layer int) (*infer.Pure, error) {
	spec := w.Spec.Clone()
	spec.Conv, spec.Dense = spec.Conv[:layer], []int{1}
	part, err := model.ZeroWeights(spec)
	if err != nil {
		return nil, err
	}
	copy(part.Tensors, w.Tensors[:2*layer])
	return infer.NewPure(part)
}

// patches are what a convolution's kernel sees, (n, C, k, k), at random places of the maps before it.
func patches(ctx context.Context, w model.Weights, layer int, pictures [][]float32, rng *rand.Rand) (all []float32, err error) {
	l := w.Spec.Layers()[layer]
	var net *infer.Pure
	if layer > 0 {
		if net, err = below(w, layer); err != nil {
			return nil, err
		}
	}
	each := (inputsWanted + len(pictures) - 1) / len(pictures)
	for _, p := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at := func(c, y, x int) float32 { return p[(c*l.In.Height+y)*l.In.Width+x]/127.5 - 1 }
		if net != nil {
			if _, err := net.Predict(p); err != nil {
				return nil, err
			}
			m, _ := net.Maps(layer - 1)
			at = func(c, y, x int) float32 { return m[(y*l.In.Width+x)*l.In.Channels+c] }
		}
		for range each {
			y, x := rng.IntN(l.Out.Height)*l.Stride, rng.IntN(l.Out.Width)*l.Stride
			for c := range l.In.Channels {
				for dy := range l.Kernel {
					for dx := range l.Kernel {
						all = append(all, at(c, y+dy, x+dx))
					}
				}
			}
		}
	}
	return all, nil
}

// maps are the last convolution's outputs, (n, C·H·W).
func maps(ctx context.Context, w model.Weights, layers int, pictures [][]float32) (all []float32, err error) {
	net, err := below(w, layers)
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, err := net.Predict(p); err != nil {
			return nil, err
		}
		m, shape := net.Maps(layers - 1)
		for c := range shape.Channels {
			for pixel := range shape.Height * shape.Width {
				all = append(all, m[pixel*shape.Channels+c])
			}
		}
	}
	return all, nil
}

// forward is a dense layer with its activation: (n, in) -> (n, out).
func forward(inputs, weight, bias []float32, l model.Layer, a model.Activation) (all []float32) {
	in, activate := l.FanIn(), infer.Activation(a)
	for from := 0; from < len(inputs); from += in {
		at := len(all)
		for o, b := range bias {
			for i, v := range inputs[from : from+in] {
				b += weight[o*in+i] * v
			}
			all = append(all, b)
		}
		activate(all[at:])
	}
	return all
}
