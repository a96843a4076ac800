package setup

import (
	"cmp"
	"fmt"
	"image"
	"math"

	"steersim/camera/cv"
	"steersim/model/foreign"
	"steersim/model/onnx"
)

// Layouts of a network's input.
const (
	nchw = "nchw"
	nhwc = "nhwc"
)

// usualSize is the picture of a PilotNet.
var usualSize = image.Pt(200, 66)

// Foreign is a network that others made, read once, from which every drive makes its own pilot.
type Foreign struct {
	Name   string // the path as it was given
	config foreign.Config
	colour cv.Colour
	shape  [4]int
	bytes  []byte // of the ONNX file, as far as it was looked at
}

// read reads the file and asks the network once.
func (f *Foreign) read(layout string) error {
	data, err := onnx.Bytes(f.Name)
	if err != nil {
		return err
	}
	file, err := onnx.Parse(data)
	if err != nil {
		return err
	}
	f.resolve(file.Shape, layout)
	if f.bytes, err = file.Fix(f.shape); err != nil {
		return err
	}
	_, err = f.Pilot()
	return err
}

// resolve settles layout and size: as the flags say, else as the file's shape does, else as is usual.
func (f *Foreign) resolve(file [4]int, layout string) {
	if layout == "" {
		layout = nchw
		if file[1] != 3 && file[3] == 3 {
			layout = nhwc
		}
	}
	f.config.Planes = layout == nchw
	height, width := file[1], file[2]
	if f.config.Planes {
		height, width = file[2], file[3]
	}
	size := &f.config.Size
	if *size == (image.Point{}) {
		*size = image.Pt(cmp.Or(width, usualSize.X), cmp.Or(height, usualSize.Y))
	}
	f.shape = [4]int{1, size.Y, size.X, 3}
	if f.config.Planes {
		f.shape = [4]int{1, 3, size.Y, size.X}
	}
}

// Pilot is the network as a driver of its own.
func (f *Foreign) Pilot() (*foreign.Pilot, error) {
	network, err := cv.ReadNet(f.bytes, f.shape)
	if err != nil {
		return nil, err
	}
	cropper, err := cv.NewCropper(f.config.Size, f.colour)
	if err != nil {
		return nil, err
	}
	return foreign.NewPilot(network, cropper, f.config)
}

// assumed says in a line how the network is driven.
func (f *Foreign) assumed() string {
	a, means := f.config.Answer, "curvature in 1/m"
	switch a.Output {
	case foreign.Steering:
		means = fmt.Sprintf("wheel angle over %g°", math.Round(a.LockRad*180/math.Pi*1e6)/1e6)
	case foreign.Radians:
		means = "wheel angle in radians"
	}
	return fmt.Sprintf("assumed: %v cut off at top and bottom, resized to %dx%d, %s, %v, input %v; answers with %s, positive to the %s (drive -h: --onnx flags)",
		f.config.Crop, f.config.Size.X, f.config.Size.Y, f.colour, f.config.Scale, f.shape, means, a.Positive)
}
