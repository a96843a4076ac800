package sim

// Input moves the single-track models.
type Input struct {
	SteerRadPS float64 // rate of the wheel angle
	AccelMPS2  float64
}

// limit is CommonRoad's: applied to every input before the models see it.
func (v *Vehicle) limit(steerRad, speedMPS float64, u Input) Input {
	return Input{SteerRadPS: v.limitSteer(steerRad, u.SteerRadPS), AccelMPS2: v.limitAccel(speedMPS, u.AccelMPS2)}
}

func (v *Vehicle) limitSteer(steerRad, rate float64) float64 {
	if steerRad <= -v.MaxSteerRad && rate <= 0 || steerRad >= v.MaxSteerRad && rate >= 0 {
		return 0
	}
	return max(-v.MaxSteerRadPS, min(rate, v.MaxSteerRadPS))
}

func (v *Vehicle) limitAccel(speedMPS, accel float64) float64 {
	if speedMPS <= v.MinSpeedMPS && accel <= 0 || speedMPS >= v.MaxSpeedMPS && accel >= 0 {
		return 0
	}
	most := v.MaxAccelMPS2
	if speedMPS > v.SwitchSpeedMPS {
		most = v.MaxAccelMPS2 * v.SwitchSpeedMPS / speedMPS
	}
	return max(-v.MaxAccelMPS2, min(accel, most))
}
