package graph

import (
	"fmt"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"

	"steersim/model"
)

// network is one Gorgonia graph with the machine that runs it. Its parameters are views of memory that belongs to the
// fitter; no two networks share a tensor's header, because Gorgonia transposes in place.
type network struct {
	graph   *gorgonia.ExprGraph
	params  gorgonia.Nodes
	x       *gorgonia.Node
	output  *gorgonia.Node // (B), TargetScale times the curvature
	vm      gorgonia.VM
	release func()

	raw   gorgonia.Value  // output after a run
	y, w  *tensor.Dense   // target and weight of each sample; only with a loss
	masks []*tensor.Dense // of dropout; only with a loss
	loss  gorgonia.Value
}

// view is a tensor over memory that somebody else owns.
func view(data []float32, shape ...int) *tensor.Dense {
	return tensor.New(tensor.WithShape(shape...), tensor.WithBacking(data))
}

// newForward builds the graph from the picture to the output, with the parameters laid out in params as parts says. A graph that
// learns leaves out what the spec's dropout says.
func newForward(spec model.Spec, batch int, conv convolver, params []float32, train bool) (*network, error) {
	n := &network{graph: gorgonia.NewGraph()}
	in := spec.Input()
	n.x = gorgonia.NewTensor(n.graph, tensor.Float32, 4, gorgonia.WithShape(batch, in.Channels, in.Height, in.Width), gorgonia.WithName("x"))
	for _, p := range learnt(spec) {
		value := view(params[p.from:p.to], p.shape...)
		n.params = append(n.params, gorgonia.NewTensor(n.graph, tensor.Float32, len(p.shape), gorgonia.WithShape(p.shape...), gorgonia.WithName(p.name), gorgonia.WithValue(value)))
	}
	h, err := n.see(spec, batch, conv, params, train)
	if err != nil {
		return nil, err
	}
	if n.output, err = n.dense(h, spec, batch, train); err != nil {
		n.close()
		return nil, err
	}
	gorgonia.Read(n.output, &n.raw)
	return n, nil
}

// see adds what comes before the fully connected layers: (B, C, H, W) -> (B, features).
func (n *network) see(spec model.Spec, batch int, conv convolver, params []float32, train bool) (*gorgonia.Node, error) {
	if len(spec.Conv) == 0 {
		return extracted(n.x, spec, tensors(params, spec).Fixed(), batch)
	}
	h, release, err := conv.build(n.x, n.params[:2*len(spec.Conv)], spec, batch, train)
	if err != nil {
		return nil, fmt.Errorf("%s convolutions: %w", conv.name, err)
	}
	n.release = release
	return h, nil
}

// dense adds the fully connected layers: (B, features) -> (B).
func (n *network) dense(h *gorgonia.Node, spec model.Spec, batch int, train bool) (*gorgonia.Node, error) {
	params := n.params[2*len(spec.Conv):]
	for i, l := range spec.Layers()[len(spec.Conv):] {
		var err error
		if train && spec.Dropout > 0 && !l.Last {
			if h, err = n.drop(h, spec.Dropout); err != nil {
				return nil, fmt.Errorf("%s: dropout: %w", l.Name, err)
			}
		}
		inner := i > 0 || len(spec.Conv) > 0 // features do not learn
		if h, err = affine(h, params[2*i], params[2*i+1], inner); err != nil {
			return nil, fmt.Errorf("%s: %w", l.Name, err)
		}
		if l.Last {
			break
		}
		if h, err = activate(h, spec.Activation); err != nil {
			return nil, fmt.Errorf("%s: %w", l.Name, err)
		}
	}
	return gorgonia.Reshape(h, tensor.Shape{batch})
}

// newPredictor runs forward only.
func newPredictor(spec model.Spec, batch int, conv convolver, params []float32) (*network, error) {
	n, err := newForward(spec, batch, conv, params, false)
	if err != nil {
		return nil, err
	}
	n.vm = gorgonia.NewTapeMachine(n.graph)
	return n, nil
}

// newLearner runs forward and backward: each run leaves the gradient of sum(w·(output-y)²) in gradient.
func newLearner(spec model.Spec, batch int, conv convolver, params, gradient []float32) (*network, error) {
	n, err := newForward(spec, batch, conv, params, true)
	if err != nil {
		return nil, err
	}
	if err := n.addLoss(spec, batch, gradient); err != nil {
		n.close()
		return nil, fmt.Errorf("loss: %w", err)
	}
	n.vm = gorgonia.NewTapeMachine(n.graph)
	return n, nil
}

func (n *network) addLoss(spec model.Spec, batch int, gradient []float32) error {
	n.y, n.w = view(make([]float32, batch), batch), view(make([]float32, batch), batch)
	y := gorgonia.NewVector(n.graph, tensor.Float32, gorgonia.WithShape(batch), gorgonia.WithName("y"), gorgonia.WithValue(n.y))
	w := gorgonia.NewVector(n.graph, tensor.Float32, gorgonia.WithShape(batch), gorgonia.WithName("w"), gorgonia.WithValue(n.w))
	miss, err := gorgonia.Sub(n.output, y)
	if err != nil {
		return err
	}
	if miss, err = gorgonia.Square(miss); err != nil {
		return err
	}
	if miss, err = gorgonia.HadamardProd(w, miss); err != nil {
		return err
	}
	loss, err := gorgonia.Sum(miss)
	if err != nil {
		return err
	}
	gorgonia.Read(loss, &n.loss)
	grads, err := gorgonia.Grad(loss, n.params...)
	if err != nil {
		return err
	}
	into := make([]gorgonia.Value, len(grads))
	for i, p := range learnt(spec) {
		into[i] = view(gradient[p.from:p.to], p.shape...) // Read copies into a value that is already there
		gorgonia.Read(grads[i], &into[i])
	}
	return nil
}

// compute runs the graph on pictures, (B, C, H, W), which it does not change.
func (n *network) compute(pictures []float32) error {
	if err := gorgonia.Let(n.x, view(pictures, n.x.Shape()...)); err != nil {
		return err
	}
	n.vm.Reset()
	return n.vm.RunAll()
}

func (n *network) close() {
	if n.vm != nil {
		_ = n.vm.Close() // a tape machine without a GPU has nothing that could fail
	}
	if n.release != nil {
		n.release()
	}
}
