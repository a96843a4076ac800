//go:build !cgo || nocv

package cv

import (
	"fmt"
	"image"
)

// Video is a video file being written. This build has none.
type Video struct{}

// CreateVideo refuses: this build has no OpenCV.
func CreateVideo(path string, size image.Point, fps float64) (*Video, error) {
	if err := checkVideo(size, fps); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return nil, fmt.Errorf("%s: %w: this build has no OpenCV; make deps installs it, and a build with CGO_ENABLED=1 and without the tag nocv writes videos", path, ErrVideo)
}

// Write is never reached: CreateVideo made no Video.
func (v *Video) Write(*image.RGBA) error { return ErrVideo }

// Close is never reached: CreateVideo made no Video.
func (v *Video) Close() error { return ErrVideo }

// Version is OpenCV's, empty in a build without it.
func Version() string { return "" }
