//go:build !cgo || nocv

package cv

import (
	"fmt"
	"image"
)

// Cropper prepares frames as scripts in Python do. This build has none.
type Cropper struct{}

// NewCropper refuses: this build has no OpenCV.
func NewCropper(size image.Point, colour Colour) (*Cropper, error) {
	if err := checkCrop(size, colour); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w: this build has no OpenCV; make deps installs it", ErrCrop)
}

// Crop is never reached: NewCropper made no Cropper.
func (c *Cropper) Crop([]uint8, *image.RGBA, int, int) error { return ErrCrop }
