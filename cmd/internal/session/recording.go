package session

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"steersim/cmd/internal/logbook"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
)

// Record begins or ends recording. The log is made when it is first needed, and goes on in a new drive after that.
func (s *Session) Record(on bool) error {
	if !on || s.rolling {
		s.rolling = on
		return nil
	}
	if s.tape == nil {
		if err := s.newLog(); err != nil {
			return err
		}
	}
	s.rolling = true
	return s.splice()
}

// newLog begins a log: the one that was asked for, and after a disk was full another beside it.
func (s *Session) newLog() error {
	path := s.config.Log
	if path == "" {
		return fmt.Errorf("%w: no file to record to", ErrConfig)
	}
	if s.tapes > 0 {
		ending := filepath.Ext(path)
		path = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ending), s.tapes+1, ending)
	}
	if free := s.free(path); free > 0 && free < reserveBytes {
		return fullDisk(path, free)
	}
	t, err := newTape(path)
	if err != nil {
		return err
	}
	s.tape = t
	s.tapes++
	return nil
}

// reserveBytes is the room on the disk that recording stops at, while what waits in memory still fits.
const reserveBytes = 64 << 20

func fullDisk(path string, free int64) error {
	return fmt.Errorf("recording ended: the disk of %s has %.0f MB left, want %d at least; all that was recorded is kept", path, float64(free)/1e6, reserveBytes/1_000_000)
}

// splice begins another drive in the log: what comes does not continue what was.
func (s *Session) splice() error {
	if !s.rolling {
		return nil
	}
	if s.cut == nil || s.cut.drive.Scene != s.config.Scene {
		drive, cameras, err := logbook.Logged(s.config.Course, s.config.Scene, s.config.Seed, s.world, "")
		if err != nil {
			return err
		}
		s.cut = &cut{drive, cameras}
	}
	now := *s.cut
	now.drive.Driver = s.driverName()
	s.tape.begin(now)
	return nil
}

// driverName is who steers, as logs have it.
func (s *Session) driverName() string {
	if s.config.Watch && s.wheel.hands == You {
		return recorder.Correction
	}
	if s.wheel.hands == You {
		return "person"
	}
	return s.wheel.hands.String()
}

// record notes a sample. While a person watches, only what that person does is worth learning from.
func (s *Session) record(sample loop.Sample) error {
	if !s.rolling || s.config.Watch && s.wheel.hands != You {
		return nil
	}
	if err := s.tape.note(sample); err != nil {
		return errors.Join(err, s.endTape())
	}
	if s.ticks%sim.ControlHz == 0 {
		if free := s.free(s.tape.path); free > 0 && free < reserveBytes {
			return errors.Join(fullDisk(s.tape.path, free), s.endTape())
		}
	}
	return nil
}

// Erase takes the last seconds out of the log and says how many it could.
func (s *Session) Erase(seconds float64) float64 {
	if s.tape == nil {
		return 0
	}
	return s.tape.erase(seconds)
}

func (s *Session) endTape() error {
	if s.tape == nil {
		return nil
	}
	t := s.tape
	s.tape, s.rolling = nil, false
	err := t.close()
	s.written = t.recorder.Written()
	return err
}

// Written counts the records of the last log that was ended.
func (s *Session) Written() int { return s.written }

// Log is how much is recorded: records in the log and waiting, its bytes on the disk so far, and the disk's room.
type Log struct {
	Path        string
	On          bool
	Records     int
	Seconds     float64
	Bytes, Free int64
}

// Log tells of the recording. It asks the file system.
func (s *Session) Log() (l Log, ok bool) {
	if s.tape == nil {
		return Log{}, false
	}
	seconds := float64(s.tape.recorder.Records())/float64(recorder.DefaultConfig().Hz) + s.tape.waitingS()
	l = Log{Path: s.tape.path, On: s.rolling, Records: int(math.Round(seconds * float64(recorder.DefaultConfig().Hz))), Seconds: seconds, Free: s.free(s.tape.path)}
	if info, err := os.Stat(s.tape.path); err == nil {
		l.Bytes = info.Size()
	}
	return l, true
}
