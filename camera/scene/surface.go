package scene

import "steersim/sim/track"

// Grain is what a surface is made of: three colours, which add up, each laid out by a texture of another scale. Fine is
// millimetres to centimetres, middle is metres, broad is tens of metres; a road's broad one is its wheel tracks.
type Grain struct{ Fine, Middle, Broad RGB }

func (g Grain) scaled(f float64) Grain {
	return Grain{g.Fine.Scaled(f), g.Middle.Scaled(f), g.Broad.Scaled(f)}
}

func (g Grain) covered(by Grain, share float64) Grain {
	return Grain{g.Fine.Mixed(by.Fine, share), g.Middle.Mixed(by.Middle, share), g.Broad.Mixed(by.Broad, share)}
}

// Surfaces of the ground.
const (
	OnLand = iota
	OnVerge
	OnTarmac
	OnLine
	OnCentre
	OnKerbRed
	OnKerbWhite
	Surfaces // how many there are
)

func landOf(s track.Setting) Grain {
	switch s {
	case track.Forest:
		return Grain{RGB{0.036, 0.044, 0.013}, RGB{0.030, 0.032, 0.012}, RGB{0.030, 0.024, 0.010}}
	case track.Mountain:
		return Grain{RGB{0.044, 0.056, 0.024}, RGB{0.050, 0.052, 0.034}, RGB{0.046, 0.044, 0.034}}
	case track.City:
		return Grain{RGB{0.048, 0.068, 0.024}, RGB{0.044, 0.060, 0.022}, RGB{0.034, 0.040, 0.018}}
	case track.Motorway:
		return Grain{RGB{0.040, 0.064, 0.016}, RGB{0.040, 0.054, 0.015}, RGB{0.040, 0.040, 0.015}}
	case track.Circuit:
		return Grain{RGB{0.034, 0.068, 0.014}, RGB{0.034, 0.060, 0.013}, RGB{0.030, 0.036, 0.010}}
	}
	return Grain{RGB{0.040, 0.066, 0.015}, RGB{0.042, 0.056, 0.014}, RGB{0.048, 0.044, 0.014}}
}

func vergeOf(s track.Surface) Grain {
	switch s {
	case track.Gravel:
		return Grain{RGB{0.120, 0.108, 0.088}, RGB{0.066, 0.058, 0.046}, RGB{0.030, 0.026, 0.020}}
	case track.Pavement:
		return Grain{RGB{0.110, 0.107, 0.102}, RGB{0.100, 0.098, 0.094}, RGB{0.040, 0.039, 0.037}}
	case track.Kerb:
		return Grain{RGB{0.050, 0.072, 0.018}, RGB{0.046, 0.062, 0.017}, RGB{0.026, 0.030, 0.010}}
	}
	return Grain{RGB{0.056, 0.068, 0.022}, RGB{0.054, 0.056, 0.022}, RGB{0.036, 0.032, 0.014}}
}

// Ground is what the surfaces of a road are made of in the scene.
func (s *Scene) Ground(m track.Markings) (g [Surfaces]Grain) {
	pick := func(over *Grain, usual Grain) Grain {
		if over != nil {
			return *over
		}
		return usual
	}
	g[OnLand] = pick(s.Look.Land, landOf(m.Setting))
	g[OnVerge] = pick(s.Look.Verge, vergeOf(m.Verge))
	g[OnTarmac] = pick(s.Look.Tarmac, Grain{RGB{0.064, 0.064, 0.066}, RGB{0.040, 0.040, 0.041}, RGB{0.013, 0.013, 0.013}})
	flat := func(c RGB) Grain { return Grain{c.Scaled(0.4), c.Scaled(0.6), RGB{}} }
	g[OnLine], g[OnCentre] = flat(s.Look.Paint), flat(s.Look.CentrePaint)
	g[OnKerbRed], g[OnKerbWhite] = flat(RGB{0.42, 0.030, 0.025}), flat(RGB{0.62, 0.61, 0.58})

	if wet := s.Weather.Wet; wet > 0 { // water darkens
		for i, f := range [Surfaces]float64{0.75, 0.65, 0.48, 0.8, 0.8, 0.8, 0.8} {
			g[i] = g[i].scaled(1 - wet*(1-f))
		}
	}
	if share := s.Weather.Snow; share > 0 {
		white := Grain{RGB{0.25, 0.26, 0.27}, RGB{0.33, 0.335, 0.35}, RGB{0.17, 0.175, 0.18}}
		g[OnLand] = g[OnLand].covered(white, 0.93*share)
		g[OnVerge] = g[OnVerge].covered(white, 0.97*share)
		slush := Grain{RGB{0.060, 0.062, 0.066}, RGB{0.060, 0.062, 0.067}, RGB{0.44, 0.45, 0.47}} // broad: where no wheel goes
		g[OnTarmac] = g[OnTarmac].covered(slush, share)
		for _, i := range [...]int{OnLine, OnCentre, OnKerbRed, OnKerbWhite} {
			g[i] = g[i].covered(flat(RGB{0.68, 0.70, 0.74}), 0.15*share)
		}
	}
	return g
}
