// Package logbook keeps and opens logs of drives: a path and a format in, one of recorder's readers or writers out, with what the user
// should know of it.
package logbook

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"steersim"
	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/recorder/donkey"
	"steersim/recorder/native"
	"steersim/recorder/udacity"
	"steersim/sim"
	"steersim/trainer"
)

// Create makes a log, which must not exist, and the folders that lead to it. Steering in other programs' formats is of the car.
func Create(path string, f Format, car Car) (recorder.Writer, error) {
	of, err := car.in(f)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(path)), 0o777); err != nil {
		return nil, err
	}
	switch f {
	case Udacity:
		return udacity.Create(path, of)
	case Donkey:
		return donkey.Create(path, of)
	}
	return native.Create(path)
}

// Logged is what a log says of a drive, and the three cameras that it sees by.
func Logged(course *setup.Course, sceneName string, seed uint64, world *sim.World, driver string) (recorder.Drive, recorder.Cameras, error) {
	drive := recorder.Drive{
		Road: course.Road.Name, Scene: sceneName, Seed: seed, Vehicle: world.Vehicle().Name,
		Driver: driver, Version: steersim.Version, Lane: course.Road.Lane,
	}
	var cameras recorder.Cameras
	for view, mount := range camera.DefaultMounts() {
		painter, err := course.CameraIn(sceneName, setup.FrameSize, mount, seed)
		if err != nil {
			return drive, cameras, err
		}
		cameras[view] = painter
	}
	return drive, cameras, nil
}

// Log is an opened log, and what the user should know of it, a line each.
type Log struct {
	trainer.Log
	Notes []string
}

// Opened are the logs as the trainer takes them.
func Opened(logs []Log) []trainer.Log {
	var all []trainer.Log
	for _, l := range logs {
		all = append(all, l.Log)
	}
	return all
}

// Records counts those of logs.
func Records(logs []Log) (n int) {
	for _, l := range logs {
		n += l.Dataset.Len()
	}
	return n
}

// Open opens logs of any format. The caller closes them.
func Open(ctx context.Context, paths []string, car Car) ([]Log, error) {
	var logs []Log
	for _, path := range paths {
		l, err := OpenOne(ctx, path, car)
		if err != nil {
			return nil, errors.Join(err, Close(logs))
		}
		logs = append(logs, l)
	}
	return logs, nil
}

// Close closes them.
func Close(logs []Log) error {
	var errs []error
	for _, l := range logs {
		errs = append(errs, l.Dataset.Close())
	}
	return errors.Join(errs...)
}

// Minutes is how much driving there is in logs, each drive from its first record to its last.
func Minutes(logs []Log) float64 {
	seconds := 0.0
	for _, l := range logs {
		for i := 1; i < l.Dataset.Len(); i++ {
			if before, now := l.Dataset.Info(i-1), l.Dataset.Info(i); before.Drive == now.Drive {
				seconds += now.TimeS - before.TimeS
			}
		}
	}
	return seconds / 60
}
