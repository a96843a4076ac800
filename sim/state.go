package sim

// Time of the simulator.
const (
	TickS        = 0.01 // s, one step of the vehicle model
	ControlTicks = 5    // cameras and drivers act every so many ticks
	ControlHz    = 20   // control periods a second
)

// State is all that there is to know of the car at one tick.
type State struct {
	Tick         int64
	XM, YM       float64 // centre of mass, east and north
	HeadingRad   float64 // of the car's body, counter-clockwise from x
	SpeedMPS     float64
	SteerRad     float64 // of the front wheels, after the actuator
	YawRateRadPS float64
	SlipRad      float64 // sideslip at the centre of mass, from the body's axis to the velocity
}

// Command is what a driver wants until the next control tick.
type Command struct {
	CurvaturePerM float64 // of the path, 1/r, positive to the left
	AccelMPS2     float64 // along the car; where there is a cruise control, that sets it and not the driver
}
