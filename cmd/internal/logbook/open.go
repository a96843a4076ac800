package logbook

import (
	"context"
	"fmt"
	"image"
	"math"

	"steersim/recorder"
	"steersim/recorder/donkey"
	"steersim/recorder/native"
	"steersim/recorder/udacity"
	"steersim/trainer"
)

// partial is a log that was not all read.
type partial interface {
	Cut() bool                           // the end is missing, as by a killed recorder
	LeftOut() (records int, first error) // and why
	Untimed() int                        // records that do not say when they were made
}

// OpenOne opens a log of any format, found by looking. Steering of other programs is of the car.
func OpenOne(ctx context.Context, path string, car Car) (Log, error) {
	l := Log{Log: trainer.Log{Path: path}}
	f, err := FormatOf(path)
	if err != nil {
		return l, err
	}
	of, err := car.in(f)
	if err != nil {
		return l, err
	}
	switch f {
	case Native:
		d, err := native.Open(path)
		if err != nil {
			return l, err
		}
		if l.Dataset = d; d.Cut() {
			l.cut()
		}
		return l, nil
	case Udacity:
		d, err := udacity.Open(ctx, path, of)
		if err != nil {
			return l, err
		}
		l.Dataset = d
		l.note(d)
		l.assume("steering is of %.4g° of the wheels at full lock, on a wheelbase of %.4g m", of.LockRad*180/math.Pi, of.WheelbaseM)
	case Donkey:
		d, err := donkey.Open(ctx, path, of)
		if err != nil {
			return l, err
		}
		l.Dataset = d
		l.note(d)
		l.assume("steering is of %.4g° of the wheels at full lock, on a wheelbase of %.4g m; the camera is taken for the simulator's", of.LockRad*180/math.Pi, of.WheelbaseM)
		if n := d.Speedless(); n > 0 {
			l.assume("%d of %d records say no speed, and are taken to drive %.4g m/s", n, d.Len(), of.SpeedMPS)
		}
	}
	return l, nil
}

func (l *Log) cut() {
	l.Notes = append(l.Notes, fmt.Sprintf("%s was cut off, as by a killed recorder: its %d whole records are used", l.Path, l.Dataset.Len()))
}

// note tells what of a log could not be used.
func (l *Log) note(p partial) {
	if p.Cut() {
		l.cut()
	}
	if n, first := p.LeftOut(); n > 0 {
		l.Notes = append(l.Notes, fmt.Sprintf("%s: %d records are left out, the first: %v", l.Path, n, first))
	}
	if n := p.Untimed(); n > 0 {
		l.assume("%d of %d records say no time that can be theirs, and are taken to be as far apart as usual", n, l.Dataset.Len())
	}
}

// assume keeps what was assumed for the user and for the training's run.json.
func (l *Log) assume(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	l.Notes = append(l.Notes, l.Path+": "+text)
	if l.Assumed != "" {
		l.Assumed += "; "
	}
	l.Assumed += text
}

// PictureSize is that of the first picture of a log's centre camera.
func (l Log) PictureSize() (image.Point, error) {
	for i := range l.Dataset.Len() {
		if !l.Dataset.Info(i).Has[recorder.Centre] {
			continue
		}
		m, err := l.Dataset.Image(i, recorder.Centre)
		if err != nil {
			return image.Point{}, fmt.Errorf("%s: record %d: %w", l.Path, i, err)
		}
		return m.Bounds().Size(), nil
	}
	return image.Point{}, fmt.Errorf("%s: no record has a picture of the centre camera", l.Path)
}
