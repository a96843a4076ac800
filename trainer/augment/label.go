package augment

// The expert steers by k = k_lane - e/L^2 - 2 chi/L, where e is the offset from the lane's centre and chi the
// heading error, both positive to the left, and L the length it takes to come back, which grows with the speed.
const (
	returnBaseM  = 2.0
	returnPerMPS = 0.4 // seconds: metres of return length a metre per second
)

// ReturnLengthM is the expert's L at a speed.
func ReturnLengthM(speedMPS float64) float64 { return returnBaseM + returnPerMPS*max(speedMPS, 0) }

// Label is what the expert would have asked for, had the car stood shiftM further left and been turned by yawRad to
// the left: e grows by the shift and chi by the turn, and the law is linear in both. A camera shiftM to the left of
// the car's middle sees the world of just that car, so that its label is Label(k, v, shiftM, 0).
func Label(curvaturePerM, speedMPS, shiftM, yawRad float64) float64 {
	l := ReturnLengthM(speedMPS)
	return curvaturePerM - shiftM/(l*l) - 2*yawRad/l
}
