package augment

import (
	"math"
	"testing"
)

// view is about the one of the simulator's prepared picture: 98 degrees wide, 9.5 degrees down.
func view() View {
	return View{Width: 200, Height: 66, FocalXPx: 86.6, FocalYPx: 121.9, CentreXPx: 100, CentreYPx: 17.6, PitchRad: 0.1658, HeightM: 1.2, AheadM: 1}
}

// paint is an independent painter: a ground whose brightness is a smooth function of place, seen from a car at
// (0, leftM) with a heading, by textbook projection with rotation matrices in the world's frame.
func paint(v View, leftM, yawRad float64) []byte {
	out := make([]byte, 3*v.Width*v.Height)
	sinA, cosA := math.Sincos(yawRad)
	sinP, cosP := math.Sincos(v.PitchRad)
	axis := [3]float64{cosP * cosA, cosP * sinA, -sinP} // forward; x ahead, y left, z up
	left := [3]float64{-sinA, cosA, 0}
	up := [3]float64{sinP * cosA, sinP * sinA, cosP}
	camX, camY := v.AheadM*cosA, leftM+v.AheadM*sinA
	for y := range v.Height {
		for x := range v.Width {
			a := -(float64(x) + 0.5 - v.CentreXPx) / v.FocalXPx
			b := -(float64(y) + 0.5 - v.CentreYPx) / v.FocalYPx
			var d [3]float64
			for i := range d {
				d[i] = axis[i] + a*left[i] + b*up[i]
			}
			luma := 128 + 90*math.Sin(8*math.Atan2(d[1], d[0])) // sky: by bearing alone
			if d[2] < 0 {
				far := v.HeightM / -d[2]
				gx, gy := camX+far*d[0], camY+far*d[1]
				fade := math.Exp(-far / 15)
				luma = 128 + 90*math.Sin(0.5*gx)*fade*math.Cos(1.1*gy)
			}
			i := y*v.Width + x
			out[i] = level(luma)
			out[v.Width*v.Height+i] = level(255 - luma)
			out[2*v.Width*v.Height+i] = level(luma / 2)
		}
	}
	return out
}

// Oracle: paint at the moved pose. What remains is mixing of pixels and rounding.
func TestWarpIsTheViewFromTheMovedCar(t *testing.T) {
	v := view()
	a, err := New(v)
	if err != nil {
		t.Fatal(err)
	}
	src := paint(v, 0, 0)
	for name, tc := range map[string]struct{ shift, yaw float64 }{
		"left":              {shift: 0.5},
		"right":             {shift: -0.5},
		"turned left":       {yaw: 0.06},
		"turned right":      {yaw: -0.06},
		"left, turned left": {shift: 0.3, yaw: 0.05},
	} {
		t.Run(name, func(t *testing.T) {
			got := make([]byte, len(src))
			d := Still()
			d.ShiftM, d.YawRad = tc.shift, tc.yaw
			if err := a.Apply(got, src, d); err != nil {
				t.Fatal(err)
			}
			want := paint(v, tc.shift, tc.yaw)
			var before, after, n float64
			for p := range 3 {
				for y := 2; y < v.Height-22; y++ { // lower rows look to the side beyond the picture
					if horizon := v.CentreYPx - v.FocalYPx*math.Tan(v.PitchRad); math.Abs(float64(y)-horizon) < 2 {
						continue
					}
					for x := 45; x < v.Width-45; x++ {
						i := p*v.Width*v.Height + y*v.Width + x
						before += math.Abs(float64(src[i]) - float64(want[i]))
						after += math.Abs(float64(got[i]) - float64(want[i]))
						n++
					}
				}
			}
			if n < 10000 {
				t.Fatalf("only %v pixels compared", n)
			}
			t.Logf("mean difference in levels: %.2f unmoved, %.3f moved", before/n, after/n)
			if after > before/8 || before/n < 5 {
				t.Errorf("mean difference %.3f levels (%.2f unmoved), want an eighth of it (over 5)", after/n, before/n)
			}
		})
	}
}

// Oracle: what moves where. A car that turns left sees what was ahead wander to the right, by f tan(a).
func TestTurningLeftMovesThePictureRight(t *testing.T) {
	v := view()
	v.PitchRad, v.AheadM = 0, 0 // then the row of the axis is the horizon
	const yaw = 0.05
	sx, sy, ok := newMove(v, 0, yaw).source(99.5+v.FocalXPx*math.Tan(yaw), v.CentreYPx-0.5)
	if !ok || math.Abs(sx-99.5) > 1e-9 || math.Abs(sy-(v.CentreYPx-0.5)) > 1e-9 {
		t.Errorf("source of the pixel right of the middle is (%v, %v), want the middle", sx, sy)
	}
}

func TestStillChangesNothing(t *testing.T) {
	v := view()
	a, err := New(v)
	if err != nil {
		t.Fatal(err)
	}
	src := paint(v, 0, 0)
	got := make([]byte, len(src))
	if err := a.Apply(got, src, Still()); err != nil {
		t.Fatal(err)
	}
	if string(got) != string(src) {
		t.Error("Still changed the picture")
	}
	// A turn by next to nothing goes through the warp, which must not move the picture either.
	d := Still()
	d.YawRad = 1e-12
	if err := a.Apply(got, src, d); err != nil {
		t.Fatal(err)
	}
	for i := range src {
		if diff := int(got[i]) - int(src[i]); diff < -1 || diff > 1 {
			t.Fatalf("byte %d: got %d, want %d", i, got[i], src[i])
		}
	}
}
