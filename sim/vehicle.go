package sim

import (
	"errors"
	"fmt"
	"math"
)

// ErrVehicle says that a vehicle's id or one of its figures is of no use.
var ErrVehicle = errors.New("vehicle")

// Acceleration of free fall, as CommonRoad has it.
const gravityMPS2 = 9.81

// Vehicle is what the single-track models know of a car.
type Vehicle struct {
	ID              int
	Name            string
	LengthM, WidthM float64
	FrontM, RearM   float64 // from the centre of mass to the front axle, to the rear axle
	HeightM         float64 // of the sprung mass's centre
	MassKg          float64
	InertiaKgM2     float64 // about the vertical axis

	MaxSteerRad     float64 // to either side
	MaxSteerRadPS   float64
	MinSpeedMPS     float64 // negative: in reverse
	MaxSpeedMPS     float64
	SwitchSpeedMPS  float64 // above it the engine's power limits the acceleration
	MaxAccelMPS2    float64
	Friction        float64 // of tyre and road
	StiffnessPerRad float64 // cornering stiffness over friction and load, front and rear alike
}

// The tyre of CommonRoad's vehicles 1 to 3: mu = p_dy1, C_S = -p_ky1/p_dy1.
const (
	tyreFriction  = 1.0489
	tyreStiffness = 21.92 / 1.0489
)

// VehicleByID returns one of CommonRoad's passenger cars: 1 Ford Escort, 2 BMW 320i, 3 VW Vanagon.
// The figures are those of the CommonRoad vehicle models 2020a (TU Munich, BSD-3-Clause).
func VehicleByID(id int) (Vehicle, error) {
	v := Vehicle{ID: id, MaxSteerRadPS: 0.4, MaxAccelMPS2: 11.5, Friction: tyreFriction, StiffnessPerRad: tyreStiffness}
	switch id {
	case 1:
		v.Name, v.LengthM, v.WidthM = "Ford Escort", 4.298, 1.674
		v.FrontM, v.RearM, v.HeightM = 0.88392, 1.50876, 0.59436
		v.MassKg, v.InertiaKgM2 = 1225.8878467253344, 1538.8533713561394
		v.MaxSteerRad, v.MinSpeedMPS, v.MaxSpeedMPS, v.SwitchSpeedMPS = 0.91, -13.9, 45.8, 4.755
	case 2:
		v.Name, v.LengthM, v.WidthM = "BMW 320i", 4.508, 1.61
		v.FrontM, v.RearM, v.HeightM = 1.1561957064, 1.4227170936, 0.61373004
		v.MassKg, v.InertiaKgM2 = 1093.2952334674046, 1791.5995300122856
		v.MaxSteerRad, v.MinSpeedMPS, v.MaxSpeedMPS, v.SwitchSpeedMPS = 1.066, -13.6, 50.8, 7.319
	case 3:
		v.Name, v.LengthM, v.WidthM = "VW Vanagon", 4.569, 1.844
		v.FrontM, v.RearM, v.HeightM = 1.1507916024, 1.3211363976000001, 0.804490644
		v.MassKg, v.InertiaKgM2 = 1478.8979637767998, 2473.1176915564442
		v.MaxSteerRad, v.MinSpeedMPS, v.MaxSpeedMPS, v.SwitchSpeedMPS = 1.023, -11.2, 41.7, 7.824
	default:
		return Vehicle{}, fmt.Errorf("%w: id %d: want 1, 2 or 3", ErrVehicle, id)
	}
	return v, nil
}

// WheelbaseM is the distance between the axles.
func (v *Vehicle) WheelbaseM() float64 { return v.FrontM + v.RearM }

// SteerRad is the wheel angle that takes the centre of mass round a curve when no tyre slips,
// held at the steering's end where no angle would do.
func (v *Vehicle) SteerRad(curvaturePerM float64) float64 {
	bk := v.RearM * curvaturePerM
	cos2 := 1 - float64(bk*bk)
	if cos2 <= 0 {
		return math.Copysign(v.MaxSteerRad, curvaturePerM)
	}
	angle := math.Atan(v.WheelbaseM() * curvaturePerM / math.Sqrt(cos2))
	return max(-v.MaxSteerRad, min(angle, v.MaxSteerRad))
}

// CurvaturePerM is the curve that the centre of mass goes round at a wheel angle when no tyre slips: the kinematic model's, and the
// inverse of SteerRad. The angle is less than a right one.
func (v *Vehicle) CurvaturePerM(steerRad float64) float64 {
	tan := math.Tan(steerRad)
	return tan / math.Hypot(v.WheelbaseM(), v.RearM*tan)
}

// SlipRad is the sideslip at the centre of mass in a steady curve: geometry turns the body inwards, tyres outwards.
func (v *Vehicle) SlipRad(speedMPS, curvaturePerM float64) float64 {
	bk := max(-1, min(v.RearM*curvaturePerM, 1))
	return math.Asin(bk) - float64(speedMPS*speedMPS*curvaturePerM/v.gripMPS2PerRad())
}

// gripMPS2PerRad is the lateral acceleration per slip angle: g mu C.
func (v *Vehicle) gripMPS2PerRad() float64 { return gravityMPS2 * v.Friction * v.StiffnessPerRad }

// check refuses a vehicle that the models would divide by zero for.
func (v *Vehicle) check() error {
	var errs []error
	for _, f := range []struct {
		name  string
		value float64
	}{
		{"FrontM", v.FrontM}, {"RearM", v.RearM}, {"MassKg", v.MassKg}, {"InertiaKgM2", v.InertiaKgM2},
		{"MaxSteerRad", v.MaxSteerRad}, {"MaxSteerRadPS", v.MaxSteerRadPS}, {"MaxSpeedMPS", v.MaxSpeedMPS},
		{"SwitchSpeedMPS", v.SwitchSpeedMPS}, {"MaxAccelMPS2", v.MaxAccelMPS2},
		{"Friction", v.Friction}, {"StiffnessPerRad", v.StiffnessPerRad},
	} {
		if !(f.value > 0) || math.IsInf(f.value, 0) {
			errs = append(errs, fmt.Errorf("%w: %s is %v: want a positive number", ErrVehicle, f.name, f.value))
		}
	}
	if v.MaxSteerRad >= math.Pi/2 {
		errs = append(errs, fmt.Errorf("%w: MaxSteerRad is %v: want less than a right angle", ErrVehicle, v.MaxSteerRad))
	}
	return errors.Join(errs...)
}
