// Package onnx is networks for other programs, and those of others: Weights in, an ONNX file out, and back; a foreign file
// in, the same checked out.
//
// Files are of IR version 6 and opset 11 (ONNX 1.6, 2019), as old as the operators allow: OpenCV 4.6 and onnxruntime 1.32 read them.
package onnx

import "errors"

// ErrFile is a file that is no ONNX network, or none that steers.
var ErrFile = errors.New("ONNX file")

// ErrForeign is a file that Write did not make: how it is to be driven is not in it.
var ErrForeign = errors.New("not exported by steersim")

const (
	irVersion = 6
	opset     = 11
)

// Names of the network's only input, YUV as camera.Prepare makes it, (1, C, H, W) from 0 to 255, and only output, (1, 1).
const (
	InputName  = "image"
	OutputName = "curvature_per_m"
)
