package camera

import (
	"math"
	"math/rand/v2"

	"steersim/sim/track"
)

// mend is where a road was mended: a strip along it, of other tarmac, that comes again after every period. A narrow one that
// never ends is a sealed crack.
type mend struct {
	acrossM, widthM  float64 // its middle, to the left of the centre line
	periodM, lengthM float64 // along the road; a period of 0: it never ends
	share            float64 // of the tarmac's brightness
	beginM           float64
}

// mended is a mend as the painter has it.
type mended struct {
	stripe stripe
	rhythm marks // of which only the dashes are used; without a period the strip never ends
	share  uint64
	beginM float32
}

// drawMends invents patches and cracks: mostly few, sometimes a road of nothing else.
func drawMends(rng *rand.Rand) []mend {
	var mends []mend
	for range int(6 * rng.Float64() * rng.Float64()) {
		m := mend{acrossM: within(rng, -3.5, 3.5), beginM: 100 * rng.Float64()}
		if rng.IntN(2) == 0 { // a crack, sealed with bitumen or washed out
			m.widthM, m.share = within(rng, 0.04, 0.16), within(rng, 0.3, 0.8)
			if rng.IntN(2) == 0 {
				m.periodM, m.lengthM = within(rng, 8, 40), within(rng, 2, 8)
			}
		} else {
			m.widthM, m.share = within(rng, 0.4, 2.5), within(rng, 0.5, 1.5)
			m.periodM = math.Exp(within(rng, math.Log(12), math.Log(120)))
			m.lengthM = m.periodM * within(rng, 0.1, 0.6)
		}
		if rng.IntN(8) == 0 { // a joint right across
			m.acrossM, m.widthM, m.share = 0, 12, within(rng, 0.4, 0.8)
			m.periodM, m.lengthM = within(rng, 6, 30), within(rng, 0.05, 0.4)
		}
		mends = append(mends, m)
	}
	return mends
}

func newMended(s *Scene, lengthM float64) []mended {
	if len(s.look.mends) == 0 {
		return nil
	}
	var out []mended
	most := max(1, laneMost/laneUnit/s.brightest(grains(track.Markings{}, *s)[onTarmac])) // more than that no lane can hold
	for _, m := range s.look.mends {
		d := mended{stripe: newStripe(m.acrossM, m.widthM), share: uint64(min(m.share, most) * 256), beginM: float32(m.beginM)}
		if m.periodM > 0 {
			d.rhythm.periodM = float32(lengthM / max(1, math.Round(lengthM/m.periodM))) // whole ones at the end of the lap
			d.rhythm.dashM = float32(m.lengthM)
		}
		out = append(out, d)
	}
	return out
}

// brightest is the light from a surface's brightest texels in full light.
func (s *Scene) brightest(g grain) float64 {
	const texel = 255.0 / 128
	full, most := s.light.sun.plus(s.light.sky), 1e-9
	fine, middle, broad := s.film.exposed(full.times(g.fine)), s.film.exposed(full.times(g.middle)), s.film.exposed(full.times(g.broad))
	for k := range 3 {
		most = max(most, texel*(fine[k]+middle[k]+1.25*broad[k]))
	}
	return most
}

// mends says whether a stretch across the road meets a mend.
func (k *marks) mends(low, high float32) bool {
	for i := range k.mended {
		if k.mended[i].stripe.meets(low, high) {
			return true
		}
	}
	return false
}

// mend lays the mends on the tarmac.
func (k *marks) mend(c lanes, e *edges) lanes {
	for i := range k.mended {
		m := &k.mended[i]
		cover := m.stripe.covers(e)
		if cover > 0 && m.rhythm.periodM > 0 {
			cover = cover * m.rhythm.dash(e.s+m.beginM, e.sFoot) >> 8
		}
		if cover > 0 {
			c = blended(c, dimmed(c, m.share), lanes(min(cover, 256)))
		}
	}
	return c
}
