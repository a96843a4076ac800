package camera

// sheen is the light over a stretch of pixels, in 256ths with 16 bits of fraction.
type sheen struct{ at, by int32 }

func sheenOf(a, b *probe, n int) sheen {
	return sheen{a.light << 16, (b.light - a.light) << 16 / int32(n)}
}

// lit finishes a ground colour: the light where it is, the sky's blue in shadows, and fog.
func lit(c lanes, d *dye, blue lanes, light int32) lanes {
	m := lanes(light>>16) & 511
	return dimmed(c, m) + blue*(256-m) + d.add
}

// fillLand paints a stretch that is all land, or all verge.
func fillLand(out []lanes, l *line, surface int, w walk, by *walk, h sheen) {
	d := &l.dyes[surface]
	g1, g2, g3 := &l.grains[0], &l.grains[1], &l.grains[2]
	fine, middle, broad := g1.land, g2.land, g3.land
	if surface == onVerge {
		fine = g1.verge
	}
	down1, bits1, down2, bits2, down3, bits3 := g1.down&31, g1.bits&31, g2.down&31, g2.bits&31, g3.down&31, g3.bits&31
	c1, c2, c3, blue := d.fine, d.middle, d.broad, l.blue
	for i := range out {
		c := c1*lanes(fine[w.v1>>down1<<bits1|w.u1>>down1]) +
			c2*lanes(middle[w.v2>>down2<<bits2|w.u2>>down2]) +
			c3*lanes(broad[w.v3>>down3<<bits3|w.u3>>down3])
		out[i] = lit(c, d, blue, h.at)
		h.at += h.by
		w.u1 += by.u1
		w.v1 += by.v1
		w.u2 += by.u2
		w.v2 += by.v2
		w.u3 += by.u3
		w.v3 += by.v3
	}
}

// fillTarmac paints a stretch that is all tarmac, without paint. d is the place across the road, in 1/65536 m.
func fillTarmac(out []lanes, l *line, w walk, by *walk, h sheen, across, acrossBy int32) {
	d := &l.dyes[onTarmac]
	g1, g2 := &l.grains[0], &l.grains[1]
	fine, middle, tracks := g1.tarmac, g2.tarmac, l.tracks[:2*tracksHalf]
	down1, bits1, down2, bits2 := g1.down&31, g1.bits&31, g2.down&31, g2.bits&31
	c1, c2, c3, blue := d.fine, d.middle, d.broad, l.blue
	for i := range out {
		t2 := lanes(middle[w.v2>>down2<<bits2|w.u2>>down2])
		c := c1*lanes(fine[w.v1>>down1<<bits1|w.u1>>down1]) + c2*t2 + c3*(lanes(tracks[trackAt(across)])*t2>>7)
		out[i] = lit(c, d, blue, h.at)
		h.at += h.by
		across += acrossBy
		w.u1 += by.u1
		w.v1 += by.v1
		w.u2 += by.u2
		w.v2 += by.v2
	}
}

// trackAt is the entry of the wheel tracks at a place across the road.
func trackAt(across int32) int32 {
	return max(0, min(across>>(16-tracksBits)+tracksHalf, 2*tracksHalf-1))
}
