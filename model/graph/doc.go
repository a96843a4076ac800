// Package graph is the one door to Gorgonia: a Spec and batches in, trained Weights out.
//
// Gorgonia keeps the graph, the derivatives, the dense layers and the loss. The convolutions are one function that can
// be replaced (convolve.go); its stock form, Gorgonia's own, needs no C library and is the oracle of the fast one.
// The same batches give the same weights bit for bit on one CPU family, on any number of cores: gonum's matrix product
// cuts the work into blocks of a fixed size and adds up each block in one order, whoever computes it.
package graph
