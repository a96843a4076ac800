package augment

import (
	"math"
	"math/rand/v2"
)

// Draw is one picture's change, decided before the picture is touched. Still changes nothing.
type Draw struct {
	ShiftM, YawRad              float64 // of the car, positive left
	Contrast, Brightness, Gamma float64
	ChromaU, ChromaV            float64 // levels
	Saturation                  float64
	Shadows                     [2]Shadow // Light 1 is none
	Blur                        bool
	NoiseSDLevel                float64
	NoiseAt                     int // where in the noise table the picture's noise begins
}

// Shadow is a darkened strip from the top edge to the bottom edge; its four corners are in picture widths.
type Shadow struct {
	TopLeft, TopRight, BottomLeft, BottomRight float64
	Light                                      float64 // what is left
}

// Still is the Draw that leaves a picture as it is.
func Still() Draw {
	return Draw{Contrast: 1, Gamma: 1, Saturation: 1, Shadows: [2]Shadow{{Light: 1}, {Light: 1}}}
}

// Draw decides one picture's change. It asks r for the same numbers whatever c is, so that switching one change off
// leaves the others as they were.
func (c Config) Draw(r *rand.Rand) Draw {
	d := Still()
	normal := func(sd, limit float64) float64 { return max(-limit, min(limit, sd*r.NormFloat64())) }
	between := func(lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }
	ratio := func(lo, hi float64) float64 { // log-uniform
		u := r.Float64()
		if lo <= 0 {
			return hi * u
		}
		return lo * math.Pow(hi/lo, u)
	}

	move, shift, yaw := r.Float64(), normal(c.ShiftSDM, c.ShiftMaxM), normal(c.YawSDRad, c.YawMaxRad)
	if move < c.MoveShare {
		d.ShiftM, d.YawRad = shift, yaw
	}
	light, contrast := r.Float64(), ratio(c.ContrastMin, c.ContrastMax)
	brightness, gamma := between(-c.BrightnessMax, c.BrightnessMax), ratio(c.GammaMin, c.GammaMax)
	if light < c.LightShare {
		d.Contrast, d.Brightness, d.Gamma = contrast, brightness, gamma
	}
	colour, u, v := r.Float64(), normal(c.ChromaSD, 3*c.ChromaSD), normal(c.ChromaSD, 3*c.ChromaSD)
	saturation := between(c.SaturationMin, c.SaturationMax)
	if colour < c.ColourShare {
		d.ChromaU, d.ChromaV, d.Saturation = u, v, saturation
	}
	shadow, second := r.Float64(), r.Float64()
	for i := range d.Shadows {
		top, bottom := between(-0.2, 1), between(-0.4, 1)
		s := Shadow{
			TopLeft: top, TopRight: top + between(0.05, 0.7),
			BottomLeft: bottom, BottomRight: bottom + between(0.1, 1),
			Light: between(c.ShadowMin, c.ShadowMax),
		}
		if shadow < c.ShadowShare && (i == 0 || second < 0.4) {
			d.Shadows[i] = s
		}
	}
	d.Blur = r.Float64() < c.BlurShare
	noise, sd, at := r.Float64(), between(0, c.NoiseSDLevel), r.IntN(noiseLength)
	if noise < c.NoiseShare {
		d.NoiseSDLevel, d.NoiseAt = sd, at
	}
	return d
}
