package camera

import (
	"math"

	"steersim/camera/land"
	"steersim/camera/texture"
)

// litSprite is a sprite in a scene's light.
type litSprite struct {
	levels       []litPicture
	tileM, highM float32
}

// litPicture is one size of it. A texel has 13 bits of light in each lane, one being 1 << 11, and how much it covers,
// 0 to 255, in bits 13 to 20. Light is that of the covered part.
type litPicture struct {
	w, h   int
	texels []lanes
	spans  []span // by row: where it is not empty
}

type span struct{ begin, end int32 }

const (
	texelUnit = 1 << 11
	texelMost = 1<<13 - 1
)

// lightSprites makes the pictures that a painter needs, not finer than they can show.
func (p *Painter) lightSprites(used *[land.Kinds]bool) {
	s := &p.config.Scene
	gallery := &p.config.Ground.stock.summer
	switch {
	case s.weather.snow > 0.3:
		gallery = &p.config.Ground.stock.winter
	case s.look.dry:
		gallery = &p.config.Ground.stock.dry
	}
	finest := p.config.Size.Y
	for kind := range p.sprites {
		if !used[kind] || gallery[kind][0] == nil {
			continue
		}
		light := s.onThings(land.Kind(kind))
		for v, sprite := range gallery[kind] {
			out := &p.sprites[kind][v]
			out.tileM, out.highM = float32(sprite.TileM), float32(sprite.HighM)
			for i := range sprite.Levels {
				if i+1 < len(sprite.Levels) && sprite.Levels[i+1].H >= finest {
					continue
				}
				out.levels = append(out.levels, lightPicture(&sprite.Levels[i], light, s))
			}
		}
	}
}

func lightPicture(from *texture.Picture, light rgb, s *Scene) litPicture {
	out := litPicture{w: from.W, h: from.H, texels: make([]lanes, len(from.Texels)), spans: make([]span, from.H)}
	glow := rgb{}
	if s.light.lamps {
		glow = rgb{1.7, 1.15, 0.55}
	}
	const one = 1.0 / (1 << 14)
	for y := range from.H {
		row := span{int32(from.W), 0}
		for x := range from.W {
			i := y*from.W + x
			t := &from.Texels[i]
			own := float64(t.Glow) / 255
			if t.A == 0 {
				continue
			}
			c := rgb{float64(t.R) * one, float64(t.G) * one, float64(t.B) * one}.times(light).plus(glow.scaled(own))
			for k, v := range s.film.exposed(c) {
				out.texels[i] |= lanes(min(v*texelUnit+0.5, texelMost)) << (k * laneBits)
			}
			out.texels[i] |= lanes(t.A) << 13
			row.begin, row.end = min(row.begin, int32(x)), int32(x+1)
		}
		out.spans[y] = row
	}
	return out
}

// onThings is the light on a thing that the sun shines on from behind the camera.
func (s *Scene) onThings(kind land.Kind) rgb {
	light := s.light.sky.scaled(0.85).plus(s.upright().scaled(0.8))
	if s.light.headlights {
		switch {
		case selfLit(kind):
			light = s.light.sky.scaled(2.5)
		case kind == land.Post || kind == land.ChevronLeft || kind == land.ChevronRight: // reflectors send light back
			light = s.light.sun.scaled(2.2)
		default:
			light = s.light.sun.scaled(0.9)
		}
	}
	return light
}

// upright is the sun's light on a vertical face that is turned to it.
func (s *Scene) upright() rgb {
	return s.light.sun.scaled(max(0.4, min(0.8/math.Tan(max(s.light.sunHeightRad, 0.1)), 1.6)))
}

// selfLit says whether headlights do not matter for how a thing shows at night.
func selfLit(kind land.Kind) bool {
	return kind == land.Facade || kind == land.Stand || kind == land.Lamp || kind == land.Roof || kind == land.Gable
}
