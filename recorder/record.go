package recorder

import (
	"errors"
	"image"

	"steersim/sim"
	"steersim/sim/track"
)

// Mistakes that a caller can act on.
var (
	ErrFormat    = errors.New("no readable log")
	ErrNoPicture = errors.New("no picture of this camera")
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

// String is the camera's name in files.
func (v View) String() string {
	switch v {
	case Centre:
		return "centre"
	case Left:
		return "left"
	case Right:
		return "right"
	}
	return "unknown"
}

// Drive is what stays the same for all records between two places where the car was put on the road.
type Drive struct {
	Number      int // within the log, from 0
	Road, Scene string
	Seed        uint64
	Vehicle     string
	Driver      string // who steered: expert, net, person, or one of those below
	Version     string // of the simulator; empty for logs of real cars
	Lane        track.Lane
}

// Drivers whose records say what should be done where a network's own steering led to.
const (
	Correction = "correction" // a person who took the wheel from the network
	Answered   = "net/expert" // the network steered, and every record holds the expert's answer to the pose that it got into
)

// Corrects says whether the drive's records correct a network.
func (d Drive) Corrects() bool { return d.Driver == Correction || d.Driver == Answered }

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

// Truth is what only a simulator knows. Known is false for logs of real cars.
type Truth struct {
	Known             bool
	State             sim.State
	SM, OffsetM       float64
	HeadingErrorRad   float64
	LaneCurvaturePerM float64
}

// Record is an Info with its encoded pictures; JPEG[v] is empty where Has[v] is false.
type Record struct {
	Info
	JPEG [Views][]byte
}

// Writer stores a log. It is used by one goroutine at a time.
type Writer interface {
	// Begin announces a drive. Numbers count up from 0; every record follows the begin of its drive.
	Begin(Drive) error
	// Write stores a record and keeps no part of it. Times do not decrease within a drive.
	// After an error the log ends: what was written before stays readable.
	Write(Record) error
	// Close completes the log. It returns the error that ended the log early, if one did.
	Close() error
}

// Dataset is a log opened for reading. It is safe for concurrent use and does not hold pictures in memory.
// An index out of range panics as a slice's would.
type Dataset interface {
	Len() int
	Info(i int) Info
	// Drives are in the order of their numbers.
	Drives() []Drive
	// JPEG appends the encoded picture of record i to buf.
	JPEG(i int, v View, buf []byte) ([]byte, error)
	// Image decodes the picture of record i.
	Image(i int, v View) (image.Image, error)
	// Hash is the SHA-256 of what the log says, in hexadecimal, the same however the file is named.
	Hash() string
	Close() error
}
