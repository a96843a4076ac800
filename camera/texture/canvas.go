package texture

import (
	"math"
	"math/rand/v2"
)

// Colour is a share of light thrown back, linear.
type Colour struct{ R, G, B float32 }

func (c Colour) times(f float32) Colour { return Colour{c.R * f, c.G * f, c.B * f} }

func (c Colour) mixed(d Colour, f float32) Colour {
	return Colour{c.R + (d.R-c.R)*f, c.G + (d.G-c.G)*f, c.B + (d.B-c.B)*f}
}

// Pixel is premultiplied: R, G and B are of what A covers. Glow is light of its own, when lamps are lit.
type Pixel struct{ R, G, B, A, Glow float32 }

// canvas is a picture in the making. Its rows run downward.
type canvas struct {
	w, h int
	pix  []Pixel
	rng  *rand.Rand
}

func newCanvas(w, h int, rng *rand.Rand) *canvas {
	return &canvas{w, h, make([]Pixel, w*h), rng}
}

// dot lays a colour over a pixel.
func (c *canvas) dot(x, y int, k Colour, a float32) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h || a <= 0 {
		return
	}
	a = min(a, 1)
	k = Colour{min(k.R, 1), min(k.G, 1), min(k.B, 1)}
	q := &c.pix[y*c.w+x]
	b := 1 - a
	*q = Pixel{q.R*b + k.R*a, q.G*b + k.G*a, q.B*b + k.B*a, q.A*b + a, q.Glow * b}
}

// rect fills a rectangle with soft edges; its bounds are in pixels.
func (c *canvas) rect(x0, y0, x1, y1 float64, k Colour) {
	for y := int(math.Floor(y0)); y < int(math.Ceil(y1)); y++ {
		down := min(float64(y+1), y1) - max(float64(y), y0)
		for x := int(math.Floor(x0)); x < int(math.Ceil(x1)); x++ {
			across := min(float64(x+1), x1) - max(float64(x), x0)
			c.dot(x, y, k, float32(down*across))
		}
	}
}

// glow makes a rectangle shine, when lamps are lit.
func (c *canvas) glow(x0, y0, x1, y1 int, light float32) {
	for y := max(y0, 0); y < min(y1, c.h); y++ {
		for x := max(x0, 0); x < min(x1, c.w); x++ {
			c.pix[y*c.w+x].Glow = light
		}
	}
}

// stroke draws a line that tapers from one width to another.
func (c *canvas) stroke(x0, y0, x1, y1, from, to float64, k Colour) {
	n := int(math.Hypot(x1-x0, y1-y0)*1.5) + 1
	for i := range n + 1 {
		u := float64(i) / float64(n)
		c.disc(x0+(x1-x0)*u, y0+(y1-y0)*u, (from+(to-from)*u)/2, k)
	}
}

// disc is round with a soft edge.
func (c *canvas) disc(x, y, r float64, k Colour) {
	for j := int(y - r - 1); j <= int(y+r+1); j++ {
		for i := int(x - r - 1); i <= int(x+r+1); i++ {
			away := math.Hypot(float64(i)+0.5-x, float64(j)+0.5-y)
			c.dot(i, j, k, float32(max(0, min(r-away+0.5, 1))))
		}
	}
}

// leaves is a ragged tuft.
func (c *canvas) leaves(x, y, r float64, k Colour) {
	for j := int(y - r); j <= int(y+r); j++ {
		for i := int(x - r); i <= int(x+r); i++ {
			away := math.Hypot(float64(i)+0.5-x, float64(j)+0.5-y) / r
			if away < 0.55 || away < 1 && c.rng.Float64() > (away-0.55)/0.45 {
				light := float32(0.8 + 0.4*c.rng.Float64() - 0.25*(float64(j)-y)/r)
				c.dot(i, j, k.times(light), 1)
			}
		}
	}
}

// speckle makes what is painted uneven.
func (c *canvas) speckle(amount float32) {
	for i := range c.pix {
		f := 1 + amount*(2*c.rng.Float32()-1)
		q := &c.pix[i]
		q.R, q.G, q.B = min(q.R*f, q.A), min(q.G*f, q.A), min(q.B*f, q.A)
	}
}

// even is a number between two.
func (c *canvas) even(least, most float64) float64 { return least + (most-least)*c.rng.Float64() }
