package session

import (
	"errors"
	"fmt"

	"steersim/cmd/internal/logbook"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
)

// How long a sample waits before it is written, so that it can still be erased.
const (
	heldBackS     = 20
	heldBackTicks = heldBackS * sim.ControlHz * sim.ControlTicks
)

// cut is where a drive begins in the log.
type cut struct {
	drive   recorder.Drive
	cameras recorder.Cameras
}

// held is a sample that is not written yet.
type held struct {
	sample loop.Sample
	begin  *cut // not nil: a drive begins with it
}

// tape records to a log, twenty seconds late.
type tape struct {
	path     string
	recorder *logbook.Recording
	driving  bool
	now      cut
	fresh    bool // the next sample begins a drive
	waiting  []held
	failed   bool // to write: what waits has no place any more
}

// newTape makes the log, which must not exist, and the folders that lead to it.
func newTape(path string) (*tape, error) {
	r, err := logbook.NewRecording(path, logbook.Native, logbook.Car{}, recorder.DefaultConfig())
	if err != nil {
		return nil, err
	}
	return &tape{path: path, recorder: r}, nil
}

// begin says that the samples from now on are of another drive.
func (t *tape) begin(c cut) { t.now, t.fresh = c, true }

// note takes a sample and writes those that have waited long enough.
func (t *tape) note(s loop.Sample) error {
	s.Obs.Frame = nil
	h := held{sample: s}
	if t.fresh {
		now := t.now
		h.begin, t.fresh = &now, false
	}
	t.waiting = append(t.waiting, h)
	for len(t.waiting) > 0 && s.Obs.Tick-t.waiting[0].sample.Obs.Tick > heldBackTicks {
		if err := t.write(t.waiting[0]); err != nil {
			t.failed = true
			return fmt.Errorf("recording ended: the last %.0f s are lost: %w", t.waitingS(), err)
		}
		t.waiting = t.waiting[:copy(t.waiting, t.waiting[1:])]
	}
	return nil
}

func (t *tape) write(h held) error {
	if h.begin != nil {
		if t.driving {
			if err := t.recorder.EndDrive(); err != nil {
				return err
			}
		}
		if err := t.recorder.BeginDrive(h.begin.drive, h.begin.cameras); err != nil {
			return err
		}
		t.driving = true
	}
	return t.recorder.Note(h.sample)
}

// erase takes back the last seconds, as far as they are not written, and says how many those were.
func (t *tape) erase(seconds float64) float64 {
	n := min(len(t.waiting), int(seconds*sim.ControlHz+0.5))
	for _, h := range t.waiting[len(t.waiting)-n:] {
		if h.begin != nil && !t.fresh { // the drive that began here begins anew, unless another one does
			t.now = *h.begin
		}
	}
	t.waiting, t.fresh = t.waiting[:len(t.waiting)-n], true
	return float64(n) / sim.ControlHz
}

// waitingS is how much waits to be written.
func (t *tape) waitingS() float64 { return float64(len(t.waiting)) / sim.ControlHz }

// close writes what waits and completes the log. A log without a record is removed.
func (t *tape) close() error {
	if t.failed {
		_ = t.recorder.Close() // its error has been told
		return nil
	}
	var err error
	for _, h := range t.waiting {
		if err = t.write(h); err != nil {
			break
		}
	}
	t.waiting = nil
	if e := t.recorder.Close(); e != nil && !errors.Is(err, e) {
		err = errors.Join(err, e)
	}
	if err != nil {
		return fmt.Errorf("%s: %w; the records before are kept", t.path, err)
	}
	return nil
}
