package loop

import (
	"context"
	"image"

	"steersim/sim"
	"steersim/sim/track"
)

// Camera paints what the car sees.
type Camera interface {
	// Render fills dst, which is of Size, and keeps neither it nor s. The same state gives the same picture.
	Render(dst *image.RGBA, s sim.State)
	Size() image.Point
}

// Driver steers.
type Driver interface {
	// Drive returns the command for what is seen. It must not keep or change obs.Frame, which the next tick overwrites.
	// It may be slow: simulated time waits. It returns soon after ctx is done.
	Drive(ctx context.Context, obs Observation) (sim.Command, error)
}

// Sink takes note of every control tick.
type Sink interface {
	// Note must copy s.Obs.Frame if it keeps it: the next tick overwrites it.
	Note(s Sample) error
}

// Observation is what a real car knows: no truth.
type Observation struct {
	Tick     int64
	SpeedMPS float64
	Frame    *image.RGBA // nil when the loop has no camera
}

// Sample is one control tick with all that is known of it.
type Sample struct {
	Obs          Observation
	Truth        sim.State
	Lane         track.Position
	Command      sim.Command // what the driver asked for, before any disturbance
	Intervention bool        // the car is over 1 m off the lane's centre or turned away by 1.5 rad, and will be put back
}
