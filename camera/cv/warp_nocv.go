//go:build !cgo || nocv

package cv

import (
	"fmt"
	"image"
)

// Warper moves the pixels of pictures. This build has none.
type Warper struct{}

// NewWarper refuses: this build has no OpenCV.
func NewWarper(size image.Point) (*Warper, error) {
	if err := checkWarp(size); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w: this build has no OpenCV; camera.Reprojection does the same without", ErrWarp)
}

// Close is never reached: NewWarper made no Warper.
func (w *Warper) Close() error { return ErrWarp }

// Warp is never reached: NewWarper made no Warper.
func (w *Warper) Warp(_, _ *image.RGBA, _, _ [9]float64, _ int) error { return ErrWarp }
