package land

import "math"

// posts puts delineators along both sides, closer in bends.
func (f *furnisher) posts(everyM, outsideM float64) {
	const high = 1.0
	next := everyM / 2
	for s := 0.0; s < f.m.LengthM; s++ {
		if s < next {
			continue
		}
		k := math.Abs(f.m.road.Centre(s).CurvaturePerM)
		next = s + max(8, min(everyM, 0.6/max(k, 1e-4)))
		for _, side := range [...]float64{-1, 1} {
			if x, y, _ := f.beside(s, side, outsideM); f.free(x, y, outsideM-0.3) {
				f.put(Thing{Kind: Post, Variant: uint8((1 + side) / 2), XM: x, YM: y, HighM: high, WideM: 0.16})
			}
		}
	}
}

// chevrons stand outside of tight bends and point the way, for both directions.
func (f *furnisher) chevrons() {
	const (
		tightPerM = 1.0 / 55
		outsideM  = 1.5
	)
	next := 0.0
	for s := 0.0; s < f.m.LengthM; s++ {
		k := f.m.road.Centre(s).CurvaturePerM
		if math.Abs(k) < tightPerM || s < next {
			continue
		}
		next = s + max(6, min(14, 0.35/math.Abs(k)))
		side, there, back := -1.0, ChevronLeft, ChevronRight
		if k < 0 {
			side, there, back = 1, ChevronRight, ChevronLeft
		}
		x, y, heading := f.beside(s, side, outsideM)
		if !f.free(x, y, outsideM-0.4) {
			continue
		}
		sin, cos := math.Sincos(heading)
		sign := Thing{Kind: there, XM: x, YM: y, HighM: 1.35, WideM: 0.95, FaceX: float32(-cos), FaceY: float32(-sin)}
		f.put(sign)
		sign.Kind, sign.FaceX, sign.FaceY, sign.Shadowless = back, -sign.FaceX, -sign.FaceY, true
		f.put(sign)
	}
}
