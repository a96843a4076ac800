//go:build !cgo || nocv

package cv

import "fmt"

// Net is a network that OpenCV's DNN computes. This build has none.
type Net struct{}

// ReadNet refuses: this build has no OpenCV.
func ReadNet(onnx []byte, shape [4]int) (*Net, error) {
	if err := checkNet(onnx, shape); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w: this build has no OpenCV; make deps installs it, and a build with CGO_ENABLED=1 and without the tag nocv drives by the networks of others", ErrNet)
}

// Forward is never reached: ReadNet made no Net.
func (n *Net) Forward([]float32) (float32, error) { return 0, ErrNet }
