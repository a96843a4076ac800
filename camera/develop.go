package camera

import (
	"encoding/binary"
	"image"
)

// develop turns light into the picture, noise included.
func (p *Painter) develop(dst *image.RGBA) {
	w := p.config.Size.X
	for y := range p.config.Size.Y {
		row := p.light[y*w : y*w+w]
		pixels := dst.Pix[y*dst.Stride : y*dst.Stride+4*w]
		t := p.tone
		for x, c := range row {
			r, g, b := t[c>>8&0x1fff], t[c>>(8+laneBits)&0x1fff], t[c>>(8+2*laneBits)&0x1fff]
			binary.LittleEndian.PutUint32(pixels[4*x:4*x+4], uint32(r)|uint32(g)<<8|uint32(b)<<16|0xff000000)
		}
	}
}
