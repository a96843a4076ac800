package camera

import "steersim/camera/scene"

// sheen is the light over a stretch of pixels, in 256ths with 16 bits of fraction.
type sheen struct{ at, by int32 }

func sheenOf(a, b *probe, n int) sheen {
	return sheen{a.light << 16, (b.light - a.light) << 16 / int32(n)}
}

// full says that nothing takes light away.
func (h *sheen) full() bool { return h.at == 256<<16 && h.by == 0 }

// lit finishes a ground colour: the light where it is, the sky's blue in shadows, and fog.
func lit(c, add, blue lanes, light int32) lanes {
	m := lanes(light>>16) & 511
	return dimmed(c, m) + blue*(256-m) + add
}

// fillLand paints a stretch that is all land, or all verge.
func fillLand(out []lanes, l *line, surface int, w walk, by *walk, h sheen) {
	d := &l.dyes[surface]
	g1, g2, g3 := &l.grains[0], &l.grains[1], &l.grains[2]
	fine, middle, broad := g1.land, g2.land, g3.land
	if surface == scene.OnVerge {
		fine = g1.verge
	}
	u1, v1, u2, v2 := w.fine.u, w.fine.v, w.middle.u, w.middle.v
	du1, dv1, du2, dv2 := by.fine.u, by.fine.v, by.middle.u, by.middle.v
	mu1, mv1, mu2, mv2 := g1.maskU, g1.maskV, g2.maskU, g2.maskV
	c1, c2, add, blue := d.fine, d.middle, d.add, l.blue
	if len(out) > l.step { // the broad texture changes on the way only if it is long
		c3 := w.broad
		for i := range out {
			c := c1*lanes(fine[u1>>counterBits&mu1|v1>>counterBits&mv1]) + c2*lanes(middle[u2>>counterBits&mu2|v2>>counterBits&mv2]) +
				d.broad*lanes(broad[g3.index(c3)])
			out[i] = lit(c, add, blue, h.at)
			h.at += h.by
			u1, v1, u2, v2 = u1+du1, v1+dv1, u2+du2, v2+dv2
			c3.u += by.broad.u
			c3.v += by.broad.v
		}
		return
	}
	base := d.broad * lanes(broad[g3.index(w.broad)])
	if h.full() {
		base += add
		for i := range out {
			out[i] = c1*lanes(fine[u1>>counterBits&mu1|v1>>counterBits&mv1]) + c2*lanes(middle[u2>>counterBits&mu2|v2>>counterBits&mv2]) + base
			u1, v1, u2, v2 = u1+du1, v1+dv1, u2+du2, v2+dv2
		}
		return
	}
	for i := range out {
		c := c1*lanes(fine[u1>>counterBits&mu1|v1>>counterBits&mv1]) + c2*lanes(middle[u2>>counterBits&mu2|v2>>counterBits&mv2]) + base
		out[i] = lit(c, add, blue, h.at)
		h.at += h.by
		u1, v1, u2, v2 = u1+du1, v1+dv1, u2+du2, v2+dv2
	}
}

// fillTarmac paints a stretch that is all tarmac, without paint. across is the place across the road, in 1/65536 m.
func fillTarmac(out []lanes, l *line, w walk, by *walk, h sheen, across, acrossBy int32) {
	d := &l.dyes[scene.OnTarmac]
	g1, g2 := &l.grains[0], &l.grains[1]
	fine, middle, tracks := g1.tarmac, g2.tarmac, l.tracks[:2*tracksHalf]
	u1, v1, u2, v2 := w.fine.u, w.fine.v, w.middle.u, w.middle.v
	du1, dv1, du2, dv2 := by.fine.u, by.fine.v, by.middle.u, by.middle.v
	mu1, mv1, mu2, mv2 := g1.maskU, g1.maskV, g2.maskU, g2.maskV
	c1, c2, c3, add, blue := d.fine, d.middle, d.broad, d.add, l.blue
	if h.full() {
		for i := range out {
			t2 := lanes(middle[u2>>counterBits&mu2|v2>>counterBits&mv2])
			out[i] = c1*lanes(fine[u1>>counterBits&mu1|v1>>counterBits&mv1]) + c2*t2 + c3*(lanes(tracks[trackAt(across)])*soft(t2)>>7) + add
			across += acrossBy
			u1, v1, u2, v2 = u1+du1, v1+dv1, u2+du2, v2+dv2
		}
		return
	}
	for i := range out {
		t2 := lanes(middle[u2>>counterBits&mu2|v2>>counterBits&mv2])
		c := c1*lanes(fine[u1>>counterBits&mu1|v1>>counterBits&mv1]) + c2*t2 + c3*(lanes(tracks[trackAt(across)])*soft(t2)>>7)
		out[i] = lit(c, add, blue, h.at)
		h.at += h.by
		across += acrossBy
		u1, v1, u2, v2 = u1+du1, v1+dv1, u2+du2, v2+dv2
	}
}

// soft is a texel with a quarter of its contrast.
func soft(t lanes) lanes { return t>>2 + 96 }

// trackAt is the entry of the wheel tracks at a place across the road. Tracks are known for 16 m to either side, more
// than nearly all tarmac; farther out they come again.
func trackAt(across int32) uint32 {
	return uint32(across>>(16-tracksBits)+tracksHalf) & (2*tracksHalf - 1)
}
