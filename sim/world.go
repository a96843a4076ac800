package sim

import (
	"errors"
	"fmt"
	"math"
)

// ErrCommand says that a command cannot be carried out.
var ErrCommand = errors.New("command")

// ErrConfig says that a world cannot be built as wished.
var ErrConfig = errors.New("world")

// rollingMPS is where ST hands over to the kinematic model. The tyres of ST settle within about speed/215 s, so that steps
// of a tick stop being stable below 0.8 m/s, and in reverse the equations have no stable solution at all. At 3 m/s the two
// models' sideslip differs by 3 %.
const rollingMPS = 3.0

// Config says what moves. Start from DefaultConfig.
type Config struct {
	Vehicle   Vehicle
	Model     Model
	SteerLagS float64 // first-order lag of the steering; 0 is none
}

// DefaultConfig is CommonRoad's vehicle 2, a BMW 320i, as a dynamic single-track model with a steering lag of 0.1 s.
func DefaultConfig() Config {
	v, err := VehicleByID(2)
	if err != nil {
		panic("sim: " + err.Error())
	}
	return Config{Vehicle: v, Model: Dynamic, SteerLagS: 0.1}
}

// Where a car has long lost its grip: hard braking in a fast curve unloads the rear axle until ST diverges. Beyond these the
// linear tyres mean nothing, so the world lets the car slide, but not spin.
const (
	slideSlipRad = 0.8
	slideGrips   = 2.0 // lateral acceleration over mu g
)

// World holds the car and moves it. It is not safe for concurrent use; every drive has its own.
type World struct {
	vehicle Vehicle
	model   Model
	steer   actuator
	s       State
}

// New returns a world whose car stands at the origin and faces east.
func New(c Config) (*World, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	w := &World{vehicle: c.Vehicle, model: c.Model}
	w.steer = newActuator(&w.vehicle, c.SteerLagS)
	return w, nil
}

func (c *Config) check() error {
	errs := []error{c.Vehicle.check()}
	if c.Model != Dynamic && c.Model != Kinematic {
		errs = append(errs, fmt.Errorf("%w: model %d: want Dynamic or Kinematic, which are about the centre of mass", ErrConfig, c.Model))
	}
	if !(c.SteerLagS >= 0) || math.IsInf(c.SteerLagS, 0) {
		errs = append(errs, fmt.Errorf("%w: steering lag of %v s: want 0 or more", ErrConfig, c.SteerLagS))
	}
	return errors.Join(errs...)
}

// State is the car's now.
func (w *World) State() State { return w.s }

// Vehicle is the car that moves.
func (w *World) Vehicle() Vehicle { return w.vehicle }

// SlipRad is the sideslip that a steady curve gives the car: from the body's axis to the direction of travel.
func (w *World) SlipRad(speedMPS, curvaturePerM float64) float64 {
	if w.model == Kinematic || speedMPS < rollingMPS {
		speedMPS = 0 // the tyres add nothing
	}
	return w.vehicle.SlipRad(speedMPS, curvaturePerM)
}

// Place puts the car's centre of mass at a point where it travels along heading at a speed, in the steady state of a curve:
// wheels, yaw rate and sideslip are what holding that curvature leads to. The body points away from the heading by the
// sideslip. The clock runs on.
func (w *World) Place(xM, yM, headingRad, speedMPS, curvaturePerM float64) error {
	for _, f := range []float64{xM, yM, headingRad, speedMPS, curvaturePerM} {
		if !finite(f) {
			return fmt.Errorf("%w: place at (%v, %v), heading %v, speed %v, curvature %v: want finite numbers",
				ErrCommand, xM, yM, headingRad, speedMPS, curvaturePerM)
		}
	}
	if speedMPS < 0 || speedMPS > w.vehicle.MaxSpeedMPS {
		return fmt.Errorf("%w: place at a speed of %v m/s: want 0 to %v", ErrCommand, speedMPS, w.vehicle.MaxSpeedMPS)
	}
	s := State{Tick: w.s.Tick, XM: xM, YM: yM, SpeedMPS: speedMPS}
	s.SteerRad = w.vehicle.SteerRad(w.steer.within(speedMPS, curvaturePerM))
	s.SlipRad, s.YawRateRadPS = rolling(&w.vehicle, s.SteerRad, speedMPS)
	if w.model == Dynamic && speedMPS >= rollingMPS {
		// ST with both derivatives zero. Front and rear tyres are alike, so the car steers neutrally.
		s.YawRateRadPS = speedMPS * s.SteerRad / w.vehicle.WheelbaseM()
		s.SlipRad = float64(w.vehicle.RearM*s.SteerRad/w.vehicle.WheelbaseM()) -
			float64(speedMPS*s.YawRateRadPS/w.vehicle.gripMPS2PerRad())
	}
	s.HeadingRad = angle(headingRad - s.SlipRad)
	w.s = s
	return nil
}

// Step moves the car by one tick. A car that brakes stops; it does not go backwards.
func (w *World) Step(c Command) error {
	if !finite(c.CurvaturePerM) || !finite(c.AccelMPS2) {
		return fmt.Errorf("%w: tick %d: curvature %v 1/m, acceleration %v m/s2: want finite numbers",
			ErrCommand, w.s.Tick, c.CurvaturePerM, c.AccelMPS2)
	}
	u := Input{
		SteerRadPS: w.steer.rate(w.s.SteerRad, w.s.SpeedMPS, c.CurvaturePerM),
		AccelMPS2:  max(c.AccelMPS2, -w.s.SpeedMPS/TickS),
	}
	model := w.model
	if w.s.SpeedMPS < rollingMPS {
		model = Kinematic
	}
	x := rungeKutta(model, &w.vehicle, w.s.vector(), u, TickS)
	x[iSpeed] = max(x[iSpeed], 0)
	if model == Kinematic {
		x[iSlip], x[iYawRate] = rolling(&w.vehicle, x[iSteer], x[iSpeed])
	} else {
		most := slideGrips * gravityMPS2 * w.vehicle.Friction / max(x[iSpeed], slowMPS)
		x[iYawRate] = max(-most, min(x[iYawRate], most))
		x[iSlip] = max(-slideSlipRad, min(x[iSlip], slideSlipRad))
	}
	w.s = State{
		Tick: w.s.Tick + 1, XM: x[ix], YM: x[iy], HeadingRad: angle(x[iHeading]), SpeedMPS: x[iSpeed],
		SteerRad: x[iSteer], YawRateRadPS: x[iYawRate], SlipRad: x[iSlip],
	}
	return nil
}

func (s *State) vector() Vector {
	return Vector{ix: s.XM, iy: s.YM, iSteer: s.SteerRad, iSpeed: s.SpeedMPS,
		iHeading: s.HeadingRad, iYawRate: s.YawRateRadPS, iSlip: s.SlipRad}
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// angle brings an angle into [-pi, pi].
func angle(rad float64) float64 {
	if rad >= -math.Pi && rad <= math.Pi {
		return rad
	}
	return math.Remainder(rad, 2*math.Pi)
}
