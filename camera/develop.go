package camera

import "encoding/binary"

// develop turns rows of light into rows of the picture, the film's grain included.
func (p *Painter) develop(_, from, to int) {
	const mask = 1<<noiseBits - 1
	w, dst := p.config.Size.X, p.dst
	t, n := p.tone, p.noise
	for y := max(from, p.config.TopPx); y < to; y++ {
		row := p.light[y*w : y*w+w]
		if p.lens != nil {
			p.lens.look(row, y*w)
		}
		pixels := dst.Pix[y*dst.Stride : y*dst.Stride+4*w]
		at := n.row(p.config.Seed, p.frame.tick, y)
		for x, c := range row {
			c += n.draws[at&mask]
			at++
			r, g, b := t[c>>8&0x1fff], t[c>>(8+laneBits)&0x1fff], t[c>>(8+2*laneBits)&0x1fff]
			binary.LittleEndian.PutUint32(pixels[4*x:], uint32(r)|uint32(g)<<8|uint32(b)<<16|0xff000000)
		}
	}
}
