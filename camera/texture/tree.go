package texture

import (
	"cmp"
	"math"
	"slices"

	"steersim/sim"
)

var (
	bark     = Colour{0.085, 0.060, 0.042}
	paleBark = Colour{0.16, 0.14, 0.115}
	snowy    = Colour{0.80, 0.83, 0.88}
)

// Broadleaf is a tree with a round crown.
func Broadleaf(seed uint64, snow bool) *Sprite {
	c := newCanvas(208, 256, sim.Rand(seed, sim.StreamObjects))
	greens := [...]Colour{{0.060, 0.115, 0.022}, {0.078, 0.120, 0.024}, {0.050, 0.098, 0.026}, {0.092, 0.115, 0.022}}
	w, h := float64(c.w), float64(c.h)
	lean := c.even(-0.03, 0.03) * w
	c.stroke(w/2, h, w/2+lean, 0.5*h, 0.060*w, 0.032*w, bark)
	for range 6 {
		c.stroke(w/2+lean*0.8, c.even(0.5, 0.66)*h, w/2+c.even(-0.3, 0.3)*w, c.even(0.3, 0.5)*h, 0.022*w, 0.008*w, bark)
	}
	var lobes []lobe
	for range 5 + c.rng.IntN(3) { // the crown is a few balls of tufts
		lobes = append(lobes, lobe{w/2 + c.even(-0.24, 0.24)*w, c.even(0.22, 0.50) * h, c.even(0.15, 0.25) * w})
	}
	lobes = append(lobes, lobe{w/2 + lean, 0.36 * h, 0.29 * w})
	c.crown(lobes, 1500, greens[seed%4], snow)
	return c.sprite()
}

// Bush is a crown without a trunk.
func Bush(seed uint64, snow bool) *Sprite {
	c := newCanvas(128, 80, sim.Rand(seed, sim.StreamObjects))
	w, h := float64(c.w), float64(c.h)
	var lobes []lobe
	for range 6 {
		r := c.even(0.16, 0.24) * w
		lobes = append(lobes, lobe{c.even(0.25, 0.75) * w, h - r*c.even(0.7, 1.0), r})
	}
	c.crown(lobes, 600, Colour{0.055, 0.090, 0.022}.mixed(Colour{0.09, 0.085, 0.03}, c.rng.Float32()*0.6), snow)
	return c.sprite()
}

// lobe is a ball of leaves.
type lobe struct{ x, y, r float64 }

// crown covers balls with tufts, from the back to the front, lighter above and to the front.
func (c *canvas) crown(lobes []lobe, tufts int, green Colour, snow bool) {
	type tuft struct{ x, y, z, up, r float64 }
	var all []tuft
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, l := range lobes {
		top, bottom = min(top, l.y-l.r), max(bottom, l.y+l.r)
	}
	for range tufts {
		l := lobes[c.rng.IntN(len(lobes))]
		a, z := c.even(0, 2*math.Pi), c.even(-1, 1)
		flat := math.Sqrt(1-z*z) * math.Sqrt(c.even(0.5, 1))
		all = append(all, tuft{l.x + l.r*flat*math.Cos(a), l.y + l.r*flat*math.Sin(a), z, -math.Sin(a) * flat, c.even(2.2, 5.2)})
	}
	slices.SortFunc(all, func(a, b tuft) int { return cmp.Compare(a.z, b.z) })
	for _, t := range all {
		high := (bottom - t.y) / (bottom - top)
		light := 0.34 + 0.34*high + 0.26*t.up + 0.24*t.z + c.even(-0.08, 0.08)
		k := green.mixed(Colour{green.G * 0.95, green.G * 0.98, green.B}, float32(c.even(0, 0.5))).times(float32(max(0.18, light)) * 1.55)
		if snow && t.up+0.35*t.z > c.even(-0.1, 0.5) {
			k = snowy.times(float32(0.55 + 0.4*high))
		}
		c.leaves(t.x, t.y, t.r, k)
	}
}

// Conifer is a tree of drooping layers.
func Conifer(seed uint64, snow bool) *Sprite {
	c := newCanvas(128, 256, sim.Rand(seed, sim.StreamObjects))
	w, h := float64(c.w), float64(c.h)
	greens := [...]Colour{{0.030, 0.060, 0.026}, {0.036, 0.066, 0.024}, {0.028, 0.054, 0.030}, {0.040, 0.064, 0.024}}
	green := greens[seed%4]
	c.stroke(w/2, h, w/2, 0.05*h, 0.05*w, 0.01*w, bark)
	layers := 24 + c.rng.IntN(6)
	for i := range layers {
		t := 1 - float64(i)/float64(layers) // 1 at the bottom
		y := (0.03 + 0.86*t) * h
		reach := (0.05 + 0.43*math.Pow(t, 0.85)*c.even(0.85, 1.1)) * w
		for range 7 + int(22*t) {
			side := c.even(-1, 1)
			x := w/2 + side*reach
			tip := y + (0.035+0.03*math.Abs(side))*h*c.even(0.5, 1.3)
			light := float32(c.even(0.7, 1.25) * (0.75 + 0.5*(1-t)) * (1 - 0.25*side))
			k := green.times(light * 1.45)
			if snow && c.rng.Float64() < 0.6 {
				k = snowy.times(0.6 + 0.35*light/1.3)
			}
			c.stroke(w/2+0.25*side*reach, y-0.02*h, x, tip, 5.5*t+2, 1.6, k)
		}
	}
	c.speckle(0.25)
	return c.sprite()
}

// Rock is a boulder with light from above.
func Rock(seed uint64, snow bool) *Sprite {
	c := newCanvas(96, 64, sim.Rand(seed, sim.StreamObjects))
	w, h := float64(c.w), float64(c.h)
	type ridge struct{ a, f, p float64 }
	ridges := []ridge{{0.10, 2, c.even(0, 6)}, {0.07, 3, c.even(0, 6)}, {0.05, 5, c.even(0, 6)}, {0.03, 9, c.even(0, 6)}}
	for y := range c.h {
		for x := range c.w {
			u, v := (float64(x)+0.5-w/2)/(w/2), (h-float64(y)-0.5)/h
			a := math.Atan2(v, u)
			edge := 0.86
			for _, r := range ridges {
				edge += r.a * math.Sin(r.f*a+r.p)
			}
			if d := math.Hypot(u, v); d < edge {
				light := 0.35 + 0.65*v + 0.18*math.Sin(7*u+5*v+ridges[0].p) - 0.15*u
				k := Colour{0.20, 0.19, 0.17}.times(float32(max(0.25, light) * c.even(0.85, 1.15)))
				if snow && v > 0.55*edge*c.even(0.8, 1.2) {
					k = snowy.times(0.9)
				}
				c.dot(x, y, k, float32(min((edge-d)*24, 1)))
			}
		}
	}
	return c.sprite()
}

// Cactus stands where trees would stand elsewhere.
func Cactus(seed uint64) *Sprite {
	c := newCanvas(160, 200, sim.Rand(seed, sim.StreamObjects))
	w, h := float64(c.w), float64(c.h)
	green := Colour{0.075, 0.105, 0.040}
	limb := func(x0, y0, x1, y1, wide float64) {
		for i := -3; i <= 3; i++ { // ribs
			u := float64(i) / 3
			k := green.times(float32(1.05 - 0.45*u*u - 0.25*u + 0.12*math.Cos(9*u)))
			c.stroke(x0+u*wide*0.42, y0, x1+u*wide*0.42, y1, wide*0.24, wide*0.22, k)
		}
	}
	limb(w/2, h, w/2, 0.42*h, 0.10*w)
	for _, side := range [...]float64{-1, 1} {
		if c.rng.IntN(4) == 0 {
			continue
		}
		y, out, up := c.even(0.62, 0.78)*h, side*c.even(0.13, 0.19)*w, c.even(0.14, 0.26)*h
		c.stroke(w/2, y, w/2+out, y, 0.07*w, 0.07*w, green.times(0.75))
		limb(w/2+out, y, w/2+out, y-up, 0.07*w)
	}
	return c.sprite()
}

// Scrub is a dry bush.
func Scrub(seed uint64) *Sprite {
	c := newCanvas(128, 80, sim.Rand(seed, sim.StreamObjects))
	w, h := float64(c.w), float64(c.h)
	for range 150 {
		a, r := c.even(0.1, math.Pi-0.1), c.even(0.5, 1)
		k := Colour{0.17, 0.145, 0.075}.mixed(Colour{0.085, 0.10, 0.045}, c.rng.Float32()).times(float32(c.even(0.6, 1.2)))
		c.stroke(w/2+c.even(-0.1, 0.1)*w, h, w/2+0.48*w*r*math.Cos(a), h-0.75*h*r*math.Sin(a), 2.5, 1.2, k)
	}
	return c.sprite()
}
