package main

import (
	"image"

	"steersim/camera/cv"
	"steersim/cmd/internal/view"
	"steersim/recorder"
	"steersim/sim/loop"
)

// newReplayFilm keeps what a network is shown of a log, enlarged; begin comes before each drive.
func newReplayFilm(path string) (*film, error) {
	video, err := cv.CreateVideo(path, filmSize, filmFPS)
	if err != nil {
		return nil, err
	}
	return &film{video: video, canvas: image.NewRGBA(image.Rectangle{Max: filmSize})}, nil
}

// begin shows the next drive of a log.
func (f *film) begin(first recorder.Info) (err error) {
	name := first.Road
	if name == "" {
		name = "a recorded drive"
	}
	if f.screen, err = view.New(view.Config{Size: filmSize, Name: name, Scene: first.Scene, Driver: "net"}); err != nil {
		return err
	}
	f.frame = image.NewRGBA(image.Rectangle{Max: f.screen.FrameSize()})
	f.ticks, f.score = 0, view.Score{}
	f.paint = func(dst *image.RGBA, s loop.Sample) { f.screen.Enlarge(dst, s.Obs.Frame) }
	return nil
}
