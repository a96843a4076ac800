package camera

import (
	"math"

	"steersim/sim/track"
)

// grain is what a surface is made of: three colours, which add up, each laid out by a texture of another scale. Fine is
// millimetres to centimetres, middle is metres, broad is tens of metres; a road's broad one is its wheel tracks.
type grain struct{ fine, middle, broad rgb }

func (g grain) scaled(f float64) grain {
	return grain{g.fine.scaled(f), g.middle.scaled(f), g.broad.scaled(f)}
}

func (g grain) covered(by grain, share float64) grain {
	return grain{g.fine.mixed(by.fine, share), g.middle.mixed(by.middle, share), g.broad.mixed(by.broad, share)}
}

// Surfaces of the ground.
const (
	onLand = iota
	onVerge
	onTarmac
	onLine
	onCentre
	onKerbRed
	onKerbWhite
	surfaces
)

func landOf(s track.Setting) grain {
	switch s {
	case track.Forest:
		return grain{rgb{0.036, 0.044, 0.013}, rgb{0.030, 0.032, 0.012}, rgb{0.030, 0.024, 0.010}}
	case track.Mountain:
		return grain{rgb{0.044, 0.056, 0.024}, rgb{0.050, 0.052, 0.034}, rgb{0.046, 0.044, 0.034}}
	case track.City:
		return grain{rgb{0.048, 0.068, 0.024}, rgb{0.044, 0.060, 0.022}, rgb{0.034, 0.040, 0.018}}
	case track.Motorway:
		return grain{rgb{0.040, 0.064, 0.016}, rgb{0.040, 0.054, 0.015}, rgb{0.040, 0.040, 0.015}}
	case track.Circuit:
		return grain{rgb{0.034, 0.068, 0.014}, rgb{0.034, 0.060, 0.013}, rgb{0.030, 0.036, 0.010}}
	}
	return grain{rgb{0.040, 0.066, 0.015}, rgb{0.042, 0.056, 0.014}, rgb{0.048, 0.044, 0.014}}
}

func vergeOf(s track.Surface) grain {
	switch s {
	case track.Gravel:
		return grain{rgb{0.120, 0.108, 0.088}, rgb{0.066, 0.058, 0.046}, rgb{0.030, 0.026, 0.020}}
	case track.Pavement:
		return grain{rgb{0.110, 0.107, 0.102}, rgb{0.100, 0.098, 0.094}, rgb{0.040, 0.039, 0.037}}
	case track.Kerb:
		return grain{rgb{0.050, 0.072, 0.018}, rgb{0.046, 0.062, 0.017}, rgb{0.026, 0.030, 0.010}}
	}
	return grain{rgb{0.056, 0.068, 0.022}, rgb{0.054, 0.056, 0.022}, rgb{0.036, 0.032, 0.014}}
}

// vergeWidthM is how far the verge reaches beyond the tarmac.
func vergeWidthM(s track.Surface) float64 {
	switch s {
	case track.Pavement:
		return 2.2
	case track.Gravel:
		return 1.3
	case track.Kerb:
		return 1.6
	}
	return 0.9
}

// grains are the surfaces of a road in a scene.
func grains(m track.Markings, s Scene) (g [surfaces]grain) {
	pick := func(over *grain, usual grain) grain {
		if over != nil {
			return *over
		}
		return usual
	}
	g[onLand] = pick(s.look.land, landOf(m.Setting))
	g[onVerge] = pick(s.look.verge, vergeOf(m.Verge))
	g[onTarmac] = pick(s.look.tarmac, grain{rgb{0.064, 0.064, 0.066}, rgb{0.040, 0.040, 0.041}, rgb{0.013, 0.013, 0.013}})
	flat := func(c rgb) grain { return grain{c.scaled(0.4), c.scaled(0.6), rgb{}} }
	g[onLine], g[onCentre] = flat(s.look.paint), flat(s.look.centrePaint)
	g[onKerbRed], g[onKerbWhite] = flat(rgb{0.42, 0.030, 0.025}), flat(rgb{0.62, 0.61, 0.58})

	if wet := s.weather.wet; wet > 0 { // water darkens
		for i, f := range [surfaces]float64{0.75, 0.65, 0.48, 0.8, 0.8, 0.8, 0.8} {
			g[i] = g[i].scaled(1 - wet*(1-f))
		}
	}
	if share := s.weather.snow; share > 0 {
		white := grain{rgb{0.25, 0.26, 0.27}, rgb{0.33, 0.335, 0.35}, rgb{0.17, 0.175, 0.18}}
		g[onLand] = g[onLand].covered(white, 0.93*share)
		g[onVerge] = g[onVerge].covered(white, 0.97*share)
		slush := grain{rgb{0.060, 0.062, 0.066}, rgb{0.060, 0.062, 0.067}, rgb{0.44, 0.45, 0.47}} // broad: where no wheel goes
		g[onTarmac] = g[onTarmac].covered(slush, share)
		for _, i := range [...]int{onLine, onCentre, onKerbRed, onKerbWhite} {
			g[i] = g[i].covered(flat(rgb{0.68, 0.70, 0.74}), 0.15*share)
		}
	}
	return g
}

// dye is a surface as one scan sees it: lanes for each texture, after light and fog, and what is added.
type dye struct {
	fine, middle, broad lanes
	add                 lanes
}

// shaded is what all surfaces of a scan have in common.
type shaded struct {
	dyes [surfaces]dye
	blue lanes // what shadows have of the sky's colour beyond grey
}

// shade computes the dyes for ground at a distance from the camera. Factor 256 of a dye is in full light.
func (s *Scene) shade(all [surfaces]grain, distanceM, grazing float64) (out shaded) {
	clearAir := math.Exp(-distanceM * s.air.fogPerM)
	full := s.light.sun.plus(s.light.sky).scaled(clearAir)
	fogged := s.film.exposed(s.air.haze).scaled(1 - clearAir)
	const perTexel = laneUnit / 128.0
	for i, g := range all {
		add := fogged
		fine, middle, broad := s.film.exposed(full.times(g.fine)), s.film.exposed(full.times(g.middle)), s.film.exposed(full.times(g.broad))
		if s.weather.wet > 0 && i != onLand { // a film of water mirrors the sky, the more the flatter it is looked at
			fresnel := 0.02 + 0.98*math.Pow(1-grazing, 5)
			sky := s.film.exposed(s.air.horizon.mixed(s.air.zenith, grazing)).scaled(clearAir * s.weather.wet * fresnel * 0.8)
			if i == onVerge {
				sky = sky.scaled(0.3)
			}
			add = add.plus(sky.scaled(0.35))
			middle = middle.plus(sky.scaled(0.65)) // in puddles
		}
		d := &out.dyes[i]
		d.add = add.packed(laneUnit)
		room := 1.0
		for k := range 3 {
			need := (fine[k]+middle[k]+1.25*broad[k])*255*perTexel + 2*laneUnit*0.02 // wheel tracks add up to a quarter
			room = min(room, (laneMost-min(add[k]*laneUnit, laneMost*0.7))/max(need, 1))
		}
		d.fine, d.middle, d.broad = fine.packed(perTexel*room), middle.packed(perTexel*room), broad.packed(perTexel*room)
	}
	out.blue = s.film.exposed(s.shadowTint()).scaled(0.10 * clearAir).packed(laneUnit / 256.0)
	return out
}

// darkest is the light in a full shadow, as a share of full light.
func (s *Scene) darkest() float64 {
	full := s.light.sun.plus(s.light.sky).mean()
	if full <= 0 {
		return 1
	}
	return (full - s.light.shadow*s.light.sun.mean()) / full
}

// shadowTint is what the sky's light in a shadow has beyond a grey share of full light.
func (s *Scene) shadowTint() (tint rgb) {
	full, dark := s.light.sun.plus(s.light.sky), s.darkest()
	for k := range tint {
		in := full[k] - s.light.shadow*s.light.sun[k]
		tint[k] = max(0, in-dark*full[k]) / max(1-dark, 0.05)
	}
	return tint
}
