//go:build cgo && !nodnnl

package graph

// usual is the convolution of a build with oneDNN.
func usual() convolver { return fast }
