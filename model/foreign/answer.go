package foreign

import (
	"fmt"
	"math"
	"slices"

	"steersim/sim"
)

// Output is what a network's number means.
type Output string

// Outputs.
const (
	Steering  Output = "steering" // wheel angle over the lock, held to -1 to 1 as Udacity's simulator does
	Radians   Output = "radians"  // wheel angle
	Curvature Output = "curvature"
)

// Outputs are all of them.
func Outputs() []Output { return []Output{Steering, Radians, Curvature} }

// Side is a direction.
type Side string

// Sides.
const (
	Left  Side = "left"
	Right Side = "right"
)

// Answer is what a network's number means to a car.
type Answer struct {
	Output   Output
	Positive Side        // where a positive number steers to
	LockRad  float64     // wheel angle that Steering counts as 1
	Vehicle  sim.Vehicle // whose wheels are turned
}

// Check names a mistake in a.
func (a Answer) Check() error {
	switch {
	case !slices.Contains(Outputs(), a.Output):
		return fmt.Errorf("%w: output %q, want one of %v", ErrPilot, a.Output, Outputs())
	case a.Positive != Left && a.Positive != Right:
		return fmt.Errorf("%w: positive is %q, want %s or %s", ErrPilot, a.Positive, Left, Right)
	case !(a.LockRad > 0 && a.LockRad < math.Pi/2):
		return fmt.Errorf("%w: lock of %.4g°, want more than 0° and less than 90°", ErrPilot, a.LockRad*180/math.Pi)
	case !(a.Vehicle.WheelbaseM() > 0):
		return fmt.Errorf("%w: wheelbase of %v m, want a positive number", ErrPilot, a.Vehicle.WheelbaseM())
	}
	return nil
}

// CurvaturePerM is the path that number asks for, by the kinematic single-track model where it is of the wheels.
func (a Answer) CurvaturePerM(number float64) (float64, error) {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return 0, fmt.Errorf("%w: the network's answer is %v, want a finite number", ErrPilot, number)
	}
	if a.Positive == Right {
		number = -number
	}
	switch a.Output {
	case Curvature:
		return number, nil
	case Steering:
		number = a.LockRad * max(-1, min(number, 1))
	}
	if math.Abs(number) >= math.Pi/2 {
		return 0, fmt.Errorf("%w: the network's answer is a wheel angle of %.4g rad, want less than a right one", ErrPilot, number)
	}
	return a.Vehicle.CurvaturePerM(number), nil
}
