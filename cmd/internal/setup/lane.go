package setup

import (
	"image"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/model/lane"
	"steersim/sim"
)

// In the bird's-eye view, what stripes and wheel tracks are narrower than, and how far to either side the tarmac's border changes the brightness.
const (
	stripeM = 0.6
	rutM    = 1.4
	borderM = 0.5
)

// LaneEye finds the lane's boundaries in frames of the centre camera with OpenCV: it is a lane.Finder. It is not safe for concurrent use.
type LaneEye struct {
	View   lane.View
	finder *cv.LaneFinder
	points []lane.Point
}

var _ lane.Finder = (*LaneEye)(nil)

// NewLaneEye is for frames of FrameSize of the centre camera, whose place on the car is known.
func NewLaneEye() (*LaneEye, error) {
	e := &LaneEye{View: lane.DefaultView()}
	odd := func(metres float64) int { return int(metres/e.View.PixelM)/2*2 + 1 }
	c := cv.LaneConfig{Frame: FrameSize, View: e.View.Size(), FrameFromView: e.View.FrameFromView(camera.CentreMount.ImageFromRoad(FrameSize)),
		StripePx: odd(stripeM), RutPx: odd(rutM), BorderPx: odd(borderM), Rows: e.View.Rows()}
	c.Columns, c.ColumnsFrom = e.View.Columns()
	var err error
	e.finder, err = cv.NewLaneFinder(c)
	return e, err
}

// Find looks at a frame.
func (e *LaneEye) Find(frame *image.RGBA) ([]lane.Point, error) {
	marks, err := e.finder.Find(frame)
	if err != nil {
		return nil, err
	}
	e.points = e.points[:0]
	for _, m := range marks {
		p := lane.Point{Contrast: float64(m.Contrast), Noise: float64(m.Noise), Across: m.Across}
		p.ForwardM, p.LeftM = e.View.Road(float64(m.XPx), float64(m.YPx))
		switch {
		case m.Dark:
			p.Kind = lane.Rut
		case m.Border:
			p.Kind = lane.Border
		}
		e.points = append(e.points, p)
	}
	return e.points, nil
}

// Stages are the pictures that the last Find made.
func (e *LaneEye) Stages() cv.LaneStages { return e.finder.Stages() }

// LanePilot is the traditional driver.
type LanePilot struct {
	*lane.Pilot
	Eye *LaneEye
}

// NewLanePilot is a driver of its own.
func NewLanePilot() (*LanePilot, error) {
	eye, err := NewLaneEye()
	if err != nil {
		return nil, err
	}
	pilot, err := lane.NewPilot(eye, sim.DefaultConfig().Vehicle)
	if err != nil {
		return nil, err
	}
	return &LanePilot{Pilot: pilot, Eye: eye}, nil
}
