package recorder

import (
	"image"

	"steersim/sim"
)

// View is one of the three cameras.
type View int

// The cameras, in the order of every array of three.
const (
	Centre View = iota
	Left
	Right
	Views
)

// Info describes a log's record without its pictures.
type Info struct {
	Drive         int // number of the drive within the log, from 0: frames of different drives are not neighbours
	Road, Scene   string
	Seed          uint64
	TimeS         float64 // since the drive's begin
	SpeedMPS      float64
	SteerRad      float64 // of the front wheels, positive left
	CurvaturePerM float64 // the label: what the driver asked for, 1/r, positive left
	Truth         Truth
	Has           [Views]bool // which cameras have a picture
}

// Truth is what only a simulator knows. HasTruth is false for logs of real cars.
type Truth struct {
	Known             bool
	State             sim.State
	SM, OffsetM       float64
	HeadingErrorRad   float64
	LaneCurvaturePerM float64
}

// Dataset is a log opened for reading. It is safe for concurrent use and does not hold pictures in memory.
type Dataset interface {
	Len() int
	Info(i int) Info
	// JPEG appends the encoded picture of record i to buf.
	JPEG(i int, v View, buf []byte) ([]byte, error)
	// Image decodes the picture of record i.
	Image(i int, v View) (image.Image, error)
	// Hash is the SHA-256 of what the log says, the same however the file is named.
	Hash() string
	Close() error
}
