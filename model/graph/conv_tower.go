package graph

import (
	"fmt"

	"gorgonia.org/gorgonia"

	"steersim/model"
	"steersim/model/tower"
)

// fast is all convolutions as one node of the graph, which oneDNN computes.
var fast = convolver{name: "onednn", build: buildTower}

func buildTower(x *gorgonia.Node, params gorgonia.Nodes, spec model.Spec, batch int, train bool) (*gorgonia.Node, func(), error) {
	op, err := newTowerOp(spec, batch, train)
	if err != nil {
		return nil, nil, err
	}
	features, err := gorgonia.ApplyOp(op, append(gorgonia.Nodes{x}, params...)...)
	if err != nil {
		op.tower.Close()
		return nil, nil, fmt.Errorf("convolution tower: %w", err)
	}
	return features, op.tower.Close, nil
}

// newTowerOp makes the tower and the memory that its results are in, run after run.
func newTowerOp(spec model.Spec, batch int, train bool) (*towerOp, error) {
	config := tower.Config{Spec: spec, Batch: batch, ForwardOnly: !train}
	t, err := tower.New(config)
	if err != nil {
		return nil, err
	}
	layers := spec.Layers()[:len(spec.Conv)]
	features := layers[len(layers)-1].Out.Len()
	op := &towerOp{
		tower: t, params: parts(spec)[:2*len(layers)],
		features: view(make([]float32, batch*features), batch, features),
	}
	if train {
		n := config.Parameters()
		op.gradients = view(make([]float32, n), n)
	}
	return op, nil
}
