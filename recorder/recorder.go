package recorder

import (
	"errors"
	"fmt"

	"steersim/sim"
	"steersim/sim/loop"
)

// ErrConfig is a recorder that cannot work as told.
var ErrConfig = errors.New("recorder")

// Config says what is recorded. Start from DefaultConfig.
type Config struct {
	Hz      int // records a simulated second: 10 or 20
	Quality int // of the JPEG pictures, 1 to 100
	Ring    int // records on their way at a time: a slow disk holds up the loop once they are used up
}

// DefaultConfig is ten records a second, as in the PilotNet paper, and a ring so short that a killed recorder loses
// little of what was on its way.
func DefaultConfig() Config { return Config{Hz: 10, Quality: 92, Ring: 4} }

// Check names the first mistake in c.
func (c Config) Check() error {
	switch {
	case c.Hz != sim.ControlHz && c.Hz != sim.ControlHz/2:
		return fmt.Errorf("%w: %d records a second, want %d or %d", ErrConfig, c.Hz, sim.ControlHz/2, sim.ControlHz)
	case c.Quality < 1 || c.Quality > 100:
		return fmt.Errorf("%w: JPEG quality %d, want 1 to 100", ErrConfig, c.Quality)
	case c.Ring < 1 || c.Ring > 1000:
		return fmt.Errorf("%w: a ring of %d records, want 1 to 1000", ErrConfig, c.Ring)
	}
	return nil
}

// Cameras paint the three views. nil: the view has no picture. Each is used by a goroutine of its own, beside the
// others and beside the loop, so none may be shared, unless its Render may be called several times at once.
type Cameras [Views]loop.Camera

// Recorder is a loop.Sink. Its methods belong to one goroutine, the loop's.
//
// Every camera has a goroutine that paints and encodes record after record, another hands finished records to the writer
// in the order of their notes: the log does not depend on how many processors there are.
type Recorder struct {
	config   Config
	interval int64 // ticks between records
	pipe     *pipe

	driving  bool
	drive    Drive
	cameras  Cameras
	drives   int
	first    bool // the next note is the drive's first
	put      bool // the car was put back: the next note begins a drive of its own
	start    int64
	last     int64
	recorded int
	closed   bool
	closeErr error
}

// New starts a recorder that writes to w. Close ends both.
func New(w Writer, c Config) (*Recorder, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	interval := int64(sim.ControlTicks * sim.ControlHz / c.Hz)
	return &Recorder{config: c, interval: interval, pipe: newPipe(w, c.Ring, c.Quality)}, nil
}

// BeginDrive starts a drive; what is noted from now on belongs to it. Its number is given here.
func (r *Recorder) BeginDrive(d Drive, cameras Cameras) error {
	if r.driving || r.closed {
		return fmt.Errorf("%w: drive %d begins inside another or after the end", ErrConfig, r.drives)
	}
	for v, c := range cameras {
		if c != nil && (c.Size().X < 1 || c.Size().Y < 1 || c.Size().X > maxSide || c.Size().Y > maxSide) {
			return fmt.Errorf("%w: the %v camera is %v, want sides of 1 to %d", ErrConfig, View(v), c.Size(), maxSide)
		}
	}
	d.Number = r.drives
	if err := r.pipe.begin(d); err != nil {
		return err
	}
	r.driving, r.first, r.put, r.drive, r.cameras = true, true, false, d, cameras
	r.drives++
	return nil
}

// Note is of loop.Sink. It takes the sample if a record is due and returns at once while the ring has room.
// After an intervention, where the car leaps to the lane's centre, the log goes on in a new drive.
// An error of the writer comes back from the next Note, EndDrive or Close.
func (r *Recorder) Note(s loop.Sample) error {
	tick := s.Obs.Tick
	if r.driving && r.put {
		r.driving = false
		if err := r.BeginDrive(r.drive, r.cameras); err != nil {
			return err
		}
	}
	r.put = s.Intervention
	switch {
	case !r.driving:
		return fmt.Errorf("%w: tick %d lies outside of any drive", ErrConfig, tick)
	case r.first:
		r.start, r.first = tick, false
	case tick <= r.last:
		return fmt.Errorf("%w: tick %d follows tick %d, want rising ticks", ErrConfig, tick, r.last)
	}
	r.last = tick
	if (tick-r.start)%r.interval != 0 {
		return nil
	}
	r.recorded++
	return r.pipe.put(r.info(s), &s.Truth, &r.cameras)
}

func (r *Recorder) info(s loop.Sample) Info {
	return Info{
		Drive: r.drive.Number, Road: r.drive.Road, Scene: r.drive.Scene, Seed: r.drive.Seed,
		TimeS:         float64(s.Obs.Tick-r.start) * sim.TickS,
		SpeedMPS:      s.Obs.SpeedMPS,
		SteerRad:      s.Truth.SteerRad,
		CurvaturePerM: s.Command.CurvaturePerM,
		Truth: Truth{
			Known: true, State: s.Truth,
			SM: s.Lane.SM, OffsetM: s.Lane.OffsetM,
			HeadingErrorRad: s.Lane.HeadingErrorRad, LaneCurvaturePerM: s.Lane.CurvaturePerM,
		},
	}
}

// Records counts what was taken, written or not yet.
func (r *Recorder) Records() int { return r.recorded }

// Written counts what the writer has taken.
func (r *Recorder) Written() int { return int(r.pipe.written.Load()) }

// EndDrive waits until all of the drive is written.
func (r *Recorder) EndDrive() error {
	if !r.driving {
		return fmt.Errorf("%w: no drive to end", ErrConfig)
	}
	r.driving = false
	return r.pipe.drain()
}

// Close ends the drive, if one goes on, and closes the writer. Its error is the first one of them all.
func (r *Recorder) Close() error {
	if !r.closed {
		r.closed, r.driving = true, false
		r.closeErr = r.pipe.close()
	}
	return r.closeErr
}
