package land

import "math"

// Variants is how many looks a kind has.
const Variants = 4

// plant puts one down if there is room for it.
func (f *furnisher) plant(kind Kind, x, y, high float64) {
	wide := map[Kind]float64{Broadleaf: 0.80, Conifer: 0.46, Bush: 1.5, Rock: 1.5}[kind] * high
	margin := 1.2
	if kind == Broadleaf || kind == Conifer {
		margin = max(2.2, 0.30*wide)
	}
	if !f.free(x, y, margin) {
		return
	}
	f.put(Thing{Kind: kind, Variant: uint8(f.rng.IntN(Variants)), XM: x, YM: y, HighM: float32(high), WideM: float32(wide)})
}

// scatter strews plants evenly: so many on each side of 100 m of road, between two distances from the tarmac.
func (f *furnisher) scatter(kind Kind, per100M, fromM, toM, lowM, highM float64) {
	n := int(per100M * 2 * f.m.LengthM / 100)
	for range n {
		s, side := f.between(0, f.m.LengthM), f.side()
		x, y, _ := f.beside(s, side, f.between(fromM, toM))
		f.plant(kind, x, y, f.between(lowM, highM))
	}
}

// clumps strews them in groups, with open land between.
func (f *furnisher) clumps(kind Kind, per100M, fromM, toM, lowM, highM float64) {
	left := int(per100M * 2 * f.m.LengthM / 100)
	for left > 0 {
		s, side, away := f.between(0, f.m.LengthM), f.side(), f.between(fromM, toM)
		size := 1 + f.rng.IntN(9)
		for range min(size, left) {
			x, y, _ := f.beside(s+f.between(-14, 14), side, max(fromM, away+f.between(-7, 7)))
			f.plant(kind, x, y, f.between(lowM, highM))
		}
		left -= size
	}
}

// row plants or builds at even distances along both sides.
func (f *furnisher) row(kind Kind, everyM, outsideM, high float64) {
	for s := everyM / 2; s < f.m.LengthM; s += everyM {
		for _, side := range [...]float64{-1, 1} {
			if kind == Pole && side > 0 {
				continue
			}
			x, y, _ := f.beside(s, side, outsideM)
			if kind == Broadleaf {
				f.plant(kind, x, y, high*f.between(0.8, 1.15))
				continue
			}
			if f.free(x, y, outsideM-0.4) {
				f.put(Thing{Kind: kind, XM: x, YM: y, HighM: float32(high), WideM: float32(high * 0.25)})
			}
		}
	}
}

func (f *furnisher) side() float64 {
	if f.rng.IntN(2) == 0 {
		return -1
	}
	return 1
}

// valley says on which sides of a mountain road the land falls: there a rail is due.
func (f *furnisher) valley() func(s, side float64) bool {
	a, b := f.between(0, 2*math.Pi), f.between(0, 2*math.Pi)
	return func(s, side float64) bool {
		k := f.m.road.Centre(s).CurvaturePerM
		slope := math.Sin(s/130+a) + 0.5*math.Sin(s/47+b) - 60*k*0.6
		return side*slope > 0.15
	}
}
