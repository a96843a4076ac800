package augment

import (
	"errors"
	"fmt"
	"math"
)

// Config says how far pictures are changed. The zero Config changes nothing.
type Config struct {
	MoveShare float64 // share of the pictures that are moved; 0: none
	ShiftSDM  float64 // sideways, normal with this deviation, cut at ShiftMaxM
	ShiftMaxM float64
	YawSDRad  float64 // turned, normal with this deviation, cut at YawMaxRad
	YawMaxRad float64

	LightShare               float64 // share of the pictures whose light is changed
	ContrastMin, ContrastMax float64 // factor about middle grey, log-uniform
	BrightnessMax            float64 // grey levels, added or taken away
	GammaMin, GammaMax       float64 // exponent of the brightness, log-uniform

	ColourShare                  float64
	ChromaSD                     float64 // levels added to U and to V, cut at three deviations
	SaturationMin, SaturationMax float64

	ShadowShare              float64 // share of the pictures that get one or two shadows
	ShadowMin, ShadowMax     float64 // what is left of the light under one
	BlurShare                float64 // share of the pictures that are softened
	NoiseShare, NoiseSDLevel float64 // pixel noise with a deviation of up to so many grey levels
}

// Default is the recipe for logs of the simulator: the deviations are about twice the expert's own, and stay small
// enough that the replicated borders do not show.
func Default() Config {
	return Config{
		MoveShare: 0.8, ShiftSDM: 0.25, ShiftMaxM: 0.6, YawSDRad: 0.05, YawMaxRad: 0.12,
		LightShare: 0.7, ContrastMin: 0.5, ContrastMax: 1.4, BrightnessMax: 40, GammaMin: 0.7, GammaMax: 1.45,
		ColourShare: 0.5, ChromaSD: 5, SaturationMin: 0.4, SaturationMax: 1.5,
		ShadowShare: 0.3, ShadowMin: 0.35, ShadowMax: 0.8,
		BlurShare: 0.15, NoiseShare: 0.3, NoiseSDLevel: 6,
	}
}

// InSameLight leaves light, colour and sharpness as they are, and moves cars as before.
func (c Config) InSameLight() Config {
	c.LightShare, c.ColourShare, c.ShadowShare, c.BlurShare, c.NoiseShare = 0, 0, 0, 0, 0
	return c
}

// ErrConfig is a Config that makes no sense.
var ErrConfig = errors.New("augmentation")

// Check names every mistake in c.
func (c Config) Check() error {
	var errs []error
	wish := func(ok bool, name string, got float64, want string) {
		if !ok || math.IsNaN(got) || math.IsInf(got, 0) {
			errs = append(errs, fmt.Errorf("%w: %s is %v, want %s", ErrConfig, name, got, want))
		}
	}
	share := func(name string, s float64) { wish(s >= 0 && s <= 1, name, s, "a share from 0 to 1") }
	share("MoveShare", c.MoveShare)
	share("LightShare", c.LightShare)
	share("ColourShare", c.ColourShare)
	share("ShadowShare", c.ShadowShare)
	share("BlurShare", c.BlurShare)
	share("NoiseShare", c.NoiseShare)
	from := func(name string, v, lo, hi float64) {
		wish(v >= lo && v <= hi, name, v, fmt.Sprintf("%g to %g", lo, hi))
	}
	if c.MoveShare > 0 {
		from("ShiftSDM", c.ShiftSDM, 0, 2)
		from("ShiftMaxM", c.ShiftMaxM, 0, 2)
		from("YawSDRad", c.YawSDRad, 0, 0.5)
		from("YawMaxRad", c.YawMaxRad, 0, 0.5)
	}
	if c.LightShare > 0 {
		from("ContrastMin", c.ContrastMin, 0.05, c.ContrastMax)
		from("ContrastMax", c.ContrastMax, 0.05, 10)
		from("BrightnessMax", c.BrightnessMax, 0, 255)
		from("GammaMin", c.GammaMin, 0.1, c.GammaMax)
		from("GammaMax", c.GammaMax, 0.1, 10)
	}
	if c.ColourShare > 0 {
		from("ChromaSD", c.ChromaSD, 0, 60)
		from("SaturationMin", c.SaturationMin, 0, c.SaturationMax)
		from("SaturationMax", c.SaturationMax, 0, 10)
	}
	if c.ShadowShare > 0 {
		from("ShadowMin", c.ShadowMin, 0, c.ShadowMax)
		from("ShadowMax", c.ShadowMax, 0, 1)
	}
	if c.NoiseShare > 0 {
		from("NoiseSDLevel", c.NoiseSDLevel, 0, 30)
	}
	return errors.Join(errs...)
}
