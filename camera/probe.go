package camera

import "steersim/camera/land"

// probe is what is known of a point of the ground.
type probe struct {
	on     bool    // road coordinates are known; without that the next four say nothing
	d, s   float32 // road coordinates
	gx, gy float32 // how d grows to the east and to the north
	light  int32   // 256 in full sun
}

const (
	brokenD = 1.2 // corners of a cell that differ by more lie beside different parts of the road
	brokenS = 4.0
)

// probe looks at a point, in metres from the grid's corner. level is the coarseness of the shadows.
func (p *Painter) probe(q *probe, x, y float32, level int) {
	cx, cy := x*(1/land.CellM), y*(1/land.CellM)
	q.on, q.light = false, p.shades.sun
	if !(cx >= 0 && cy >= 0 && cx < p.limitX && cy < p.limitY) {
		return
	}
	i, j := int32(cx), int32(cy)
	place := p.place[int(j>>5)*p.columns+int(i>>5)]
	if place < 0 {
		return
	}
	u, v := cx-float32(i), cy-float32(j)
	i, j = i&31, j&31
	q.light = p.shades.at(place, level, i, j, u, v)
	tile := p.coordinates[place]
	if tile < 0 {
		return
	}
	t := &p.tiles[tile]
	at := int(j*land.Nodes + i)
	if at < 0 || at+land.Nodes+1 >= len(t) {
		return
	}
	a, b, c, d := &t[at], &t[at+1], &t[at+land.Nodes], &t[at+land.Nodes+1]
	q.on = true
	if jumps(b.D-a.D) || jumps(c.D-a.D) || jumps(d.D-a.D) || jumps(c.D-b.D) {
		n := a
		switch {
		case u > 0.5 && v > 0.5:
			n = d
		case v > 0.5:
			n = c
		case u > 0.5:
			n = b
		}
		q.d, q.s, q.gx, q.gy = n.D, n.S, 0.7, 0.7
		return
	}
	bottom, top := a.D+u*(b.D-a.D), c.D+u*(d.D-c.D)
	q.d = bottom + v*(top-bottom)
	q.gx = ((b.D - a.D) + v*((d.D-c.D)-(b.D-a.D))) * (1 / land.CellM)
	q.gy = (top - bottom) * (1 / land.CellM)
	if ds := b.S - a.S; ds > brokenS || ds < -brokenS {
		q.s = a.S
		return
	}
	if ds := d.S - a.S; ds > brokenS || ds < -brokenS {
		q.s = a.S
		return
	}
	bottom, top = a.S+u*(b.S-a.S), c.S+u*(d.S-c.S)
	q.s = bottom + v*(top-bottom)
}

func jumps(by float32) bool { return by > brokenD || by < -brokenD }

// between is what lies between two probes of one part of the road.
func (q *probe) between(to *probe, u float32) probe {
	m := *q
	m.d += u * (to.d - q.d)
	if jump := to.s - q.s; jump < brokenS && jump > -brokenS {
		m.s += u * jump
	}
	m.light += int32(u * float32(to.light-q.light))
	return m
}
