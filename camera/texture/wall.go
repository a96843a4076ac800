package texture

import (
	"math"

	"steersim/sim"
)

// Rail is a guard rail: a beam with a wave, on posts 2 m apart.
func Rail(seed uint64, _ bool) *Sprite {
	c := newCanvas(64, 32, sim.Rand(seed, sim.StreamObjects))
	c.rect(29, 6, 34, 32, steel.times(0.55))
	for y := 2; y < 15; y++ {
		wave := 0.75 + 0.35*math.Cos(float64(y-2)/13*4*math.Pi)
		c.rect(0, float64(y), 64, float64(y+1), steel.times(float32(wave)))
	}
	c.speckle(0.05)
	return tiled(c, 2, 0)
}

// Parapet is a bridge's: concrete below, a steel handrail above.
func Parapet(seed uint64, _ bool) *Sprite {
	c := newCanvas(64, 32, sim.Rand(seed, sim.StreamObjects))
	c.rect(0, 15, 64, 32, Colour{0.30, 0.29, 0.27})
	c.rect(0, 15, 64, 17, Colour{0.38, 0.37, 0.35})
	c.rect(0, 3, 64, 6, steel)
	c.rect(0, 9, 64, 11, steel.times(0.8))
	c.rect(14, 3, 17, 15, steel.times(0.7))
	c.rect(46, 3, 49, 15, steel.times(0.7))
	c.speckle(0.10)
	return tiled(c, 2, 0)
}

// Tyres is a barrier of tyres in stacks, some painted.
func Tyres(seed uint64, _ bool) *Sprite {
	c := newCanvas(128, 48, sim.Rand(seed, sim.StreamObjects))
	paint := [...]Colour{black.times(1.6), white.times(0.85), red}
	for i := range 6 {
		k := paint[[...]int{0, 0, 1, 0, 0, 2}[i]]
		x := float64(i) * 128 / 6
		for j := range 3 {
			y := float64(j) * 16
			for row := range 16 {
				round := math.Sin(math.Pi * (float64(row) + 0.5) / 16)
				c.rect(x+0.6, y+float64(row), x+128.0/6-0.6, y+float64(row+1), k.times(float32(0.35+0.75*round)))
			}
		}
	}
	c.speckle(0.15)
	return tiled(c, 3.6, 0)
}

// Board is an advertisement; what it says cannot be read at this speed.
func Board(seed uint64, _ bool) *Sprite {
	rng := sim.Rand(seed, sim.StreamObjects)
	c := newCanvas(128, 32, rng)
	grounds := [...]Colour{{0.02, 0.10, 0.42}, {0.55, 0.03, 0.03}, {0.62, 0.62, 0.60}, {0.75, 0.46, 0.02}}
	inks := [...]Colour{white, white, {0.02, 0.05, 0.25}, black}
	c.rect(0, 0, 128, 30, grounds[seed%4])
	for x := 12.0; x < 112; {
		wide := c.even(4, 9)
		if rng.IntN(5) == 0 {
			x += 5
			continue
		}
		c.rect(x, 8, x+2.5, 22, inks[seed%4])
		c.rect(x, 8+7*float64(rng.IntN(3)), x+wide, 10.5+7*float64(rng.IntN(2)), inks[seed%4])
		if rng.IntN(2) == 0 {
			c.rect(x+wide-2.5, 8, x+wide, 22, inks[seed%4])
		}
		x += wide + 3
	}
	c.rect(0, 30, 128, 32, steel.times(0.5))
	return tiled(c, 8, 0)
}

// Fence is wire mesh on posts.
func Fence(seed uint64, _ bool) *Sprite {
	c := newCanvas(64, 64, sim.Rand(seed, sim.StreamObjects))
	for y := range 64 {
		for x := range 64 {
			if (x+y)%8 == 0 || (x-y+64)%8 == 0 {
				c.dot(x, y, steel.times(0.6), 0.5)
			}
		}
	}
	c.rect(30, 0, 33, 64, steel.times(0.5))
	c.rect(0, 0, 64, 1.5, steel.times(0.5))
	return tiled(c, 4, 0)
}

// Stand is full of people.
func Stand(seed uint64, _ bool) *Sprite {
	rng := sim.Rand(seed, sim.StreamObjects)
	c := newCanvas(256, 128, rng)
	c.rect(0, 0, 256, 128, Colour{0.20, 0.20, 0.21})
	c.rect(0, 0, 256, 14, Colour{0.42, 0.43, 0.45}) // the roof
	c.rect(0, 14, 256, 26, Colour{0.04, 0.04, 0.05})
	for row := range 11 {
		y := 28 + float64(row)*8
		c.rect(0, y+6, 256, y+8, Colour{0.28, 0.28, 0.28})
		for x := 1.0; x < 254; x += c.even(3.5, 5.5) {
			if rng.IntN(6) == 0 {
				continue
			}
			k := Colour{float32(c.even(0.02, 0.6)), float32(c.even(0.02, 0.5)), float32(c.even(0.02, 0.55))}
			c.rect(x, y+1.5, x+3.2, y+6, k)
			c.rect(x+0.8, y-0.5, x+2.6, y+1.5, Colour{0.42, 0.27, 0.19})
		}
	}
	c.rect(0, 117, 256, 128, Colour{0.35, 0.36, 0.38})
	return tiled(c, 16, 0)
}

// Facade is four bays of four storeys, 3 m each; the lowest has doors. Windows are lit here and there.
func Facade(seed uint64, snow bool) *Sprite {
	rng := sim.Rand(seed, sim.StreamObjects)
	const bay = 48.0
	c := newCanvas(4*bay, 4*bay, rng)
	plaster := PlasterColour(int(seed))
	c.rect(0, 0, 4*bay, 4*bay, plaster)
	for row := range 4 {
		y := float64(row) * bay
		c.rect(0, y+bay-3, 4*bay, y+bay-1.5, plaster.times(0.75))
		for i := range 4 {
			x := float64(i) * bay
			if row == 3 && i == int(seed)%4 {
				c.rect(x+15, y+12, x+33, y+bay, Colour{0.07, 0.045, 0.03})
				continue
			}
			glass := Colour{0.045, 0.058, 0.072}.mixed(Colour{0.16, 0.20, 0.25}, rng.Float32()*0.7)
			c.rect(x+13, y+9, x+35, y+36, white.times(0.8))
			c.rect(x+15, y+11, x+33, y+34, glass)
			c.rect(x+23.2, y+11, x+24.8, y+34, white.times(0.7))
			if rng.IntN(3) == 0 {
				c.rect(x+15, y+11, x+33, y+11+float64(4+rng.IntN(14)), Colour{0.5, 0.47, 0.40})
			}
			c.rect(x+12, y+35, x+36, y+38, plaster.times(0.6))
			if snow {
				c.rect(x+12, y+34, x+36, y+36, snowy)
			}
			if rng.IntN(5) < 2 {
				c.glow(int(x)+15, int(y)+11, int(x)+33, int(y)+34, float32(c.even(0.35, 1)))
			}
		}
	}
	c.speckle(0.06)
	return tiled(c, 12, 12)
}

// RoofColour and PlasterColour are those of the houses whose facades have the same seed.
func RoofColour(v int) Colour { return roofs[v%len(roofs)] }

// PlasterColour is that of a facade's wall.
func PlasterColour(v int) Colour { return plasters[v%len(plasters)] }

var (
	plasters = [...]Colour{{0.42, 0.36, 0.26}, {0.30, 0.13, 0.085}, {0.46, 0.45, 0.42}, {0.34, 0.24, 0.15}}
	roofs    = [...]Colour{{0.26, 0.075, 0.045}, {0.10, 0.095, 0.095}, {0.20, 0.085, 0.055}, {0.15, 0.07, 0.05}}
)

func tiled(c *canvas, tileM, highM float64) *Sprite {
	s := c.sprite()
	s.TileM, s.HighM = tileM, highM
	return s
}
