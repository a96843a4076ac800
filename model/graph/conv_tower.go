package graph

import (
	"fmt"

	"gorgonia.org/gorgonia"

	"steersim/model"
	"steersim/model/tower"
)

// fast is all convolutions as one node of the graph, which oneDNN computes.
var fast = convolver{name: "onednn", build: buildTower(false)}

// half is fast with products of bfloat16 where a graph learns. Where it only predicts it is fast, as the driving is.
var half = convolver{name: "onednn-bfloat16", build: buildTower(true)}

func buildTower(bfloat16 bool) builder {
	return func(x *gorgonia.Node, params gorgonia.Nodes, spec model.Spec, batch int, train bool) (*gorgonia.Node, func(), error) {
		op, err := newTowerOp(tower.Config{Spec: spec, Batch: batch, ForwardOnly: !train, BFloat16: bfloat16 && train})
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
}

// newTowerOp makes the tower and the memory that its results are in, run after run.
func newTowerOp(config tower.Config) (*towerOp, error) {
	t, err := tower.New(config)
	if err != nil {
		return nil, err
	}
	layers := config.Spec.Layers()[:len(config.Spec.Conv)]
	features := layers[len(layers)-1].Out.Len()
	op := &towerOp{
		tower: t, params: parts(config.Spec)[:2*len(layers)],
		features: view(make([]float32, config.Batch*features), config.Batch, features),
	}
	if !config.ForwardOnly {
		n := config.Parameters()
		op.gradients = view(make([]float32, n), n)
	}
	return op, nil
}
