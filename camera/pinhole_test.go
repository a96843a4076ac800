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
