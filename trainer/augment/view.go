package augment

import (
	"fmt"
	"math"
)

// View is where a prepared picture's pixels look: a pinhole camera without roll, over flat ground.
// Pixel x is at x+0.5 pixels from the left edge; rows count downward.
type View struct {
	Width, Height        int
	FocalXPx, FocalYPx   float64 // differ when Prepare changes the picture's proportions
	CentreXPx, CentreYPx float64 // where the optical axis meets the picture, possibly outside of it
	PitchRad             float64 // downward
	HeightM              float64 // above the ground
	AheadM               float64 // of the car's centre of mass, about which it turns
}

func (v View) check() error {
	for _, n := range []struct {
		name  string
		value float64
	}{{"focal length x", v.FocalXPx}, {"focal length y", v.FocalYPx}, {"camera height", v.HeightM}} {
		if !(n.value > 0) || math.IsInf(n.value, 0) {
			return fmt.Errorf("%w: %s is %v, want it positive", ErrConfig, n.name, n.value)
		}
	}
	if v.Width < 2 || v.Height < 2 {
		return fmt.Errorf("%w: picture is %dx%d, want at least 2x2", ErrConfig, v.Width, v.Height)
	}
	if !(math.Abs(v.PitchRad) < 1) {
		return fmt.Errorf("%w: pitch is %v, want less than 1 rad", ErrConfig, v.PitchRad)
	}
	if s := v.CentreXPx + v.CentreYPx + v.AheadM; math.IsNaN(s) || math.IsInf(s, 0) {
		return fmt.Errorf("%w: centre (%v, %v) or distance ahead %v is not finite", ErrConfig, v.CentreXPx, v.CentreYPx, v.AheadM)
	}
	return nil
}

// move is how a point that a moved camera sees is found in the picture of the camera that was there: everything
// below the horizon lies on the ground, everything above is infinitely far (Bojarski et al. 2016, section 5.2).
type move struct {
	v                View
	cosP, sinP       float64
	cosA, sinA       float64
	leftM, forwardM  float64 // from the true camera to the moved one
	invFocX, invFocY float64
}

// newMove is a car shifted by shiftM to the left and turned by yawRad to the left about its centre of mass.
func newMove(v View, shiftM, yawRad float64) move {
	m := move{v: v, invFocX: 1 / v.FocalXPx, invFocY: 1 / v.FocalYPx}
	m.sinP, m.cosP = math.Sincos(v.PitchRad)
	m.sinA, m.cosA = math.Sincos(yawRad)
	m.leftM = shiftM + v.AheadM*m.sinA
	m.forwardM = v.AheadM * (m.cosA - 1)
	return m
}

// source gives the place in the true picture, in units of pixel indices, of the moved picture's pixel (x, y).
// ok is false for what lies behind the true camera.
func (m move) source(x, y float64) (sx, sy float64, ok bool) {
	// The pixel's ray in the moved camera's level frame: right, down, forward.
	right := (x + 0.5 - m.v.CentreXPx) * m.invFocX
	w := (y + 0.5 - m.v.CentreYPx) * m.invFocY
	down := m.sinP + w*m.cosP
	forward := m.cosP - w*m.sinP
	// Turned into the true camera's, and as seen from there if it meets the ground. A turn to the left takes what is
	// straight ahead in the moved picture from the left of the true one.
	r := right*m.cosA - forward*m.sinA
	f := forward*m.cosA + right*m.sinA
	if down > 0 {
		r -= m.leftM * down / m.v.HeightM
		f += m.forwardM * down / m.v.HeightM
	}
	depth := f*m.cosP + down*m.sinP
	if depth < 0.05 {
		return 0, 0, false
	}
	sx = m.v.CentreXPx + m.v.FocalXPx*r/depth - 0.5
	sy = m.v.CentreYPx + m.v.FocalYPx*(down*m.cosP-f*m.sinP)/depth - 0.5
	return sx, sy, true
}
