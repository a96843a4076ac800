package land

import "math"

// Width is how far the tarmac reaches at one metre of the road, and how wide its kerbs are.
type Width struct {
	RightM, LeftM         float32
	KerbRightM, KerbLeftM float32 // none is 0
}

// Kerbs of a circuit lie along bends of less than these radii: wholly, and not at all.
const (
	kerbM        = 0.9
	kerbFullPerM = 1.0 / 90
	kerbNonePerM = 1.0 / 200
)

// VergeM is how far beyond the widest tarmac road coordinates are known.
const VergeM = 6

func (m *Map) measureWidths() {
	n := max(int(math.Ceil(m.LengthM)), 1)
	widest := 0.0
	for i := range n + 2 {
		s := float64(i)
		right, left := m.road.Tarmac(s)
		w := Width{RightM: float32(right), LeftM: float32(left)}
		k := 0.0
		for _, near := range [...]float64{-12, -6, 0, 6, 12} { // kerbs begin before the bend and end after it
			if at := m.road.Centre(s + near).CurvaturePerM; math.Abs(at) > math.Abs(k) {
				k = at
			}
		}
		kerb := float32(kerbM * smooth((math.Abs(k)-kerbNonePerM)/(kerbFullPerM-kerbNonePerM)))
		w.KerbRightM, w.KerbLeftM = kerb, kerb
		m.Widths = append(m.Widths, w)
		widest = max(widest, right, left)
	}
	m.reachM = widest + VergeM
}

// smooth eases from 0 to 1.
func smooth(u float64) float64 {
	u = max(0, min(u, 1))
	return u * u * (3 - 2*u)
}
