package camera

import (
	"math"

	"steersim/camera/scene"
)

// dye is a surface as one scan sees it: lanes for each texture, after light and fog, and what is added.
type dye struct {
	fine, middle, broad lanes
	add                 lanes
}

// shaded is what all surfaces of a scan have in common.
type shaded struct {
	dyes [scene.Surfaces]dye
	blue lanes // what shadows have of the sky's colour beyond grey
}

// shade computes the dyes for ground at a distance from the camera. Factor 256 of a dye is in full light.
func shade(s *scene.Scene, all [scene.Surfaces]scene.Grain, distanceM, grazing float64) (out shaded) {
	clearAir := math.Exp(-distanceM * s.Air.FogPerM)
	full := s.Light.Full().Scaled(clearAir)
	fogged := s.Film.Exposed(s.Air.Haze).Scaled(1 - clearAir)
	const perTexel = laneUnit / 128.0
	for i, g := range all {
		add := fogged
		fine, middle, broad := s.Film.Exposed(full.Times(g.Fine)), s.Film.Exposed(full.Times(g.Middle)), s.Film.Exposed(full.Times(g.Broad))
		if s.Weather.Wet > 0 && i != scene.OnLand { // a film of water mirrors the sky, the more the flatter it is looked at
			fresnel := 0.02 + 0.98*math.Pow(1-grazing, 5)
			sky := s.Film.Exposed(s.Air.Horizon.Mixed(s.Air.Zenith, grazing)).Scaled(clearAir * s.Weather.Wet * fresnel * 0.8)
			if i == scene.OnVerge {
				sky = sky.Scaled(0.3)
			}
			add = add.Plus(sky.Scaled(0.35))
			middle = middle.Plus(sky.Scaled(0.65)) // in puddles
		}
		d := &out.dyes[i]
		d.add = packed(add, laneUnit)
		room := 1.0
		for k := range 3 {
			need := (fine[k]+middle[k]+1.25*broad[k])*255*perTexel + 2*laneUnit*0.02 // wheel tracks add up to a quarter
			room = min(room, (laneMost-min(add[k]*laneUnit, laneMost*0.7))/max(need, 1))
		}
		d.fine, d.middle, d.broad = packed(fine, perTexel*room), packed(middle, perTexel*room), packed(broad, perTexel*room)
	}
	out.blue = packed(s.Film.Exposed(s.Light.ShadowTint()).Scaled(0.10*clearAir), laneUnit/256.0)
	return out
}
