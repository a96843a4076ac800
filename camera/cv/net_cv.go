//go:build cgo && !nocv

package cv

// #cgo !windows pkg-config: opencv4
// #cgo windows CPPFLAGS: -IC:/opencv/build/install/include
// #cgo CXXFLAGS: -std=c++11
// #cgo noescape steer_net_forward
// #cgo nocallback steer_net_forward
// #include "net.h"
import "C"

import (
	"fmt"
	"runtime"
	"strings"
	"unsafe"
)

// Net is a network that OpenCV's DNN computes. It is not safe for concurrent use. gocv has one too, but the exceptions of
// OpenCV, which a damaged file or an unknown operator makes, would end the process.
type Net struct {
	net   unsafe.Pointer // cv::dnn::Net; freed with this
	shape [4]C.int
	size  int // values of the input
	why   [400]C.char
}

// ReadNet makes a network of an ONNX file's bytes, for input of a shape. It asks it once, about zeros.
func ReadNet(onnx []byte, shape [4]int) (*Net, error) {
	if err := checkNet(onnx, shape); err != nil {
		return nil, err
	}
	n := &Net{size: 1}
	for i, side := range shape {
		n.shape[i] = C.int(side)
		n.size *= side
	}
	n.net = C.steer_net_read(unsafe.Pointer(&onnx[0]), C.size_t(len(onnx)), &n.shape[0], &n.why[0], C.size_t(len(n.why)))
	if n.net == nil {
		return nil, n.failure()
	}
	runtime.AddCleanup(n, func(net unsafe.Pointer) { C.steer_net_free(net) }, n.net)
	return n, nil
}

// Forward computes the network's one number; x has the input's shape.
func (n *Net) Forward(x []float32) (float32, error) {
	if len(x) != n.size {
		return 0, fmt.Errorf("%w: %d values, want %d of shape %v", ErrNet, len(x), n.size, n.shape)
	}
	var y C.float
	failed := C.steer_net_forward(n.net, (*C.float)(&x[0]), &n.shape[0], &y, &n.why[0], C.size_t(len(n.why)))
	runtime.KeepAlive(n)
	if failed != 0 {
		return 0, n.failure()
	}
	return float32(y), nil
}

// failure is OpenCV's reason in one line.
func (n *Net) failure() error {
	return fmt.Errorf("%w: input of %v: OpenCV %s says: %s", ErrNet, n.shape, Version(), strings.Join(strings.Fields(C.GoString(&n.why[0])), " "))
}
