package graph_test

import (
	"steersim/model/graph"
	"steersim/trainer"
)

var (
	_ trainer.Fitter = (*graph.Fitter)(nil)
	_ trainer.Fitter = (*graph.Ensemble)(nil)
)
