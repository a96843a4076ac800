//go:build !cgo || nodnnl

package graph

// usual is the convolution of a build without oneDNN.
func usual() convolver { return stock }
