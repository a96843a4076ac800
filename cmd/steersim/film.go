package main

import (
	"image"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/cmd/internal/view"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// filmSize is that of videos, and filmFPS their pictures a second: one a control tick.
var filmSize = image.Pt(1280, 720)

const filmFPS = sim.ControlHz

// film is a sink that keeps what a spectator sees.
type film struct {
	paint         func(dst *image.RGBA, s loop.Sample) // the large view
	screen        *view.Screen
	frame, canvas *image.RGBA
	video         *cv.Video
	ticks         int
	score         view.Score
}

func (a attempt) film(add func(loop.Sink, func() error)) error {
	screen, err := view.New(view.Config{Size: filmSize, Road: a.course.Road, Scene: a.sceneName, Driver: a.plan.wheel.Name()})
	if err != nil {
		return err
	}
	painter, err := a.course.Camera(screen.FrameSize(), camera.CentreMount, a.scene, a.seed)
	if err != nil {
		return err
	}
	video, err := cv.CreateVideo(a.plan.video, filmSize, filmFPS)
	if err != nil {
		return err
	}
	f := &film{paint: func(dst *image.RGBA, s loop.Sample) { painter.Render(dst, s.Truth) }, screen: screen, video: video,
		frame: image.NewRGBA(image.Rectangle{Max: screen.FrameSize()}), canvas: image.NewRGBA(image.Rectangle{Max: filmSize})}
	add(f, video.Close)
	return nil
}

// Note paints the large view, composes the screen and adds it to the video.
func (f *film) Note(s loop.Sample) error {
	f.ticks++
	f.score.DistanceM += s.Truth.SpeedMPS / filmFPS
	if s.Intervention {
		f.score.Interventions++
	}
	f.score.AutonomyPct = eval.AutonomyPct(f.score.Interventions, float64(f.ticks)/filmFPS)
	f.paint(f.frame, s)
	if err := f.screen.Compose(f.canvas, f.frame, s, f.score); err != nil {
		return err
	}
	return f.video.Write(f.canvas)
}
