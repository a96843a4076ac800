package main

import (
	"fmt"
	"image"
	"math"

	"steersim/camera"
	"steersim/cmd/internal/logbook"
	"steersim/trainer"
)

// seeing fits a training to the size of the logs' pictures, and tells what is kept of those that are not the simulator's. Logs whose
// pictures differ in shape are refused: no crop would mean the same in both.
func seeing(c trainer.Config, logs []logbook.Log, s streams) (trainer.Config, error) {
	var first image.Point
	for i, l := range logs {
		size, err := l.PictureSize()
		switch {
		case err != nil:
			return c, err
		case i == 0:
			first = size
		case size.X*first.Y != size.Y*first.X:
			return c, fmt.Errorf("pictures of %s are %dx%d, those of %s %dx%d: want logs of pictures of one shape", l.Path, size.X, size.Y, logs[0].Path, first.X, first.Y)
		}
	}
	if usual := camera.DefaultSize(); first.X*usual.Y != first.Y*usual.X {
		rows := func(share float64) int { return int(math.Round(share * float64(first.Y))) }
		fmt.Fprintf(s.err, "pictures are %dx%d: rows %d to %d are learnt from (--crop %.4g:%.4g)\n", first.X, first.Y,
			rows(c.Prepare.Top), rows(c.Prepare.Bottom), c.Prepare.Top, c.Prepare.Bottom)
	}
	c.Frame = first
	return c, nil
}

// simulatorsShape refuses logs whose pictures have other proportions than the simulator's.
func simulatorsShape(logs []logbook.Log) error {
	usual := camera.DefaultSize()
	for _, l := range logs {
		size, err := l.PictureSize()
		if err != nil {
			return err
		}
		if size.X*usual.Y != size.Y*usual.X {
			return fmt.Errorf("pictures of %s are %dx%d, the simulator's, which improve adds, %dx%d: want logs of pictures of that shape", l.Path, size.X, size.Y, usual.X, usual.Y)
		}
	}
	return nil
}
