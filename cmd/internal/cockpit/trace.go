package cockpit

import (
	"errors"
	"fmt"
	"os"

	"steersim/sim/eval"
	"steersim/sim/loop"
)

// trace writes a drive's control ticks to a CSV file, which can be followed while it is driven. The zero trace writes nothing.
type trace struct {
	file *os.File
	rows *eval.Trace
	last int64 // tick
}

func newTrace(path string, reads ...string) (t trace, err error) {
	if path == "" {
		return t, nil
	}
	for _, read := range reads {
		if same(path, read) {
			return t, fmt.Errorf("%s is read, and would be written over: want another name for the trace", path)
		}
	}
	t.last = -1
	if t.file, err = os.Create(path); err != nil {
		return trace{}, err
	}
	if t.rows, err = eval.NewTrace(t.file); err != nil {
		return trace{}, errors.Join(err, t.file.Close())
	}
	return t, nil
}

// same says whether two paths lead to one file that is there.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// note takes a control tick, once.
func (t *trace) note(s loop.Sample) error {
	if t.rows == nil || s.Truth.Tick == t.last {
		return nil
	}
	t.last = s.Truth.Tick
	return t.rows.Note(s)
}

// flush makes what was noted readable.
func (t *trace) flush() error {
	if t.rows == nil {
		return nil
	}
	return t.rows.Flush()
}

func (t *trace) close() error {
	if t.rows == nil {
		return nil
	}
	return errors.Join(t.rows.Flush(), t.file.Close())
}
