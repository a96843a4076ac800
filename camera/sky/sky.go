package sky

import (
	"math"

	"steersim/camera/scene"
	"steersim/camera/texture"
	"steersim/sim"
	"steersim/sim/track"
)

// Sky is what is above a road in a scene, the same from everywhere. It is safe for concurrent use.
type Sky struct {
	scene   *scene.Scene
	clouds  *texture.Noise
	horizon *horizon
}

// New is the sky over a road of a setting; the seed is of its hills. s must not change.
func New(s *scene.Scene, setting track.Setting, seed uint64) *Sky {
	clouds := texture.NewNoise(11+s.Seed, 9, 60, texture.Octave{Cells: 7, Contrast: 1}, texture.Octave{Cells: 15, Contrast: 0.7},
		texture.Octave{Cells: 33, Contrast: 0.45}, texture.Octave{Cells: 70, Contrast: 0.28}, texture.Octave{Cells: 150, Contrast: 0.15})
	return &Sky{s, clouds, newHorizon(setting, seed, s)}
}

// Column is the sky along one azimuth.
type Column struct {
	vault  vault
	ridges ridge
	at     int
}

// Along is the sky along one column of so many, counted counter-clockwise from east.
func (k *Sky) Along(at, columns int) Column {
	azimuth := 2 * math.Pi * (float64(at) + 0.5) / float64(columns)
	return Column{newVault(k.scene, k.clouds, azimuth), k.horizon.ridges(azimuth), at}
}

// Light comes from the part of the column that is heightRad above the horizon and stepRad high. The row only says which stars are there.
func (c *Column) Light(row int, heightRad, stepRad float64) scene.RGB {
	light := scene.RGB{}
	if covered := c.ridges.covered(heightRad, stepRad); covered < 1 {
		light = c.vault.at(heightRad)
		if c.vault.scene.Air.Stars && heightRad > 0.03 {
			light = light.Plus(star(c.at, row))
		}
	}
	return c.ridges.over(light, heightRad, stepRad)
}

// star is the light of a star that may be at a place.
func star(c, r int) scene.RGB {
	q := sim.Hash(uint64(c)<<20 | uint64(r))
	if q%331 != 0 {
		return scene.RGB{}
	}
	bright := float64(q>>40&255) / 255
	return scene.RGB{0.9, 0.95, 1.1}.Scaled(0.25 * bright * bright * bright)
}
