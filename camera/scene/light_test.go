package scene

import (
	"math"
	"testing"
)

func TestShadowsKeepTheSkysLight(t *testing.T) {
	l := Light{Sun: RGB{1, 1, 1}, Sky: RGB{0.2, 0.3, 0.5}, Shadow: 1}
	if got, want := l.Darkest(), 1.0/4; math.Abs(got-want) > 1e-12 { // mean sky 1/3 of mean full 4/3
		t.Errorf("a full shadow has %v of the light, want %v", got, want)
	}
	tint := l.ShadowTint()
	if tint[0] != 0 || tint[2] <= tint[1] || tint[1] < 0 {
		t.Errorf("shadows under a blue sky are tinted %v, want blue most and no red", tint)
	}
	l.Shadow = 0
	if got := l.Darkest(); got != 1 {
		t.Errorf("a shadow that takes nothing leaves %v, want 1", got)
	}
	if got := (&Light{}).Darkest(); got != 1 {
		t.Errorf("without light a shadow leaves %v, want 1", got)
	}
}

// TestExposureKeepsBrightness: saturation changes colours, not their luminance (Rec. 709), and grey not at all.
func TestExposureKeepsBrightness(t *testing.T) {
	luminance := func(c RGB) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	c := RGB{0.4, 0.5, 0.3}
	for _, saturation := range []float64{0, 0.5, 1.3} {
		f := Film{Exposure: 2, Saturation: saturation}
		if got, want := luminance(f.Exposed(c)), 2*luminance(c); math.Abs(got-want) > 1e-12 {
			t.Errorf("saturation %v: luminance %v, want %v", saturation, got, want)
		}
		for k, got := range f.Exposed(grey(0.3)) {
			if math.Abs(got-0.6) > 1e-12 {
				t.Errorf("saturation %v: channel %d of grey is %v, want 0.6", saturation, k, got)
			}
		}
	}
}
