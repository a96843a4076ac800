package trainer

import (
	"math"
	"testing"
)

// Oracle: by hand. 60 degrees over 160 rows is a focal length of 80/tan(30 deg) = 138.564 px; rows 60 to 135 become 66
// and 320 columns 200, so that it is 121.936 px down and 86.603 px across; the axis, row 80, is at (80-60) 66/75 = 17.6.
func TestViewIsThePreparedCamera(t *testing.T) {
	v := DefaultConfig(1).view()
	for name, tc := range map[string]struct{ got, want float64 }{
		"focal length across": {v.FocalXPx, 86.6025},
		"focal length down":   {v.FocalYPx, 121.9364},
		"centre x":            {v.CentreXPx, 100},
		"centre y":            {v.CentreYPx, 17.6},
		"pitch":               {v.PitchRad, 9.5 * math.Pi / 180},
		"height":              {v.HeightM, 1.2},
		"ahead":               {v.AheadM, 1},
	} {
		if math.Abs(tc.got-tc.want) > 1e-4 {
			t.Errorf("%s: %v, want %v", name, tc.got, tc.want)
		}
	}
	if v.Width != 200 || v.Height != 66 {
		t.Errorf("%dx%d, want 200x66", v.Width, v.Height)
	}
}
