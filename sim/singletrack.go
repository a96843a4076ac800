package sim

import "math"

// Model names a single-track model. Parameters, limits and equations are those of the CommonRoad
// vehicle models 2020a (vehicleModels_commonRoad.pdf, TU Munich).
type Model int

// The models.
const (
	Dynamic       Model = iota // ST: linear tyres, load transfer; about the centre of mass
	Kinematic                  // KS: no tyre slips; about the centre of mass
	KinematicRear              // KS about the rear axle, CommonRoad's own choice; for comparison, World refuses it
)

// Vector is a model's state: x, y, wheel angle, speed, heading and, in ST alone, yaw rate and sideslip.
type Vector [7]float64

const (
	ix = iota
	iy
	iSteer
	iSpeed
	iHeading
	iYawRate
	iSlip
)

// ST divides by the speed; slower than this CommonRoad takes the kinematic equations.
const slowMPS = 0.1

// Derivative is the right-hand side of a model.
func Derivative(m Model, v *Vehicle, x Vector, u Input) Vector {
	u = v.limit(x[iSteer], x[iSpeed], u)
	switch {
	case m == KinematicRear:
		return kinematicRear(v, x, u)
	case m == Kinematic:
		return kinematic(v, x, u)
	case math.Abs(x[iSpeed]) < slowMPS:
		return dynamicSlow(v, x, u)
	default:
		return dynamic(v, x, u)
	}
}

func kinematicRear(v *Vehicle, x Vector, u Input) (f Vector) {
	sin, cos := math.Sincos(x[iHeading])
	f[ix] = x[iSpeed] * cos
	f[iy] = x[iSpeed] * sin
	f[iSteer], f[iSpeed] = u.SteerRadPS, u.AccelMPS2
	f[iHeading] = x[iSpeed] * math.Tan(x[iSteer]) / v.WheelbaseM()
	return f
}

func kinematic(v *Vehicle, x Vector, u Input) (f Vector) {
	slip, yaw := rolling(v, x[iSteer], x[iSpeed])
	sin, cos := math.Sincos(x[iHeading] + slip)
	f[ix] = x[iSpeed] * cos
	f[iy] = x[iSpeed] * sin
	f[iSteer], f[iSpeed] = u.SteerRadPS, u.AccelMPS2
	f[iHeading] = yaw
	return f
}

// rolling is the sideslip and the yaw rate of wheels that roll without slipping.
func rolling(v *Vehicle, steerRad, speedMPS float64) (slipRad, yawRadPS float64) {
	tan := math.Tan(steerRad)
	slipRad = math.Atan(tan * v.RearM / v.WheelbaseM())
	return slipRad, speedMPS * math.Cos(slipRad) * tan / v.WheelbaseM()
}

// dynamicSlow holds a quirk of the published code, kept so as to agree with its reference numbers: the derivative of
// atan(tan(delta) b/l) has (tan(delta) b/l) squared in it, the code has (tan(delta) squared b/l) squared.
func dynamicSlow(v *Vehicle, x Vector, u Input) Vector {
	f := kinematic(v, x, u)
	l, tan, cos := v.WheelbaseM(), math.Tan(x[iSteer]), math.Cos(x[iSteer])
	cos2 := cos * cos
	quirk := tan * tan * v.RearM / l
	slipRate := v.RearM * u.SteerRadPS / (l * cos2 * (1 + float64(quirk*quirk)))
	sinSlip, cosSlip := math.Sincos(x[iSlip])
	f[iSlip] = slipRate
	f[iYawRate] = (float64(u.AccelMPS2*cosSlip*tan) - float64(x[iSpeed]*sinSlip*slipRate*tan) +
		float64(x[iSpeed]*cosSlip*u.SteerRadPS/cos2)) / l
	return f
}

func dynamic(v *Vehicle, x Vector, u Input) (f Vector) {
	var (
		a, b, l     = v.FrontM, v.RearM, v.WheelbaseM()
		speed       = x[iSpeed]
		yaw, slip   = x[iYawRate], x[iSlip]
		accelHeight = float64(u.AccelMPS2 * v.HeightM)
		front       = v.StiffnessPerRad * (float64(gravityMPS2*b) - accelHeight) // C times the axle's load term
		rear        = v.StiffnessPerRad * (float64(gravityMPS2*a) + accelHeight)
		turning     = v.Friction * v.MassKg / (v.InertiaKgM2 * l)
		drifting    = v.Friction / (speed * l)
	)
	sin, cos := math.Sincos(x[iHeading] + slip)
	f[ix] = speed * cos
	f[iy] = speed * sin
	f[iSteer], f[iSpeed] = u.SteerRadPS, u.AccelMPS2
	f[iHeading] = yaw
	f[iYawRate] = turning * (float64(-(float64(a*a*front)+float64(b*b*rear))*yaw/speed) +
		float64((float64(b*rear)-float64(a*front))*slip) + float64(a*front*x[iSteer]))
	f[iSlip] = float64((float64(drifting/speed*(float64(rear*b)-float64(front*a)))-1)*yaw) -
		float64(drifting*(rear+front)*slip) + float64(drifting*front*x[iSteer])
	return f
}

// rungeKutta is one step of the classical method of fourth order.
func rungeKutta(m Model, v *Vehicle, x Vector, u Input, stepS float64) Vector {
	k1 := Derivative(m, v, x, u)
	k2 := Derivative(m, v, along(x, k1, stepS/2), u)
	k3 := Derivative(m, v, along(x, k2, stepS/2), u)
	k4 := Derivative(m, v, along(x, k3, stepS), u)
	for i := range x {
		x[i] += float64(stepS / 6 * (k1[i] + float64(2*k2[i]) + float64(2*k3[i]) + k4[i]))
	}
	return x
}

func along(x, slope Vector, stepS float64) Vector {
	for i := range x {
		x[i] += float64(slope[i] * stepS)
	}
	return x
}
