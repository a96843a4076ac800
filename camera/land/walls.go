package land

import "math"

// along builds a wall beside the road, piece by piece, where there is room and where wanted.
func (f *furnisher) along(kind Kind, side, outsideM, high float64, wanted func(s, side float64) bool) {
	const pieceM = 4.0
	n := int(f.m.LengthM / pieceM)
	step := f.m.LengthM / float64(n)
	for i := range n {
		s := float64(i) * step
		if wanted != nil && !wanted(s, side) {
			continue
		}
		f.piece(kind, s, s+step, side, outsideM, high)
	}
}

// piece is one straight part of a wall beside the road. It is left out where it would fold or stand on a road.
func (f *furnisher) piece(kind Kind, from, to, side, outsideM, high float64) {
	x1, y1, heading := f.beside(from, side, outsideM)
	x2, y2, _ := f.beside(to, side, outsideM)
	sin, cos := math.Sincos(heading)
	length := (x2-x1)*cos + (y2-y1)*sin
	margin := outsideM - 0.35
	if length < 0.3 || length > 3*(to-from) || !f.free(x1, y1, margin) || !f.free(x2, y2, margin) || !f.free((x1+x2)/2, (y1+y2)/2, margin-0.2) {
		return
	}
	t := Thing{Kind: kind, Wall: true, XM: x1, YM: y1, X2M: x2, Y2M: y2, HighM: float32(high), WideM: float32(math.Hypot(x2-x1, y2-y1)), AlongM: float32(from), TwoSided: true}
	f.put(t)
}

// rails puts guard rails on both sides.
func (f *furnisher) rails(outsideM float64, wanted func(s, side float64) bool) {
	for _, side := range [...]float64{-1, 1} {
		f.along(Rail, side, outsideM, 0.78, wanted)
	}
}

// parapets line both branches of a bridge: for whoever is on one of them, the other is not there.
func (f *furnisher) parapets() {
	for b := range f.m.Bridges {
		for branch, s := range f.m.Bridges[b].SM {
			for _, side := range [...]float64{-1, 1} {
				for from := s - 26; from < s+26; from += 2 {
					x1, y1, _ := f.beside(from, side, 0.5)
					x2, y2, _ := f.beside(from+2, side, 0.5)
					f.put(Thing{Kind: Parapet, Bridge: b + 1, Branch: branch, Wall: true, XM: x1, YM: y1, X2M: x2, Y2M: y2, HighM: 0.95,
						WideM: float32(math.Hypot(x2-x1, y2-y1)), AlongM: float32(from - s + 26), TwoSided: true, Shadowless: true})
				}
			}
		}
	}
}

// barriers close off a circuit: tyres outside of bends, boards along the straights, a fence behind, stands here and there.
func (f *furnisher) barriers() {
	bend := func(s, side float64) bool {
		k := 0.0
		for _, near := range [...]float64{-30, -15, 0, 15} {
			if at := f.m.road.Centre(s + near).CurvaturePerM; math.Abs(at) > math.Abs(k) {
				k = at
			}
		}
		return side*k < -1.0/120
	}
	sponsor := func(s, side float64) bool {
		return !bend(s, side) && math.Sin(s/57+side)+math.Sin(s/91) > 0.55
	}
	for _, side := range [...]float64{-1, 1} {
		f.along(Tyres, side, 7.5, 0.9, bend)
		f.along(Board, side, 7.0, 1.0, sponsor)
		f.along(Rail, side, 7.2, 0.8, func(s, side float64) bool { return !bend(s, side) && !sponsor(s, side) })
		f.along(Fence, side, 9.2, 2.6, nil)
	}
	for s := 20.0; s < f.m.LengthM; s += f.between(170, 420) {
		if math.Abs(f.m.road.Centre(s).CurvaturePerM) < 1.0/400 {
			f.house(s, f.side(), 13, 26, 8, 7, Stand)
		}
	}
}

// houses line a street on both sides.
func (f *furnisher) houses() {
	for _, side := range [...]float64{-1, 1} {
		for s := 4.0; s < f.m.LengthM; {
			wide := f.between(9, 19)
			if f.rng.Float64() < 0.86 {
				f.house(s+wide/2, side, f.between(4.2, 6.0), wide, f.between(9, 13), 3*float64(2+f.rng.IntN(4)), Facade)
			}
			s += wide + f.between(0.3, 2.5)
		}
	}
	f.scatter(Broadleaf, 2, 16, 34, 7, 12)
}

// farms are single houses between the fields.
func (f *furnisher) farms(per100M float64) {
	for range int(per100M * f.m.LengthM / 100) {
		f.house(f.between(0, f.m.LengthM), f.side(), f.between(14, 30), f.between(9, 15), f.between(7, 10), 3*float64(1+f.rng.IntN(2)), Facade)
	}
}

// house builds a block whose front faces the road at arc length s.
func (f *furnisher) house(s, side, outsideM, wide, deep, high float64, kind Kind) {
	x, y, heading := f.beside(s, side, outsideM)
	sin, cos := math.Sincos(heading)
	outX, outY := -side*sin, side*cos // away from the road
	corner := func(along, out float64) (float64, float64) {
		return x + along*cos + out*outX, y + along*sin + out*outY
	}
	for u := -wide / 2; u <= wide/2+0.01; u += wide / 8 {
		for v := 0.0; v <= deep+0.01; v += deep / 5 {
			if px, py := corner(u, v); !f.free(px, py, min(outsideM-1.5, 6)) {
				return
			}
		}
	}
	for u := -wide/2 - 1; u <= wide/2+1; u++ {
		for v := -1.0; v <= deep+1; v++ {
			px, py := corner(u, v)
			f.taken[cell{int(math.Floor(px / 2)), int(math.Floor(py / 2))}] = true
		}
	}
	look := uint8(f.rng.IntN(Variants))
	ring := [4][2]float64{{-wide / 2, 0}, {wide / 2, 0}, {wide / 2, deep}, {-wide / 2, deep}}
	for i := range ring {
		a, b := ring[i], ring[(i+1)%4]
		if side < 0 { // seen from outside, a wall's left end comes first
			a, b = b, a
		}
		x1, y1 := corner(a[0], a[1])
		x2, y2 := corner(b[0], b[1])
		length := float32(math.Hypot(x2-x1, y2-y1))
		face := kind
		if kind == Stand && i != 0 {
			face = Facade
		}
		f.put(Thing{Kind: face, Variant: look, Wall: true, XM: x1, YM: y1, X2M: x2, Y2M: y2, HighM: float32(high), WideM: length})
		if kind == Facade && high < 7 { // low houses have a roof with a gable on either side
			top := Thing{Kind: Roof, Variant: look, Wall: true, XM: x1, YM: y1, X2M: x2, Y2M: y2, BaseM: float32(high), HighM: float32(deep * 0.36),
				WideM: length, Shadowless: true, LeanX: float32(outX * deep / 2), LeanY: float32(outY * deep / 2)}
			switch i {
			case 1, 3:
				top.Kind = Gable
			case 2:
				top.LeanX, top.LeanY = -top.LeanX, -top.LeanY
			}
			f.put(top)
		}
	}
}
