package camera

import (
	"errors"
	"fmt"
	"image"
	"math"
)

// ErrConfig marks a painter or a preparation that cannot be made as wished.
var ErrConfig = errors.New("camera config")

// Mount is where a camera sits on the car and where it looks. It has no roll.
type Mount struct {
	ForwardM       float64 `json:"forward_m"` // of the car's centre of mass
	LeftM          float64 `json:"left_m"`
	HeightM        float64 `json:"height_m"`          // above the ground
	PitchRad       float64 `json:"pitch_rad"`         // downward
	YawRad         float64 `json:"yaw_rad"`           // to the left
	FieldOfViewRad float64 `json:"field_of_view_rad"` // vertical
}

// The three cameras of the Udacity simulator (udacity/self-driving-car-sim); its accidental yaw and roll are left out.
const (
	udacityForwardM  = 1.0
	udacityLeftM     = 0.806
	udacityRightM    = 0.825
	udacityHeightM   = 1.2
	udacityPitchRad  = 9.5 * math.Pi / 180
	udacityFieldOfVw = 60 * math.Pi / 180
)

// The mounts by name; nobody changes them.
var (
	CentreMount = Mount{ForwardM: udacityForwardM, HeightM: udacityHeightM, PitchRad: udacityPitchRad, FieldOfViewRad: udacityFieldOfVw}
	LeftMount   = CentreMount.movedLeft(udacityLeftM)
	RightMount  = CentreMount.movedLeft(-udacityRightM)
)

// DefaultMounts are the centre, left and right cameras, in the order of recorder.View.
func DefaultMounts() [3]Mount { return [3]Mount{CentreMount, LeftMount, RightMount} }

func (m Mount) movedLeft(metres float64) Mount {
	m.LeftM += metres
	return m
}

// DefaultSize is that of recorded frames.
func DefaultSize() image.Point { return image.Pt(320, 160) }

func (m Mount) check() error {
	var errs []error
	within := func(name string, v, least, most float64) {
		if !(v >= least && v <= most) {
			errs = append(errs, fmt.Errorf("%w: mount's %s is %v, want %g to %g", ErrConfig, name, v, least, most))
		}
	}
	within("forward_m", m.ForwardM, -10, 10)
	within("left_m", m.LeftM, -10, 10)
	within("height_m", m.HeightM, 0.1, 50)
	within("pitch_rad", m.PitchRad, -0.6, 1.2)
	within("yaw_rad", m.YawRad, -math.Pi, math.Pi)
	within("field_of_view_rad", m.FieldOfViewRad, 0.05, 2.5)
	return errors.Join(errs...)
}
