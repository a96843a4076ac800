package main

import (
	"image"

	"steersim/camera/cv"
	"steersim/cmd/internal/view"
	"steersim/recorder"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// replayFilm is a sink that keeps what a network was shown of a log, enlarged, with its steering.
type replayFilm struct {
	screen        *view.Screen
	frame, canvas *image.RGBA
	video         *cv.Video
	ticks         int
	score         view.Score
}

func newReplayFilm(path string) (*replayFilm, error) {
	video, err := cv.CreateVideo(path, filmSize, filmFPS)
	if err != nil {
		return nil, err
	}
	return &replayFilm{video: video, canvas: image.NewRGBA(image.Rectangle{Max: filmSize})}, nil
}

// begin shows the next drive.
func (f *replayFilm) begin(first recorder.Info) (err error) {
	name := first.Road
	if name == "" {
		name = "a recorded drive"
	}
	if f.screen, err = view.New(view.Config{Size: filmSize, Name: name, Scene: first.Scene, Driver: "net"}); err != nil {
		return err
	}
	f.frame = image.NewRGBA(image.Rectangle{Max: f.screen.FrameSize()})
	return nil
}

// Note adds a picture.
func (f *replayFilm) Note(s loop.Sample) error {
	f.ticks++
	f.score.DistanceM += s.Truth.SpeedMPS / filmFPS
	if s.Intervention {
		f.score.Interventions++
	}
	f.score.AutonomyPct = eval.AutonomyPct(f.score.Interventions, float64(f.ticks)/filmFPS)
	f.screen.Enlarge(f.frame, s.Obs.Frame)
	if err := f.screen.Compose(f.canvas, f.frame, s, f.score); err != nil {
		return err
	}
	return f.video.Write(f.canvas)
}
