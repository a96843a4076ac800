package loop

import (
	"fmt"
	"math"
)

// SetCruise gives the pedals to the cruise control of the road, or with nil to the driver, from the next tick on.
func (l *Loop) SetCruise(c *Cruise) error {
	if c != nil && c.road != l.config.Road {
		return fmt.Errorf("%w: the cruise control is of another road: want %q", ErrConfig, l.config.Road.Name)
	}
	l.config.Cruise = c
	return nil
}

// Supervise says whether a car that strays is put back, as it is from the start, or left to whoever drives.
func (l *Loop) Supervise(on bool) { l.alone = !on }

// PutBack puts the car on the lane's centre beside it, no faster than it is. It counts as no intervention.
func (l *Loop) PutBack() error {
	truth := l.config.World.State()
	place := l.config.Road.Nearest(truth.XM, truth.YM, truth.HeadingRad)
	l.progressM += math.Remainder(place-l.placeM, l.config.Road.LengthM())
	l.placeM = place
	return l.place(l.config.Road.LaneCentre(l.placeM), truth.SpeedMPS)
}

// Push moves the car sideways by metres, to the left if positive, and leaves heading, speed and the curve it is in.
func (l *Loop) Push(leftM float64) error {
	return nudge(l.config.World, leftM, 0)
}
