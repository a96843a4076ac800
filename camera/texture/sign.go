package texture

import (
	"math"

	"steersim/sim"
)

var (
	white = Colour{0.72, 0.72, 0.70}
	black = Colour{0.018, 0.018, 0.020}
	red   = Colour{0.46, 0.022, 0.020}
	steel = Colour{0.46, 0.47, 0.48}
)

// Post is a delineator, 16 cm wide: white, with a slanting black band and a reflector in it.
func Post(seed uint64, _ bool) *Sprite {
	c := newCanvas(16, 96, sim.Rand(seed, sim.StreamObjects))
	c.rect(3, 2, 13, 96, white)
	for x := 3.0; x < 13; x++ {
		c.rect(x, 16+x*0.7, x+1, 40+x*0.7, black)
	}
	c.rect(6, 24, 10, 40, Colour{0.8, 0.35, 0.05})
	return c.sprite()
}

// Chevron is a board that points the way.
func Chevron(toRight bool) *Sprite {
	c := newCanvas(64, 90, sim.Rand(0, sim.StreamObjects))
	c.rect(12, 60, 16, 90, steel)
	c.rect(48, 60, 52, 90, steel)
	c.rect(0, 0, 64, 64, white)
	for y := 2; y < 62; y++ {
		for x := 2; x < 62; x++ {
			u := float64(x)
			if !toRight {
				u = 64 - u
			}
			if math.Mod(u+math.Abs(float64(y)-32)*0.75+8, 32) < 16 {
				c.dot(x, y, red, 1)
			}
		}
	}
	return c.sprite()
}

// Lamp is a street lamp.
func Lamp(seed uint64, _ bool) *Sprite {
	c := newCanvas(64, 256, sim.Rand(seed, sim.StreamObjects))
	c.stroke(32, 256, 32, 12, 5, 3, steel.times(0.6))
	c.stroke(32, 12, 52, 5, 3, 3, steel.times(0.6))
	c.rect(42, 3, 62, 9, steel.times(0.5))
	c.rect(43, 8, 61, 11, Colour{0.7, 0.7, 0.62})
	c.glow(42, 6, 62, 12, 1)
	return c.sprite()
}

// Pole is of wood and carries a wire.
func Pole(seed uint64, _ bool) *Sprite {
	c := newCanvas(64, 256, sim.Rand(seed, sim.StreamObjects))
	c.stroke(32, 256, 32, 4, 7, 5, paleBark)
	c.rect(12, 18, 52, 22, paleBark.times(0.8))
	for _, x := range [...]float64{14, 32, 48} {
		c.rect(x, 11, x+3, 18, white.times(0.8))
	}
	c.speckle(0.15)
	return c.sprite()
}
