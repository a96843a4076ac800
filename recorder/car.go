package recorder

import (
	"fmt"
	"math"

	"steersim/sim"
)

// Car turns another program's steering, -1 to 1, into a path's curvature and back, for logs that do not say it. Start from
// UdacityCar or DonkeyCar. What a log does not say and a Car assumes belongs into the training's run.json.
type Car struct {
	LockRad    float64 // the front wheels' angle at a steering of 1
	WheelbaseM float64
	SpeedMPS   float64 // of logs that do not say it
}

// UdacityCar has the wheels of the Udacity simulator's car: 25 degrees at full lock.
func UdacityCar() Car { return carWith(25) }

// DonkeyCar has the wheels of the donkeycar simulator's car: 16 degrees at full lock.
func DonkeyCar() Car { return carWith(16) }

// carWith has the wheelbase of the default vehicle, which a network that learns from foreign logs will drive.
func carWith(lockDeg float64) Car {
	vehicle := sim.DefaultConfig().Vehicle
	return Car{LockRad: lockDeg * math.Pi / 180, WheelbaseM: vehicle.WheelbaseM(), SpeedMPS: 10}
}

// Check names the first number that makes no sense.
func (c Car) Check() error {
	switch {
	case !(c.LockRad > 0 && c.LockRad < math.Pi/2):
		return fmt.Errorf("%w: a steering lock of %v rad, want more than 0 and less than a right angle", ErrConfig, c.LockRad)
	case !(c.WheelbaseM >= 0.01 && c.WheelbaseM <= 100):
		return fmt.Errorf("%w: a wheelbase of %v m, want 0.01 to 100", ErrConfig, c.WheelbaseM)
	case !(c.SpeedMPS > 0 && c.SpeedMPS <= 200):
		return fmt.Errorf("%w: a speed of %v m/s, want more than 0 and up to 200", ErrConfig, c.SpeedMPS)
	}
	return nil
}

// SteerRad is the angle of the front wheels, positive left, at a steering that is positive to the RIGHT, as Udacity's and
// donkeycar's are.
func (c Car) SteerRad(right float64) float64 { return -right * c.LockRad }

// CurvaturePerM is that of the kinematic single-track model's path at such a steering: tan(steer) / wheelbase, positive left.
func (c Car) CurvaturePerM(right float64) float64 { return math.Tan(c.SteerRad(right)) / c.WheelbaseM }

// Right is the steering, positive to the right, that gives a curvature; beyond the lock it is below -1 or above 1.
func (c Car) Right(curvaturePerM float64) float64 {
	return -math.Atan(curvaturePerM*c.WheelbaseM) / c.LockRad
}
