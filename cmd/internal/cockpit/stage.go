package cockpit

import (
	"image"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/sim/loop"
)

// stage is what belongs to a window of one size: the painter of the large view and the screen around it.
type stage struct {
	size    image.Point // of the window
	even    image.Point // of what is composed
	scene   string
	painter *camera.Painter
	screen  *view.Screen
	frame   *image.RGBA
	sees    *image.RGBA
}

// set makes it for a size and a scene.
func (s *stage) set(course *setup.Course, size image.Point, sceneName, driver string) error {
	even := image.Pt(max(size.X&^1, 640), max(size.Y&^1, 360))
	screen, err := view.New(view.Config{Size: even, Road: course.Road, Scene: sceneName, Driver: driver})
	if err != nil {
		return err
	}
	scene, err := setup.Scene(sceneName)
	if err != nil {
		return err
	}
	painter, err := course.Camera(screen.FrameSize(), camera.CentreMount, scene, 1)
	if err != nil {
		return err
	}
	sees := s.sees
	*s = stage{size: size, even: even, scene: sceneName, painter: painter, screen: screen,
		frame: image.NewRGBA(image.Rectangle{Max: screen.FrameSize()}), sees: sees}
	return nil
}

// compose paints the window.
func (s *stage) compose(dst *image.RGBA, sample loop.Sample, score view.Score, o view.Overlay, driver string) {
	whole := dst
	if s.even != dst.Rect.Size() { // an odd side, or a window that is too small: a part is composed, or more than fits
		whole = image.NewRGBA(image.Rectangle{Max: s.even})
	}
	s.painter.Render(s.frame, sample.Truth)
	s.screen.SetDriver(driver)
	if s.screen.Compose(whole, s.frame, sample, score) == nil {
		_ = s.screen.Lay(whole, o) // of the same size as what Compose took
	}
	if whole != dst {
		for y := range min(s.even.Y, dst.Rect.Dy()) {
			copy(dst.Pix[y*dst.Stride:y*dst.Stride+4*dst.Rect.Dx()], whole.Pix[y*whole.Stride:(y+1)*whole.Stride])
		}
	}
}
