package graph

import (
	"fmt"

	"gorgonia.org/gorgonia"

	"steersim/model"
	"steersim/model/tower"
)

// convolver adds to x's graph the part of the network that sees: from the raw picture, 0 to 255, through normalisation
// and convolutions to the features, (batch, C, H, W) -> (batch, last conv's C·H·W).
type convolver struct {
	name string
	// most samples that one run should take, 0 for any number: larger batches are cut, their gradients added up.
	most  int
	build builder
}

// builder uses params, which are conv1.weight, conv1.bias, ... as input nodes. train tells whether the graph will be
// differentiated. release frees what the graph holds outside of Go's heap, and may be nil.
type builder func(x *gorgonia.Node, params gorgonia.Nodes, spec model.Spec, batch int, train bool) (features *gorgonia.Node, release func(), err error)

// normalise maps 0..255 to -1..1.
func normalise(x *gorgonia.Node) (*gorgonia.Node, error) {
	scaled, err := gorgonia.HadamardDiv(x, gorgonia.NewConstant(float32(127.5)))
	if err != nil {
		return nil, fmt.Errorf("normalisation: %w", err)
	}
	return gorgonia.Sub(scaled, gorgonia.NewConstant(float32(1)))
}

// activate applies the spec's non-linearity. Gorgonia has no ELU: it is relu(x) + expm1(-relu(-x)).
func activate(x *gorgonia.Node, a model.Activation) (*gorgonia.Node, error) {
	switch a {
	case model.Sigmoid:
		return gorgonia.Sigmoid(x)
	case model.Tanh:
		return gorgonia.Tanh(x)
	}
	positive, err := relu(x)
	if err != nil || a == model.ReLU {
		return positive, err
	}
	negated, err := gorgonia.Neg(x)
	if err != nil {
		return nil, fmt.Errorf("elu: %w", err)
	}
	if negated, err = relu(negated); err != nil {
		return nil, err
	}
	if negated, err = gorgonia.Neg(negated); err != nil {
		return nil, fmt.Errorf("elu: %w", err)
	}
	negative, err := gorgonia.Expm1(negated)
	if err != nil {
		return nil, fmt.Errorf("elu: %w", err)
	}
	return gorgonia.Add(positive, negative)
}

// relu has the derivative 0 at 0, as everybody else's; Gorgonia's Rectify has 1 there.
func relu(x *gorgonia.Node) (*gorgonia.Node, error) {
	on, err := gorgonia.Gt(x, gorgonia.NewConstant(float32(0)), true)
	if err != nil {
		return nil, fmt.Errorf("relu: %w", err)
	}
	return gorgonia.HadamardProd(x, on)
}

// Engine names what computes the convolutions in this build on this processor.
func Engine() string {
	if !towered(false) {
		return stock.name
	}
	return usual().name
}

// towered says whether this build has a tower that this processor can use.
func towered(bfloat16 bool) bool {
	t, err := tower.New(tower.Config{Spec: model.PilotNet(), Batch: 1, BFloat16: bfloat16})
	if err != nil {
		return false
	}
	t.Close()
	return true
}

// BFloat16 says whether this build learns by products of 8 bits of precision on this processor.
func BFloat16() bool { return towered(true) }
