package main

import (
	"errors"
	"os"

	"steersim/sim/eval"
	"steersim/sim/loop"
)

// traceFile is a sink that writes control ticks to a file. What was in the file is lost with the first of them, and not before.
type traceFile struct {
	*eval.Trace
	file  *os.File
	made  bool // the file was not there before
	begun bool
}

// writeTrace adds a sink that writes a drive's control ticks, and what completes the file.
func writeTrace(path string, add func(loop.Sink, func() error)) error {
	_, err := os.Stat(path)
	t := &traceFile{made: errors.Is(err, os.ErrNotExist)}
	if t.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o666); err != nil {
		return err
	}
	if t.Trace, err = eval.NewTrace(t.file); err != nil {
		return errors.Join(err, t.file.Close())
	}
	add(t, t.close)
	return nil
}

// Note is of loop.Sink.
func (t *traceFile) Note(s loop.Sample) error {
	if !t.begun {
		t.begun = true
		if info, err := t.file.Stat(); err == nil && info.Mode().IsRegular() {
			if err := t.file.Truncate(0); err != nil {
				return err
			}
		}
	}
	return t.Trace.Note(s)
}

// close completes the file; one without a tick is as if there had been no drive.
func (t *traceFile) close() error {
	if t.begun {
		return errors.Join(t.Flush(), t.file.Close())
	}
	err := t.file.Close()
	if t.made {
		err = errors.Join(err, os.Remove(t.file.Name()))
	}
	return err
}
