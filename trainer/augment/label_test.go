package augment

import (
	"math"
	"testing"
)

// Oracle: the expert's law written out, k = k_lane - e/L^2 - 2 chi/L with a given L: the label of a moved car must be what the law gives at the moved pose.
func TestLabelIsTheLawAtTheMovedPose(t *testing.T) {
	law := func(kLane, e, chi, l float64) float64 {
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
			l := Expert.WayM(tc.v, 0)
			got := Expert.Label(law(0.01, tc.e, tc.chi, l), l, tc.shift, tc.yaw)
			want := law(0.01, tc.e+tc.shift, tc.chi+tc.yaw, l)
			if math.Abs(got-want) > 1e-15 {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// Oracle: common sense. Who stands left of the lane's centre or looks left must steer right, which is negative.
func TestLabelSteersBack(t *testing.T) {
	if k := Expert.Label(0, 10, 0.8, 0); k >= 0 {
		t.Errorf("shifted left on a straight: %v, want it negative", k)
	}
	if k := Expert.Label(0, 10, 0, 0.05); k >= 0 {
		t.Errorf("turned left on a straight: %v, want it negative", k)
	}
	if got, want := Expert.Label(0, Expert.WayM(20, 10), 1, 0), -0.01; math.Abs(got-want) > 1e-15 { // L is the teacher's 10 m
		t.Errorf("1 m left at 20 m/s: %v, want %v", got, want)
	}
}

// Oracle: closed forms. On a straight, and on a circle, to which the command of the circle is added, a car at 10 m/s has 20 m
// to come back: the cubic through (0, e, chi) and (20, 0, 0) is checked by its values, and its curvature by a central difference.
func TestTwoSecondsBringTheCarBack(t *testing.T) {
	const v, way, h = 10.0, 20.0, 1e-3
	for name, tc := range map[string]struct{ lane, e, chi float64 }{
		"a straight, shifted":        {0, 0.5, 0},
		"a straight, turned":         {0, 0, -0.08},
		"a circle of 50 m, both":     {0.02, -0.3, 0.05},
		"a circle the other way":     {-0.02, 0.3, 0.02},
		"a circle, where it belongs": {0.02, 0, 0},
	} {
		path := func(s float64) float64 { // cubic Hermite
			u := s / way
			return tc.e*(1+2*u)*(1-u)*(1-u) + tc.chi*way*u*(1-u)*(1-u)
		}
		if math.Abs(path(way)) > 1e-12 || math.Abs((path(way)-path(way-h))/h) > 1e-3 || math.Abs((path(h)-path(0))/h-tc.chi) > 1e-3 {
			t.Fatalf("%s: the oracle's path is none", name)
		}
		want := tc.lane + (path(h)-2*path(0)+path(-h))/(h*h)
		if got := TwoSeconds.Label(tc.lane, TwoSeconds.WayM(v, 7), tc.e, tc.chi); math.Abs(got-want) > 1e-8 {
			t.Errorf("%s: %v 1/m, want %v", name, got, want)
		}
	}
	if k := TwoSeconds.Label(0, TwoSeconds.WayM(0, 0), 0.5, 0); math.Abs(k+6*0.5/16) > 1e-12 {
		t.Errorf("a car that stands is asked for %v 1/m", k)
	}
	if Law("none").Check() == nil || TwoSeconds.Check() != nil {
		t.Error("Check does not know the laws")
	}
}
