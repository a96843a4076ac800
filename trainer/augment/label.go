package augment

import "fmt"

// Law says what a car that was moved is asked to do: k, what is to be done in its place, and a way back. Both ways are linear in the
// offset e and the turn chi, positive to the left, by which the car was moved, and both give the curvature at their begin.
type Law string

// The laws.
const (
	// Expert is the simulator's teacher: k - e/L^2 - 2 chi/L. Its L follows from the road in sight; where that is not known it is
	// what it would be if the road asked for the car's speed.
	Expert Law = "expert"
	// TwoSeconds brings the car back to the desired position and heading in two seconds (Bojarski et al. 2016, section 5.2): the
	// cubic e(s) over L = 2 s v with e and its slope chi at the begin and neither at the end, whose curvature at the begin is
	// -6 e/L^2 - 4 chi/L.
	TwoSeconds Law = "two-second"
)

const (
	returnBaseM  = 1.5
	returnPerMPS = 0.35 // seconds: metres of return length a metre per second
	backS        = 2.0
	leastBackM   = 4.0 // a car that hardly moves is not asked to turn on the spot
)

// Check refuses a law that is none.
func (l Law) Check() error {
	if l != Expert && l != TwoSeconds {
		return fmt.Errorf("%w: label by %q, want %s or %s", ErrConfig, string(l), Expert, TwoSeconds)
	}
	return nil
}

// WayM is L. returnM is the teacher's own, or 0 where nobody knows it.
func (l Law) WayM(speedMPS, returnM float64) float64 {
	switch {
	case l == TwoSeconds:
		return max(backS*speedMPS, leastBackM)
	case returnM > 0:
		return returnM
	}
	return returnBaseM + returnPerMPS*max(speedMPS, 0)
}

// Label is what would have been asked for, had the car stood shiftM further left and been turned by yawRad to the left. A
// camera shiftM to the left of the car's middle sees the world of just that car, so that its label is Label(k, L, shiftM, 0).
func (l Law) Label(curvaturePerM, wayM, shiftM, yawRad float64) float64 {
	if l == TwoSeconds {
		return curvaturePerM - 6*shiftM/(wayM*wayM) - 4*yawRad/wayM
	}
	return curvaturePerM - shiftM/(wayM*wayM) - 2*yawRad/wayM
}
