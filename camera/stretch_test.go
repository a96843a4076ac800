package camera

import (
	"image"
	"testing"

	"steersim/sim"
)

// constant is a sprite of one opaque colour.
func constant(w, h int, value lanes) litPicture {
	p := litPicture{w: w, h: h, texels: make([]lanes, w*h), spans: make([]span, h)}
	for i := range p.texels {
		p.texels[i] = value*lanesOne | 255<<13
	}
	for y := range p.spans {
		p.spans[y] = span{0, int32(w)}
	}
	return p
}

// TestStretchedSpritesKeepWithinThePicture: wherever a thing stands, and however near, only its own pixels change; inside of an
// even one all are alike, and its edges fade.
func TestStretchedSpritesKeepWithinThePicture(t *testing.T) {
	size := image.Pt(640, 360)
	p := &Painter{config: Config{Size: size}, light: make([]lanes, size.X*size.Y)}
	pic := constant(8, 6, 1000)
	r := sim.Rand(5, sim.StreamObjects)
	for range 300 {
		left, top := r.Float64()*1200-500, r.Float64()*700-300
		wide, high := 20+r.Float64()*900, 20+r.Float64()*600
		p.stretchSprite(&pic, left, top, left+wide, top+high, glaze{light: 256, cover: 256})
	}
	clear(p.light)
	p.stretchSprite(&pic, 100.5, 50.5, 420.5, 290.5, glaze{light: 256, cover: 256})
	inside, edge := p.light[170*size.X+260], lanes(0)
	for y := range size.Y {
		for x := range size.X {
			v := p.light[y*size.X+x]
			switch {
			case x >= 125 && x < 395 && y >= 75 && y < 265:
				if v != inside || v == 0 {
					t.Fatalf("(%d, %d) is %#x, the middle %#x", x, y, v, inside)
				}
			case x < 80 || x > 441 || y < 30 || y > 311:
				if v != 0 {
					t.Fatalf("(%d, %d), beside the thing, is %#x", x, y, v)
				}
			}
		}
	}
	for x := 82; x < 122; x += 4 { // half a pixel of the sprite is 20 of the picture's
		v := p.light[170*size.X+x] & 0x1fffff
		if v < edge {
			t.Errorf("the edge falls at column %d, from %d to %d", x, edge, v)
		}
		edge = v
	}
}
