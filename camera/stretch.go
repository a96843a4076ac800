package camera

import "math"

// Beyond this a sprite's pixels would show: so many pixels of the picture for one of its own.
const stretched = 1.4

// stretchSprite is paintSprite for a thing so near that its pixels are larger than the picture's: it mixes the four nearest. Only
// pictures that people look at are big enough for that; a network's frame shows what it always did.
func (p *Painter) stretchSprite(pic *litPicture, left, top, right, bottom float64, q glaze) {
	size := p.config.Size
	perX, perY := float64(pic.w)/(right-left), float64(pic.h)/(bottom-top)
	overX, overY := 0.5/perX, 0.5/perY // edges fade over half a pixel of the sprite
	x0, x1 := max(int(left-overX), 0), min(int(math.Ceil(right+overX)), size.X)
	y0, y1 := max(int(top-overY), 0), min(int(math.Ceil(bottom+overY)), size.Y)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	du := int(perX * 65536)
	for y := y0; y < y1; y++ {
		v := int(math.Floor(((float64(y)+0.5-top)*perY - 0.5) * 256))
		above, below := pic.row(v>>8), pic.row(v>>8+1)
		down := uint64(v & 255)
		u := int(math.Floor(((float64(x0)+0.5-left)*perX - 0.5) * 65536))
		out := p.light[y*size.X+x0 : y*size.X+x1]
		for x := range out {
			i, along := u>>16, uint64(u>>8&255)
			u += du
			a, b := texel(above, i), texel(above, i+1)
			c, d := texel(below, i), texel(below, i+1)
			if a|b|c|d == 0 {
				continue
			}
			wd := along * down >> 8
			wb, wc := along-wd, down-wd
			wa := 256 - along - down + wd
			cover := ((a>>13&255)*wa + (b>>13&255)*wb + (c>>13&255)*wc + (d>>13&255)*wd) >> 8
			light := ((a&top13)*wa + (b&top13)*wb + (c&top13)*wc + (d&top13)*wd) >> 8 & top13
			cover += cover >> 7
			cover = cover * q.cover >> 8
			out[x] = dimmed(out[x], 256-cover) + light*q.light + q.haze*cover
		}
	}
}

// row is one row of texels, nothing beyond the picture.
func (p *litPicture) row(y int) []lanes {
	if y < 0 || y >= p.h {
		return nil
	}
	return p.texels[y*p.w : (y+1)*p.w]
}

func texel(row []lanes, x int) lanes {
	if uint(x) >= uint(len(row)) {
		return 0
	}
	return row[x]
}
