package augment

import (
	"math"
	"testing"
)

// Oracle: the expert's law written out, k = k_lane - e/L^2 - 2 chi/L with L = 2 + 0.4 v (facts of the study, section
// "Expert"): the label of a moved car must be what the law gives at the moved pose.
func TestLabelIsTheLawAtTheMovedPose(t *testing.T) {
	law := func(kLane, e, chi, v float64) float64 {
		l := 2 + 0.4*v
		return kLane - e/(l*l) - 2*chi/l
	}
	for name, tc := range map[string]struct{ e, chi, v, shift, yaw float64 }{
		"left camera":               {v: 15, shift: 0.806},
		"right camera":              {v: 15, shift: -0.825},
		"turned left":               {v: 10, yaw: 0.05},
		"turned right and shifted":  {e: 0.1, chi: -0.02, v: 20, shift: 0.3, yaw: -0.1},
		"standing":                  {e: -0.2, chi: 0.01, v: 0, shift: 0.3, yaw: 0.02},
		"nothing moved":             {e: 0.4, chi: 0.1, v: 5},
		"both, back where it began": {e: 0.4, chi: 0.1, v: 5, shift: -0.4, yaw: -0.1},
	} {
		t.Run(name, func(t *testing.T) {
			got := Label(law(0.01, tc.e, tc.chi, tc.v), tc.v, tc.shift, tc.yaw)
			want := law(0.01, tc.e+tc.shift, tc.chi+tc.yaw, tc.v)
			if math.Abs(got-want) > 1e-15 {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// Oracle: common sense. Who stands left of the lane's centre or looks left must steer right, which is negative.
func TestLabelSteersBack(t *testing.T) {
	if k := Label(0, 10, 0.8, 0); k >= 0 {
		t.Errorf("shifted left on a straight: %v, want it negative", k)
	}
	if k := Label(0, 10, 0, 0.05); k >= 0 {
		t.Errorf("turned left on a straight: %v, want it negative", k)
	}
	if got, want := Label(0, 20, 1, 0), -0.01; math.Abs(got-want) > 1e-15 { // L is 10 m at 20 m/s
		t.Errorf("1 m left at 20 m/s: %v, want %v", got, want)
	}
}
