package replay

import (
	"context"
	"fmt"
	"image"
	"math"

	"steersim/camera"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// Viewer shows what a car sees that is not where it was recorded.
type Viewer interface {
	// View is the centre camera's picture from a car moved from where record i was made. It is good until the next call.
	View(data recorder.Dataset, i int, m camera.Move) (*image.RGBA, error)
}

// Config says who drives over what.
type Config struct {
	Data   recorder.Dataset
	Path   Path
	World  *sim.World
	Driver loop.Driver
	Viewer Viewer
	Sinks  []loop.Sink
}

// Run drives along the path to its end, or until ctx is done.
func Run(ctx context.Context, c Config) error {
	if c.Data == nil || c.World == nil || c.Driver == nil || c.Viewer == nil || len(c.Path.points) < 2 {
		return fmt.Errorf("%w: log, world, driver, viewer or path is missing: want all", ErrPath)
	}
	begin := c.Path.points[0]
	if err := c.put(begin, begin.speedMPS); err != nil {
		return err
	}
	segment := 0
	most := int64(c.Path.Seconds()*sim.ControlHz)*3 + 10*sim.ControlHz // a car that stands still arrives nowhere
	for tick := int64(0); tick < most; tick++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		truth := c.World.State()
		q := c.Path.locate(segment, truth.XM, truth.YM)
		segment = q.segment
		if segment == len(c.Path.points)-2 && q.share >= 1 {
			return nil
		}
		if err := c.tick(ctx, truth, q); err != nil {
			return fmt.Errorf("tick %d: %w", truth.Tick, err)
		}
	}
	return fmt.Errorf("%w: drive %d: the car did not reach the end of %.0f m in thrice the recorded time", ErrPath, c.Path.Drive, c.Path.LengthM())
}

// tick looks, asks, notes and moves for one control tick.
func (c *Config) tick(ctx context.Context, truth sim.State, q place) error {
	here, shown := c.Path.at(q), c.Path.recorded(q)
	frame, err := c.Viewer.View(c.Data, shown.record, moved(shown, truth))
	if err != nil {
		return fmt.Errorf("record %d: %w", shown.record, err)
	}
	s := loop.Sample{
		Obs:   loop.Observation{Tick: truth.Tick, SpeedMPS: truth.SpeedMPS, Frame: frame},
		Truth: truth,
		Lane: track.Position{
			SM: here.alongM, OffsetM: here.offsetM + q.leftM, CurvaturePerM: here.lanePerM,
			HeadingErrorRad: here.headingErrorRad + math.Remainder(truth.HeadingRad-here.headingRad, 2*math.Pi),
		},
	}
	s.Intervention = loop.Strayed(s.Lane)
	if s.Command, err = c.Driver.Drive(ctx, s.Obs); err != nil {
		return err
	}
	s.Command.AccelMPS2 = pace(here.speedMPS, truth.SpeedMPS)
	for _, sink := range c.Sinks {
		if err := sink.Note(s); err != nil {
			return err
		}
	}
	command := s.Command
	if s.Intervention {
		if err := c.put(here, truth.SpeedMPS); err != nil {
			return err
		}
		command.CurvaturePerM = here.lanePerM
	}
	for range sim.ControlTicks {
		if err := c.World.Step(command); err != nil {
			return err
		}
	}
	return nil
}

// moved is how a car stands beside where a picture was made.
func moved(from waypoint, car sim.State) camera.Move {
	sin, cos := math.Sincos(from.headingRad)
	dx, dy := car.XM-from.xM, car.YM-from.yM
	return camera.Move{
		ForwardM: dx*cos + dy*sin, LeftM: dy*cos - dx*sin,
		YawRad: math.Remainder(car.HeadingRad-from.headingRad, 2*math.Pi),
	}
}

// pace keeps the log's speed.
func pace(wantMPS, isMPS float64) float64 {
	const within, most = 0.3, 6.0 // s, m/s^2
	return max(-most, min((wantMPS-isMPS)/within, most))
}

// put places the car on the lane's centre abreast of the recorded one.
func (c *Config) put(w waypoint, speedMPS float64) error {
	lane := w.headingRad - w.headingErrorRad // the way the lane goes
	sin, cos := math.Sincos(lane)
	speed := max(0, min(speedMPS, c.World.Vehicle().MaxSpeedMPS))
	return c.World.Place(w.xM+w.offsetM*sin, w.yM-w.offsetM*cos, lane, speed, w.lanePerM)
}
