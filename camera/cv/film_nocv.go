//go:build !cgo || nocv

package cv

import (
	"fmt"
	"image"
)

// Film is a video file being read. This build has none.
type Film struct{}

// OpenFilm refuses: this build has no OpenCV.
func OpenFilm(path string) (*Film, error) {
	return nil, fmt.Errorf("%s: %w: this build has no OpenCV; make deps installs it, and a build with CGO_ENABLED=1 and without the tag nocv reads videos", path, ErrVideo)
}

// Size is never reached, as are FPS, Frames, Next and Close: OpenFilm made no Film.
func (f *Film) Size() image.Point { return image.Point{} }

// FPS is never reached.
func (f *Film) FPS() float64 { return 0 }

// Frames is never reached.
func (f *Film) Frames() int { return 0 }

// Next is never reached.
func (f *Film) Next(*image.RGBA) (bool, error) { return false, ErrVideo }

// Close is never reached.
func (f *Film) Close() error { return ErrVideo }
