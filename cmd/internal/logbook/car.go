package logbook

import (
	"flag"
	"math"

	"steersim/recorder"
)

// Car is what flags say of the car whose log another program wrote. A zero is left to the format: the Udacity simulator's car
// turns its wheels by 25 degrees, donkeycar's by 16.
type Car struct {
	LockDeg    float64 `json:"lock-deg"`
	WheelbaseM float64 `json:"wheelbase"`
	SpeedMPS   float64 `json:"log-speed"`
}

// Register adds those flags.
func (l *Car) Register(flags *flag.FlagSet) {
	l.RegisterSteering(flags)
	flags.Float64Var(&l.SpeedMPS, "log-speed", 0, "metres a second, where a log does not say it; 0: 10")
}

// RegisterSteering adds those that a log is written by.
func (l *Car) RegisterSteering(flags *flag.FlagSet) {
	flags.Float64Var(&l.LockDeg, "lock-deg", 0, "degrees of the front wheels at full steering, in Udacity and donkeycar logs; 0: 25 and 16")
	flags.Float64Var(&l.WheelbaseM, "wheelbase", 0, "metres between the axles, by which steering in those logs becomes a curvature; 0: the simulated car's")
}

// in is the car of a format, with what was said otherwise.
func (l Car) in(f Format) (recorder.Car, error) {
	c := recorder.UdacityCar()
	if f == Donkey {
		c = recorder.DonkeyCar()
	}
	if l.LockDeg != 0 {
		c.LockRad = l.LockDeg * math.Pi / 180
	}
	if l.WheelbaseM != 0 {
		c.WheelbaseM = l.WheelbaseM
	}
	if l.SpeedMPS != 0 {
		c.SpeedMPS = l.SpeedMPS
	}
	return c, c.Check()
}
