package camera

import (
	"steersim/camera/land"
	"steersim/camera/scene"
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
	case s.Weather.Snow > 0.3:
		gallery = &p.config.Ground.stock.winter
	case s.Look.Dry:
		gallery = &p.config.Ground.stock.dry
	}
	finest := p.config.Size.Y
	for kind := range p.sprites {
		if !used[kind] || gallery[kind][0] == nil {
			continue
		}
		light := onThings(s, land.Kind(kind))
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

func lightPicture(from *texture.Picture, light scene.RGB, s *scene.Scene) litPicture {
	out := litPicture{w: from.W, h: from.H, texels: make([]lanes, len(from.Texels)), spans: make([]span, from.H)}
	glow := scene.RGB{}
	if s.Light.Lamps {
		glow = scene.RGB{1.7, 1.15, 0.55}
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
			c := scene.RGB{float64(t.R) * one, float64(t.G) * one, float64(t.B) * one}.Times(light).Plus(glow.Scaled(own))
			for k, v := range s.Film.Exposed(c) {
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
func onThings(s *scene.Scene, kind land.Kind) scene.RGB {
	light := s.Light.Sky.Scaled(0.85).Plus(s.Light.Upright().Scaled(0.8))
	if s.Light.Headlights {
		switch {
		case selfLit(kind):
			light = s.Light.Sky.Scaled(2.5)
		case kind == land.Post || kind == land.ChevronLeft || kind == land.ChevronRight: // reflectors send light back
			light = s.Light.Sun.Scaled(2.2)
		default:
			light = s.Light.Sun.Scaled(0.9)
		}
	}
	return light
}

// selfLit says whether headlights do not matter for how a thing shows at night.
func selfLit(kind land.Kind) bool {
	return kind == land.Facade || kind == land.Stand || kind == land.Lamp || kind == land.Roof || kind == land.Gable
}
