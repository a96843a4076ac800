package cockpit

import (
	"image"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/sim/loop"
)

// angle is where the road is looked at from.
type angle int

const (
	driver angle = iota
	chase
	above
	angles
)

// stage paints a window of one size: the large view, and the screen around it.
type stage struct {
	course  *setup.Course
	size    image.Point // of the window
	even    image.Point // of what is composed
	scene   string
	angle   angle
	painter *camera.Painter
	screen  *view.Screen
	frame   *image.RGBA // the large view
	whole   *image.RGBA // what is composed, where that is not the window
}

// resize makes it for a window of another size.
func (s *stage) resize(size image.Point) error {
	even := image.Pt(max(size.X&^1, 640), max(size.Y&^1, 360))
	screen, err := view.New(view.Config{Size: even, Road: s.course.Road, Scene: s.scene})
	if err != nil {
		return err
	}
	s.size, s.even, s.screen, s.whole = size, even, screen, nil
	if even != size {
		s.whole = image.NewRGBA(image.Rectangle{Max: even})
	}
	s.frame = image.NewRGBA(image.Rectangle{Max: screen.FrameSize()})
	return s.look(s.scene, s.angle)
}

// look paints another scene, or from another angle.
func (s *stage) look(sceneName string, from angle) error {
	mount := camera.CentreMount
	if from == chase {
		mount = view.ChaseMount()
	}
	painter, err := s.course.CameraIn(sceneName, s.screen.FrameSize(), mount, 1)
	if err == nil {
		s.scene, s.angle, s.painter = sceneName, from, painter
	}
	return err
}

// compose paints the window.
func (s *stage) compose(dst *image.RGBA, sample loop.Sample, score view.Score, o view.Overlay, driverName string) error {
	switch s.angle {
	case above:
		s.screen.Above(s.frame, sample, len(o.Maps) > 0)
	case chase:
		s.painter.Render(s.frame, sample.Truth)
		s.screen.Car(s.frame, sample.Truth.SteerRad, sample.Command.AccelMPS2 < brakingMPS2)
	default:
		s.painter.Render(s.frame, sample.Truth)
	}
	whole := dst
	if s.whole != nil { // an odd side, or a window that is too small: a part of what is composed is shown
		whole = s.whole
	}
	s.screen.Name(s.scene, driverName)
	if err := s.screen.Compose(whole, s.frame, sample, score); err != nil {
		return err
	}
	if err := s.screen.Lay(whole, o); err != nil {
		return err
	}
	if whole != dst {
		wide := 4 * min(s.even.X, dst.Rect.Dx())
		for y := range min(s.even.Y, dst.Rect.Dy()) {
			copy(dst.Pix[y*dst.Stride:y*dst.Stride+wide], whole.Pix[y*whole.Stride:])
		}
	}
	return nil
}

// brakingMPS2 lights the brake lights.
const brakingMPS2 = -1.0
