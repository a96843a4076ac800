//go:build !cgo || nocv

package cv

import (
	"fmt"
	"image"
)

// LaneFinder finds stripes of paint on the road. This build has none.
type LaneFinder struct{}

// NewLaneFinder refuses: this build has no OpenCV.
func NewLaneFinder(c LaneConfig) (*LaneFinder, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w: this build has no OpenCV; make deps installs it, and a build with CGO_ENABLED=1 and without the tag nocv drives by the lane", ErrLane)
}

// Find is never reached: NewLaneFinder made no LaneFinder.
func (*LaneFinder) Find(*image.RGBA) ([]LaneMark, error) { return nil, ErrLane }

// Stages is never reached: NewLaneFinder made no LaneFinder.
func (*LaneFinder) Stages() LaneStages { return LaneStages{} }
