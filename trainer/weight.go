package trainer

import "math"

// Weight is a sample's share in the loss: (HalfPerM / (|k| + HalfPerM))^Power of the label k, divided by the mean of
// that over training. Small errors on straights are what makes a car wander; hairpins forgive them.
type Weight struct {
	HalfPerM float64
	Power    float64
}

func (w Weight) raw(curvature float64) float64 {
	return math.Pow(w.HalfPerM/(math.Abs(curvature)+w.HalfPerM), w.Power)
}
