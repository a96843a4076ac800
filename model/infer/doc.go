// Package infer is the forward pass for driving: Weights and one picture in, its curvature out, nothing allocated.
// Its oracle is model/graph.
package infer
