package texture

// Sprite is the picture of a thing, with copies of half the size each.
type Sprite struct {
	Levels []Picture
	TileM  float64 // of a wall: how far the picture reaches before it begins again; 0: it is stretched once
	HighM  float64 // likewise upward
}

// Picture is one size of a sprite. Rows run downward; they are of texels, premultiplied.
type Picture struct {
	W, H   int
	Texels []Texel
}

// Texel is a pixel in 16 bits a colour, linear, one being 1 << 14; A and Glow have 8.
type Texel struct {
	R, G, B uint16
	A, Glow uint8
}

func (c *canvas) sprite() *Sprite {
	s := &Sprite{}
	w, h, pix := c.w, c.h, c.pix
	for {
		p := Picture{W: w, H: h, Texels: make([]Texel, len(pix))}
		for i, q := range pix {
			bits := func(v float32) uint16 { return uint16(max(0, min(v*(1<<14)+0.5, 65535))) }
			p.Texels[i] = Texel{bits(q.R), bits(q.G), bits(q.B), uint8(q.A*255 + 0.5), uint8(min(q.Glow, 1)*255 + 0.5)}
		}
		s.Levels = append(s.Levels, p)
		if w < 2 && h < 2 {
			return s
		}
		w, h, pix = halve(w, h, pix)
	}
}

// halve averages squares of four; a side of one pixel stays.
func halve(w, h int, pix []Pixel) (int, int, []Pixel) {
	nw, nh := max(w/2, 1), max(h/2, 1)
	out := make([]Pixel, nw*nh)
	for y := range nh {
		for x := range nw {
			x0, y0 := min(2*x, w-1), min(2*y, h-1)
			x1, y1 := min(2*x+1, w-1), min(2*y+1, h-1)
			q := &out[y*nw+x]
			for _, p := range [...]Pixel{pix[y0*w+x0], pix[y0*w+x1], pix[y1*w+x0], pix[y1*w+x1]} {
				q.R += p.R / 4
				q.G += p.G / 4
				q.B += p.B / 4
				q.A += p.A / 4
				q.Glow += p.Glow / 4
			}
		}
	}
	return nw, nh, out
}
