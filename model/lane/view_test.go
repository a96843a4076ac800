package lane

import (
	"math"
	"slices"
	"testing"
)

func TestViewThereAndBack(t *testing.T) {
	v := View{NearM: 2, FarM: 12, SideM: 4, PixelM: 0.1}
	if s := v.Size(); s.X != 80 || s.Y != 100 {
		t.Errorf("size %v, want 80x100", s)
	}
	if f, l := v.Road(-0.5, -0.5); f != 12 || l != 4 {
		t.Errorf("the first corner shows (%v, %v), want 12 m ahead and 4 to the left", f, l)
	}
	if x, y := v.Pixel(v.Road(17, 23)); math.Abs(x-17) > 1e-9 || math.Abs(y-23) > 1e-9 {
		t.Errorf("there and back (%v, %v), want (17, 23)", x, y)
	}
	// A camera that shows the ground as it is: a pixel of the frame is a metre.
	h := v.FrameFromView([9]float64{0, 1, 0, 1, 0, 0, 0, 0, 1})
	f, l := v.Road(30, 40)
	if x, y := h[0]*30+h[1]*40+h[2], h[3]*30+h[4]*40+h[5]; math.Abs(x-l) > 1e-9 || math.Abs(y-f) > 1e-9 {
		t.Errorf("pixel (30, 40) shows at (%v, %v), want (%v, %v)", x, y, l, f)
	}
}

func TestRowsGoFartherApart(t *testing.T) {
	v := DefaultView()
	rows := v.Rows()
	if len(rows) < 40 || len(rows) > 80 || !slices.IsSortedFunc(rows, func(a, b int) int { return b - a }) {
		t.Errorf("%d rows, from near to far: %v", len(rows), rows)
	}
	if near, far := rows[0]-rows[1], rows[len(rows)-2]-rows[len(rows)-1]; near != 3 || far < 30 {
		t.Errorf("%d and %d pixels apart, want 0.24 m and several metres", near, far)
	}
}
