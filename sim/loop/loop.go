package loop

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	"steersim/sim"
	"steersim/sim/track"
)

// Where driving ends and an intervention is due. The metre is NVIDIA's (Bojarski et al. 2016, section 6).
const (
	InterventionOffsetM    = 1.0
	InterventionHeadingRad = 1.5
)

// ErrConfig says that a loop cannot be built as wished.
var ErrConfig = errors.New("loop")

// Config says who drives what where.
type Config struct {
	World      *sim.World
	Road       *track.Road
	Driver     Driver
	Camera     Camera        // nil: no pictures, for drivers that need none
	Cruise     *Cruise       // of this road; nil: the driver's own acceleration is taken, and the car starts standing
	Disturb    []Disturbance // in turn
	Sinks      []Sink
	StartM     float64 // arc length of the road's centre line where the car starts
	StartLeftM float64 // beside the lane's centre
}

// Loop drives. It is not safe for concurrent use.
type Loop struct {
	config        Config
	frame         *image.RGBA // nil without a camera
	placeM        float64     // arc length of the last position
	progressM     float64     // along the road's centre line since the start, wrapped nowhere
	interventions int
	ticks         int64 // control ticks driven
	alone         bool  // nobody puts the car back
}

// New puts the car at StartM, on the lane's centre or StartLeftM beside it, as fast as the cruise control would have it there.
func New(c Config) (*Loop, error) {
	if c.World == nil || c.Road == nil || c.Driver == nil {
		return nil, fmt.Errorf("%w: world, road or driver is nil: want all three", ErrConfig)
	}
	if s := c.StartM + c.StartLeftM; math.IsNaN(s) || math.IsInf(s, 0) {
		return nil, fmt.Errorf("%w: start at %v m, %v m to the left: want finite numbers", ErrConfig, c.StartM, c.StartLeftM)
	}
	if c.Cruise != nil && c.Cruise.road != c.Road {
		return nil, fmt.Errorf("%w: the cruise control is of another road: want %q", ErrConfig, c.Road.Name)
	}
	l := &Loop{config: c}
	if c.Camera != nil {
		size := c.Camera.Size()
		if size.X <= 0 || size.Y <= 0 {
			return nil, fmt.Errorf("%w: pictures of %v: want a positive size", ErrConfig, size)
		}
		l.frame = image.NewRGBA(image.Rectangle{Max: size})
	}
	start := c.Road.LaneCentre(c.StartM)
	l.placeM = start.SM
	sin, cos := math.Sincos(start.HeadingRad)
	start.XM, start.YM = start.XM-float64(c.StartLeftM*sin), start.YM+float64(c.StartLeftM*cos)
	return l, l.place(start, math.Inf(1))
}

// Tick is one control tick: look, decide, note, act.
func (l *Loop) Tick(ctx context.Context) (Sample, error) {
	s := l.look()
	var err error
	if s.Command, err = l.config.Driver.Drive(ctx, s.Obs); err != nil {
		return s, fmt.Errorf("tick %d: drive: %w", s.Obs.Tick, err)
	}
	if l.config.Cruise != nil {
		s.Command.AccelMPS2 = l.config.Cruise.AccelMPS2(s.Lane.SM, s.Truth.SpeedMPS)
	}
	for _, sink := range l.config.Sinks {
		if err := sink.Note(s); err != nil {
			return s, fmt.Errorf("tick %d: note: %w", s.Obs.Tick, err)
		}
	}
	if err := l.act(s); err != nil {
		return s, fmt.Errorf("tick %d: act: %w", s.Obs.Tick, err)
	}
	l.ticks++
	return s, nil
}

func (l *Loop) look() Sample {
	truth := l.config.World.State()
	lane := l.config.Road.Locate(l.placeM, truth.XM, truth.YM, truth.HeadingRad)
	l.progressM += math.Remainder(lane.SM-l.placeM, l.config.Road.LengthM())
	l.placeM = lane.SM
	if l.config.Camera != nil {
		l.config.Camera.Render(l.frame, truth)
	}
	return Sample{
		Obs:          Observation{Tick: truth.Tick, SpeedMPS: truth.SpeedMPS, Frame: l.frame},
		Truth:        truth,
		Lane:         lane,
		Intervention: !l.alone && Strayed(lane),
	}
}

// Strayed says whether a car is where an intervention is due.
func Strayed(p track.Position) bool {
	return math.Abs(p.OffsetM) > InterventionOffsetM || math.Abs(p.HeadingErrorRad) > InterventionHeadingRad
}

// act moves the car to the next control tick. After an intervention the hand that put the car back holds the wheel till then.
func (l *Loop) act(s Sample) error {
	command := s.Command
	switch {
	case s.Intervention:
		l.interventions++
		centre := l.config.Road.LaneCentre(s.Lane.SM)
		if err := l.place(centre, s.Truth.SpeedMPS); err != nil {
			return err
		}
		command.CurvaturePerM = centre.CurvaturePerM
	default:
		for _, d := range l.config.Disturb {
			s.Command = d.Apply(s)
		}
		command = s.Command
	}
	for range sim.ControlTicks {
		if err := l.config.World.Step(command); err != nil {
			return err
		}
	}
	return nil
}

// place puts the car at a point of the lane, no faster than atMost nor than the cruise control allows.
func (l *Loop) place(p track.Point, atMost float64) error {
	speed := 0.0
	if l.config.Cruise != nil {
		speed = min(l.config.Cruise.SpeedMPS(p.SM), atMost)
	} else if !math.IsInf(atMost, 1) {
		speed = min(atMost, l.config.World.Vehicle().MaxSpeedMPS)
	}
	return l.config.World.Place(p.XM, p.YM, p.HeadingRad, speed, p.CurvaturePerM)
}

// ProgressM is how far the car has come along the road's centre line; laps add up.
func (l *Loop) ProgressM() float64 { return l.progressM }

// Laps is how many whole laps the car has driven.
func (l *Loop) Laps() int { return int(math.Floor(l.progressM / l.config.Road.LengthM())) }

// Interventions is how often the car was put back.
func (l *Loop) Interventions() int { return l.interventions }

// AfterLaps stops a run after whole laps.
func AfterLaps(n int) func(*Loop) bool { return func(l *Loop) bool { return l.Laps() >= n } }

// AfterTicks stops a run after control ticks.
func AfterTicks(n int64) func(*Loop) bool { return func(l *Loop) bool { return l.ticks >= n } }

// Run ticks until stop says so, which is asked before every tick, or ctx is done.
func (l *Loop) Run(ctx context.Context, stop func(*Loop) bool) error {
	for !stop(l) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := l.Tick(ctx); err != nil {
			return err
		}
	}
	return nil
}
