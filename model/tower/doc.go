// Package tower runs a network's convolutions as one: pictures in, features out; the features' gradient in, the weights' out.
//
// The arithmetic is oneDNN's. A batch is cut into shards of fixed size, which the threads share; gradients are summed in
// the shards' order. So the same numbers come out bit for bit, run after run, on any number of threads.
// Builds without cgo, or with the tag nodnnl, have no tower: New says so with ErrUnavailable.
package tower
