package session

import (
	"image"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/sim"
)

// eye is the camera that the network sees by. Its scene may change between two ticks.
type eye struct {
	painter *camera.Painter
}

func newEye(course *setup.Course, sceneName string, seed uint64) (*eye, error) {
	e := &eye{}
	return e, e.look(course, sceneName, seed)
}

// look goes on in another scene.
func (e *eye) look(course *setup.Course, sceneName string, seed uint64) error {
	painter, err := course.CameraIn(sceneName, setup.FrameSize, camera.CentreMount, seed)
	if err == nil {
		e.painter = painter
	}
	return err
}

// Render is of loop.Camera, as is Size.
func (e *eye) Render(dst *image.RGBA, s sim.State) { e.painter.Render(dst, s) }

func (e *eye) Size() image.Point { return setup.FrameSize }
