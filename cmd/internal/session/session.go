package session

import (
	"context"
	"errors"
	"fmt"

	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/sim"
	"steersim/sim/loop"
)

// ErrConfig says that a session cannot begin as wished.
var ErrConfig = errors.New("session")

// Config says what a session begins with.
type Config struct {
	Course *setup.Course
	Scene  string // a name, or random:SEED
	Seed   uint64 // of the pictures' noise
	Net    *setup.Net
	Lane   bool   // the traditional driver takes the network's place
	Watch  bool   // the network drives and is put back when it strays; else a person drives and is not
	Log    string // the file that is made when recording first begins
}

// Session is one drive. It is not safe for concurrent use.
type Session struct {
	config  Config
	world   *sim.World
	loop    *loop.Loop
	eye     *eye
	wheel   wheel
	pilot   *model.Pilot     // nil without a network
	lane    *setup.LanePilot // nil without the traditional driver
	home    Hands            // who gets the wheel back from a person
	looseS  float64
	letGo   *Hand // what the hands did when the wheel was given back over them: no reason to take it again
	cruise  bool
	last    loop.Sample
	travel  float64 // m
	ticks   int64
	score   score
	lap     lap
	tape    *tape                   // nil until there is a log
	tapes   int                     // logs begun
	written int                     // records of the last log that was ended
	free    func(path string) int64 // room on the disk, 0: not known
	cut     *cut                    // of the drive that is recorded: its scene and cameras
	rolling bool                    // recording is on
}

// score is the network's: what others do with the wheel is not counted.
type score struct {
	ticks         int64
	interventions int
}

// lap is the time of laps, in simulated seconds.
type lap struct {
	count       int
	begun       int64
	nowS, lastS float64
}

// looseAfterS is how long a person may let go of the wheel before the network has it again.
const looseAfterS = 0.5

// New puts the car at the start of the road.
func New(c Config) (*Session, error) {
	if c.Course == nil {
		return nil, fmt.Errorf("%w: no road", ErrConfig)
	}
	if c.Watch && c.Net == nil && !c.Lane {
		return nil, fmt.Errorf("%w: nobody to watch: no network", ErrConfig)
	}
	expert, err := c.Course.Expert()
	if err != nil {
		return nil, err
	}
	s := &Session{config: c, world: expert.World, wheel: wheel{expert: expert.Driver}, cruise: true, free: freeBytes}
	switch {
	case c.Lane:
		if s.lane, err = setup.NewLanePilot(); err != nil {
			return nil, err
		}
		s.wheel.net = s.lane
	case c.Net != nil:
		if s.pilot, err = c.Net.Pilot(); err != nil {
			return nil, err
		}
		s.wheel.net = c.Net.Driver(s.pilot)
	}
	if s.eye, err = newEye(c.Course, c.Scene, c.Seed); err != nil {
		return nil, err
	}
	if c.Watch {
		s.home, s.wheel.hands = Net, Net
	}
	s.loop, err = loop.New(loop.Config{World: s.world, Road: c.Course.Road, Driver: &s.wheel, Camera: s.eye, Cruise: c.Course.Cruise})
	if err != nil {
		return nil, err
	}
	s.loop.Supervise(c.Watch)
	s.last.Truth = s.world.State()
	s.last.Lane = c.Course.Road.Locate(0, s.last.Truth.XM, s.last.Truth.YM, s.last.Truth.HeadingRad)
	return s, nil
}

// Tick drives one control tick with what the person's hands do.
func (s *Session) Tick(ctx context.Context, h Hand) error {
	if err := s.hold(h); err != nil {
		return err
	}
	sample, err := s.loop.Tick(ctx)
	if err != nil {
		return err
	}
	s.last = sample
	s.ticks++
	if s.wheel.hands == Net {
		s.score.ticks++
		if sample.Intervention {
			s.score.interventions++
		}
	}
	s.travel += sample.Truth.SpeedMPS * controlS
	s.lap.tick(sample.Obs.Tick, s.loop.Laps())
	return s.record(sample)
}

func (l *lap) tick(tick int64, count int) {
	if count > l.count {
		l.lastS, l.count, l.begun = float64(tick-l.begun)*sim.TickS, count, tick
	}
	l.nowS = float64(tick-l.begun) * sim.TickS
}

// hold settles who has the wheel and the pedals in this tick.
func (s *Session) hold(h Hand) error {
	s.wheel.hand = h
	if h.Pedals() && s.wheel.hands == You && s.cruise { // as in a car, the pedals end it
		if err := s.SetCruise(false); err != nil {
			return err
		}
	}
	if s.home == You {
		return nil
	}
	touched := s.touched(h)
	switch {
	case touched && s.wheel.hands != You:
		if s.wheel.hands == Net {
			s.score.interventions++
		}
		s.looseS = 0
		return s.give(You)
	case touched || s.wheel.hands != You:
		s.looseS = 0
	default:
		if s.looseS += controlS; s.looseS >= looseAfterS {
			if s.rolling { // nobody steered since: that is nothing to learn from
				s.tape.erase(s.looseS - controlS)
			}
			return s.give(s.home)
		}
	}
	return nil
}

// touched says whether the hands are at the controls. What they held when the wheel was given back over them does not count
// until they let go or do something else.
func (s *Session) touched(h Hand) bool {
	touched := h.Steers() || h.Pedals()
	if s.letGo == nil {
		return touched
	}
	if touched && !h.moved(*s.letGo) {
		return false
	}
	s.letGo = nil
	return touched
}

// give hands the wheel on; who records a correction records another drive from here.
func (s *Session) give(to Hands) error {
	s.wheel.give(to, s.last)
	s.loop.Supervise(to != You)
	if to != You {
		if err := s.SetCruise(true); err != nil {
			return err
		}
	}
	return s.splice()
}

// Release gives the wheel back to whom it was taken from, over hands that still hold it.
func (s *Session) Release() error {
	held := s.wheel.hand
	s.letGo = &held
	if s.wheel.hands == s.home {
		return nil
	}
	return s.give(s.home)
}

// NextDriver lets the expert drive instead of the network, or the other way round. Where a person plays it does nothing.
func (s *Session) NextDriver() error {
	switch s.home {
	case Net:
		s.home = Expert
	case Expert:
		s.home = Net
	default:
		return nil
	}
	held := s.wheel.hand
	s.letGo = &held
	return s.give(s.home)
}

// SetCruise gives the pedals to the cruise control or takes them from it.
func (s *Session) SetCruise(on bool) error {
	s.cruise = on
	if on {
		return s.loop.SetCruise(s.config.Course.Cruise)
	}
	return s.loop.SetCruise(nil)
}

// SetScene goes on in other weather and light.
func (s *Session) SetScene(name string) error {
	if err := s.eye.look(s.config.Course, name, s.config.Seed); err != nil {
		return err
	}
	s.config.Scene = name
	return s.splice()
}

// PutBack puts the car on the lane's centre. Of a network it is an intervention.
func (s *Session) PutBack() error {
	if s.wheel.hands == Net {
		s.score.interventions++
	}
	return errors.Join(s.loop.PutBack(), s.splice())
}

// Push moves the car sideways, to the left if positive, in metres.
func (s *Session) Push(leftM float64) error { return errors.Join(s.loop.Push(leftM), s.splice()) }

// Close ends recording: all that was recorded and not erased is in the log.
func (s *Session) Close() error {
	return s.endTape()
}
