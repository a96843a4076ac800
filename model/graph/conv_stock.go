package graph

import (
	"fmt"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"

	"steersim/model"
)

// stock is the convolution that Gorgonia offers: pictures unrolled into patches, then a matrix product. The patches take 20 MB a
// sample of PilotNet, forward and back, so few samples go at a time; that is faster, too.
var stock = convolver{name: "gorgonia", most: 8, build: buildStock}

// dense is the engine of networks without convolutions, whose work is all in the graph.
var dense = convolver{name: "gorgonia"}

func buildStock(x *gorgonia.Node, params gorgonia.Nodes, spec model.Spec, batch int, _ bool) (*gorgonia.Node, func(), error) {
	h, err := normalise(x)
	if err != nil {
		return nil, nil, err
	}
	layers := spec.Layers()[:len(spec.Conv)]
	for i, l := range layers {
		if h, err = convolveStock(h, params[2*i], params[2*i+1], l, spec.Activation, i > 0); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", l.Name, err)
		}
	}
	h, err = gorgonia.Reshape(h, tensor.Shape{batch, layers[len(layers)-1].Out.Len()}) // (B, C, H, W) -> (B, C·H·W)
	return h, nil, err
}

// convolveStock is one layer; inner tells whether h depends on parameters, while the picture needs no gradient.
func convolveStock(h, weight, bias *gorgonia.Node, l model.Layer, a model.Activation, inner bool) (*gorgonia.Node, error) {
	batch := h.Shape()[0]
	k, s := l.Kernel, l.Stride
	patches, err := gorgonia.Im2Col(h, tensor.Shape{k, k}, []int{0, 0}, []int{s, s}, []int{1, 1}) // -> (B, H', W', C·k·k)
	if err != nil {
		return nil, err
	}
	if patches, err = gorgonia.Reshape(patches, tensor.Shape{batch * l.Out.Height * l.Out.Width, l.FanIn()}); err != nil {
		return nil, err
	}
	if weight, err = gorgonia.Reshape(weight, tensor.Shape{l.Out.Channels, l.FanIn()}); err != nil {
		return nil, err
	}
	if h, err = affine(patches, weight, bias, inner); err != nil { // -> (B·H'·W', C')
		return nil, err
	}
	if h, err = activate(h, a); err != nil {
		return nil, err
	}
	if h, err = gorgonia.Reshape(h, tensor.Shape{batch, l.Out.Height, l.Out.Width, l.Out.Channels}); err != nil {
		return nil, err
	}
	return gorgonia.Transpose(h, 0, 3, 1, 2) // -> (B, C', H', W')
}
