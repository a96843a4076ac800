package camera

import (
	"image"
	"math"
	"testing"
)

func TestProjectByHand(t *testing.T) {
	size := image.Pt(400, 300)
	m := Mount{ForwardM: -6, LeftM: 1, HeightM: 3, PitchRad: math.Atan2(3, 10), YawRad: 0, FieldOfViewRad: 1}
	if x, y, ok := m.Project(size, 4, 1, 0); !ok || math.Abs(x-200) > 1e-9 || math.Abs(y-150) > 1e-9 {
		t.Errorf("where the axis meets the ground: (%v, %v), %v, want the middle", x, y, ok)
	}
	depth := math.Hypot(10, 3)
	if x, _, _ := m.Project(size, 4, 0, 0); math.Abs(x-200-150/math.Tan(0.5)/depth) > 1e-9 {
		t.Errorf("a metre to the right shows at %v", x)
	}
	m.YawRad = math.Pi / 2 // looks left: what is left of the car is ahead
	if x, y, ok := m.Project(size, -6, 11, 0); !ok || math.Abs(x-200) > 1e-9 || math.Abs(y-150) > 1e-9 {
		t.Errorf("looking left: (%v, %v), %v, want the middle", x, y, ok)
	}
	if _, _, ok := m.Project(size, -6, -20, 0); ok {
		t.Error("what is behind the camera shows")
	}
}

// Oracle: Project, which goes by the pinhole's own trigonometry and not by a matrix.
func TestImageFromRoadIsProject(t *testing.T) {
	size := image.Pt(320, 160)
	tilted := Mount{ForwardM: 0.4, LeftM: -0.7, HeightM: 1.9, PitchRad: 0.2, YawRad: 0.3, FieldOfViewRad: 1.1}
	checked := 0
	for _, m := range []Mount{CentreMount, LeftMount, tilted} {
		h := m.ImageFromRoad(size)
		for forward := 3.0; forward < 40; forward += 2.5 {
			for left := -8.0; left <= 8; left += 1.6 {
				x, y, ok := m.Project(size, forward, left, 0)
				w := h[6]*forward + h[7]*left + h[8]
				if ok != (w > 0) {
					t.Fatalf("%+v: (%v, %v) ahead is %v, with w %v", m, forward, left, ok, w)
				}
				if !ok {
					continue
				}
				// Project counts from the first pixel's corner.
				gx, gy := (h[0]*forward+h[1]*left+h[2])/w+0.5, (h[3]*forward+h[4]*left+h[5])/w+0.5
				if math.Abs(gx-x) > 1e-9 || math.Abs(gy-y) > 1e-9 {
					t.Fatalf("%+v: (%v, %v) shows at (%v, %v), want (%v, %v)", m, forward, left, gx, gy, x, y)
				}
				checked++
			}
		}
	}
	if checked < 400 {
		t.Errorf("checked %d places, want hundreds", checked)
	}
}
