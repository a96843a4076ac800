package eval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"steersim/sim"
	"steersim/sim/loop"
)

// ErrDrive says that a drive cannot be made as wished.
var ErrDrive = errors.New("drive")

// Rig is all that one drive needs and shares with no other.
type Rig struct {
	Loop  loop.Config
	Close func() error // called once when the drive is over, whatever happened; nil: nothing to close
}

// Drive is one drive to be judged. It ends after its laps or seconds, whichever is set and comes first.
type Drive struct {
	Road, Scene, Driver string // names for the report
	Seed                uint64
	Laps                int
	Seconds             float64
	ExpectS             float64             // how long it should take in simulated time, to plan by; 0: unknown
	Rig                 func() (Rig, error) // builds the drive's own world, driver, camera and sinks
	Companion           func() (Rig, error) // the same with the expert and no camera, for its whiteness; nil: left at 0
}

// Progress tells how far a drive has come.
type Progress struct {
	Drive int     // its place in the list
	Done  float64 // 0 to 1; exactly 1 when the drive is over
	Ticks int64   // control ticks driven
}

// Clock tells the wall time; the simulation itself never asks.
type Clock func() time.Time

// How long a car may take before it counts as stuck: twice the planned time and a minute. Without a plan it is expected to
// make this speed.
const (
	stuckTimes   = 2.0
	stuckExtraS  = 60.0
	stuckPaceMPS = 2.0
)

// A drive tells of its progress every so many control ticks: ten seconds.
const progressTicks = 200

// Run makes the drive. Without a clock wall_s is 0; tell may be nil. When ctx is done, the report of what was driven comes
// with the error.
func (d Drive) Run(ctx context.Context, clock Clock, tell func(Progress)) (r Report, err error) {
	if clock == nil {
		clock = func() time.Time { return time.Time{} }
	}
	started := clock()
	m := &Meter{}
	l, goal, err := d.drive(ctx, d.Rig, m, tell)
	if m.Ticks() > 0 {
		r, _ = m.Report()
		r.Laps, r.Completed = l.Laps(), goal
	}
	r.Road, r.Scene, r.Seed, r.Driver = d.Road, d.Scene, d.Seed, d.Driver
	if err == nil && d.Companion != nil {
		r.ExpertWhitenessDegS, err = d.expertWhiteness(ctx)
	}
	r.WallS = clock().Sub(started).Seconds()
	if err != nil {
		return r, fmt.Errorf("%s, scene %s, seed %d: %w", d.Road, d.Scene, d.Seed, err)
	}
	if tell != nil {
		tell(Progress{Done: 1, Ticks: int64(m.Ticks())})
	}
	return r, nil
}

// expertWhiteness is that of the companion's drive, which goes as far as this one was to go.
func (d Drive) expertWhiteness(ctx context.Context) (float64, error) {
	m := &Meter{}
	if _, _, err := d.drive(ctx, d.Companion, m, nil); err != nil {
		return 0, fmt.Errorf("companion: %w", err)
	}
	return m.whiteness(), nil
}

// drive returns the loop, nil if there was none, and whether the goal was reached.
func (d Drive) drive(ctx context.Context, build func() (Rig, error), m *Meter, tell func(Progress)) (l *loop.Loop, goal bool, err error) {
	if d.Laps < 0 || d.Laps == 0 && !(d.Seconds > 0) || math.IsInf(d.Seconds, 0) {
		return nil, false, fmt.Errorf("%w: %d laps, %v s: want laps or seconds", ErrDrive, d.Laps, d.Seconds)
	}
	rig, err := build()
	if err != nil {
		return nil, false, err
	}
	if rig.Close != nil {
		defer func() { err = errors.Join(err, rig.Close()) }()
	}
	rig.Loop.Sinks = append(rig.Loop.Sinks[:len(rig.Loop.Sinks):len(rig.Loop.Sinks)], m)
	if l, err = loop.New(rig.Loop); err != nil {
		return nil, false, err
	}
	ticks, most := d.limits(rig.Loop)
	err = l.Run(ctx, func(l *loop.Loop) bool {
		n := int64(m.Ticks())
		if tell != nil && n > 0 && n%progressTicks == 0 {
			tell(Progress{Done: min(d.done(l, rig.Loop, n, ticks), 0.999), Ticks: n})
		}
		goal = n >= ticks || d.Laps > 0 && l.Laps() >= d.Laps
		return goal || n >= most
	})
	return l, goal && err == nil, err
}

// limits are the control ticks after which the drive is complete and those after which the car is stuck.
func (d Drive) limits(c loop.Config) (complete, stuck int64) {
	complete, stuck = math.MaxInt64, math.MaxInt64
	if d.Seconds > 0 {
		complete = int64(math.Ceil(d.Seconds*sim.ControlHz - 1e-6))
	}
	if d.Laps > 0 {
		lapS := c.Road.LengthM() / stuckPaceMPS
		if c.Cruise != nil {
			lapS = c.Cruise.LapS()
		}
		stuck = int64((stuckTimes*float64(d.Laps)*lapS + stuckExtraS) * sim.ControlHz)
	}
	return complete, stuck
}

func (d Drive) done(l *loop.Loop, c loop.Config, n, ticks int64) float64 {
	done := float64(n) / float64(ticks)
	if d.Laps > 0 {
		done = max(done, l.ProgressM()/(float64(d.Laps)*c.Road.LengthM()))
	}
	return max(done, 0)
}
