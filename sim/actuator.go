package sim

import "math"

// actuator turns the commanded curvature into a rate of the wheel angle.
type actuator struct {
	vehicle *Vehicle
	keep    float64 // share of the angle's error that one tick leaves: exp(-tick/lag)
}

func newActuator(v *Vehicle, lagS float64) actuator {
	a := actuator{vehicle: v}
	if lagS > 0 {
		a.keep = math.Exp(-TickS / lagS)
	}
	return a
}

// rate is the wheel's mean rate over the coming tick: the exact answer of a first-order lag, then the rate limit.
func (a *actuator) rate(steerRad, speedMPS, curvaturePerM float64) float64 {
	want := a.vehicle.SteerRad(a.within(speedMPS, curvaturePerM))
	rate := (want - steerRad) * (1 - a.keep) / TickS
	return max(-a.vehicle.MaxSteerRadPS, min(rate, a.vehicle.MaxSteerRadPS))
}

// within holds a command at the curve where a lateral acceleration of mu g is reached. The linear tyres of the model
// would go on to several g, where they are tyres no more.
func (a *actuator) within(speedMPS, curvaturePerM float64) float64 {
	most := gravityMPS2 * a.vehicle.Friction
	if math.Abs(curvaturePerM)*speedMPS*speedMPS <= most {
		return curvaturePerM
	}
	return math.Copysign(most/(speedMPS*speedMPS), curvaturePerM)
}
