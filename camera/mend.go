package camera

import (
	"math"

	"steersim/camera/scene"
	"steersim/sim/track"
)

// mended is a scene.Mend as the painter has it.
type mended struct {
	stripe stripe
	rhythm marks // of which only the dashes are used; without a period the strip never ends
	share  uint64
	beginM float32
}

func newMended(s *scene.Scene, lengthM float64) []mended {
	if len(s.Look.Mends) == 0 {
		return nil
	}
	var out []mended
	most := max(1, laneMost/laneUnit/brightest(s, s.Ground(track.Markings{})[scene.OnTarmac])) // more than that no lane can hold
	for _, m := range s.Look.Mends {
		d := mended{stripe: newStripe(m.AcrossM, m.WidthM), share: uint64(min(m.Share, most) * 256), beginM: float32(m.BeginM)}
		if m.PeriodM > 0 {
			d.rhythm.periodM = float32(lengthM / max(1, math.Round(lengthM/m.PeriodM))) // whole ones at the end of the lap
			d.rhythm.dashM = float32(m.LengthM)
		}
		out = append(out, d)
	}
	return out
}

// brightest is the light from a surface's brightest texels in full light.
func brightest(s *scene.Scene, g scene.Grain) float64 {
	const texel = 255.0 / 128
	full, most := s.Light.Full(), 1e-9
	fine, middle, broad := s.Film.Exposed(full.Times(g.Fine)), s.Film.Exposed(full.Times(g.Middle)), s.Film.Exposed(full.Times(g.Broad))
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
