package camera

import "steersim/camera/scene"

// edges is a stretch where surfaces meet: places across and along the road, as they grow from pixel to pixel.
// What ends in By is the growth. Metres are counted in 1/65536, but for s.
type edges struct {
	across, acrossBy    int32 // to the left of the centre line
	right, rightBy      int32 // inside of the tarmac's right border
	left, leftBy        int32
	half                int32 // of a pixel's box
	perFoot             int64 // 256 over the box's width, with footBits of fraction
	kerbRight, kerbLeft int32
	s, sBy, sFoot       float32
}

const footBits = 24

// covered is the share of a pixel's box, of 256, beyond a border that lies at a distance inside.
func (e *edges) covered(inside int32) int32 {
	return max(0, min(128+int32(int64(inside)*e.perFoot>>footBits), 256))
}

// fillEdges paints a stretch where surfaces meet, each by the share that it covers of a pixel's box on the ground.
func (p *Painter) fillEdges(out []lanes, l *line, e *edges, w walk, by *walk, h sheen) {
	m := &p.marks
	g1, g2, g3 := &l.grains[0], &l.grains[1], &l.grains[2]
	vergeM := int32(m.vergeM * 65536)
	for i := range out {
		at1, at2 := g1.index(w.fine), g2.index(w.middle)
		inside := min(e.right, e.left)
		tarmac := e.covered(inside)
		d := &l.dyes[scene.OnTarmac]
		var c lanes
		if tarmac > 0 {
			t1, t2 := lanes(g1.tarmac[at1]), lanes(g2.tarmac[at2])
			c = d.fine*t1 + d.middle*t2 + d.broad*(lanes(l.tracks[trackAt(e.across)])*soft(t2)>>7)
			if len(p.marks.mended) > 0 {
				c = p.marks.mend(c, e)
			}
			c = p.painted(c, l, e, int32(t1), int32(t2))
		}
		if tarmac < 256 {
			verge := e.covered(inside + vergeM)
			t2 := lanes(g2.land[at2])
			t3 := lanes(g3.land[g3.index(w.broad)])
			d = &l.dyes[scene.OnLand]
			ground := d.fine*lanes(g1.land[at1]) + d.middle*t2 + d.broad*t3
			if verge > 0 {
				d = &l.dyes[scene.OnVerge]
				side := d.fine*lanes(g1.verge[at1]) + d.middle*t2 + d.broad*t3
				if !m.kerbless {
					side = p.kerbed(side, l, e, lanes(g1.tarmac[at1]))
				}
				ground = blended(ground, side, lanes(verge))
			}
			c = blended(ground, c, lanes(tarmac))
		}
		out[i] = lit(c, d.add, l.blue, h.at)
		h.at += h.by
		e.across += e.acrossBy
		e.right += e.rightBy
		e.left += e.leftBy
		e.s += e.sBy
		w.skip(1, by)
	}
}

// painted lays the lines on the tarmac. Worn paint has gone where the tarmac is rough.
func (p *Painter) painted(c lanes, l *line, e *edges, t1, t2 int32) lanes {
	m := &p.marks
	dye := &l.dyes[scene.OnCentre]
	cover := m.centre.covers(e)
	if cover > 0 && m.dashes {
		cover = cover * m.dash(e.s, e.sFoot) >> 8
	}
	if cover == 0 {
		dye = &l.dyes[scene.OnLine]
		cover = m.right.covers(e) + m.left.covers(e)
		if cover == 0 {
			return c
		}
	}
	if m.wear > 0 {
		left := 256 - m.wear>>2 - (t1+t2-210)*m.wear>>6
		cover = cover * max(0, min(left, 256)) >> 8
	}
	paint := dye.fine*lanes(t1) + dye.middle*128
	return blended(c, paint, lanes(min(cover, 256)))
}

// kerbed lays the kerb's red and white stones beside the tarmac.
func (p *Painter) kerbed(c lanes, l *line, e *edges, t1 lanes) lanes {
	const stoneM = 1.2
	inside, kerb := e.right, e.kerbRight
	if e.left < e.right {
		inside, kerb = e.left, e.kerbLeft
	}
	cover := e.covered(inside + kerb)
	if kerb < 1<<13 || cover == 0 {
		return c
	}
	period := marks{periodM: 2 * stoneM, dashM: stoneM}
	red, white := &l.dyes[scene.OnKerbRed], &l.dyes[scene.OnKerbWhite]
	stones := blended(red.fine*t1+red.middle*128, white.fine*t1+white.middle*128, lanes(period.dash(e.s, e.sFoot)))
	return blended(c, stones, lanes(cover))
}
