package trainer

import (
	"fmt"

	"steersim/recorder"
)

// Teacher answers for the driver of a log: what the expert would ask for where the car was, which is not quite what it asked for
// if the network is to drive a car that acts later than the log's.
type Teacher interface {
	// Teach is the curvature to learn from record i, and the length L over which the expert leads a car back to where it belongs.
	// known is false where the log's driver is to be imitated as it is: a person, or one on a road that nobody knows.
	Teach(data recorder.Dataset, i int) (a Answer, known bool, err error)
}

// Answer is a teacher's.
type Answer struct{ CurvaturePerM, ReturnM float64 }

// teach asks the teacher about a record.
func (in *instant) teach(log Log, i int, t Teacher) error {
	if t == nil {
		return nil
	}
	a, known, err := t.Teach(log.Dataset, i)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %s: record %d: %w", ErrData, log.Path, i, err)
	case !known:
		return nil
	case !finite(a.CurvaturePerM, a.ReturnM) || a.ReturnM <= 0:
		return fmt.Errorf("%w: %s: record %d: the teacher asks for %v 1/m over %v m, want finite numbers", ErrData, log.Path, i, a.CurvaturePerM, a.ReturnM)
	}
	in.curvature, in.returnM = a.CurvaturePerM, float32(a.ReturnM)
	return nil
}
