package logbook

import (
	"errors"
	"os"

	"steersim/recorder"
)

// Recording is a recorder with the log that it writes.
type Recording struct {
	*recorder.Recorder
	path string
}

// NewRecording makes a log, which must not exist, and its recorder. Steering in other programs' formats is of the car.
func NewRecording(path string, f Format, car Car, c recorder.Config) (*Recording, error) {
	w, err := Create(path, f, car)
	if err != nil {
		return nil, err
	}
	r, err := recorder.New(w, c)
	if err != nil {
		return nil, errors.Join(err, w.Close(), os.RemoveAll(path))
	}
	return &Recording{r, path}, nil
}

// Close completes the log. One without a record is removed.
func (r *Recording) Close() error {
	err := r.Recorder.Close()
	if r.Written() == 0 {
		err = errors.Join(err, os.RemoveAll(r.path))
	}
	return err
}
