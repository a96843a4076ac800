package camera

import (
	"math"

	"steersim/camera/land"
	"steersim/sim"
)

// blot is a shadow, or at night a pool of light: an ellipse or a rectangle, turned, with soft edges.
type blot struct {
	x, y       float64 // middle, from the grid's corner
	dirX, dirY float64 // along
	along      float64 // half its length
	across     float64 // half its width
	depth      float64 // 1: nothing of the sun is left
	round      bool
	ragged     float64 // of a crown: how much the edge wavers
}

// newShades lays out the light on the ground.
func (p *Painter) newShades() {
	s := &p.config.Scene
	h := &p.shades
	h.sun = 256
	dark := s.Light.Darkest()
	pools := s.Light.Headlights
	if pools {
		full := s.Light.Full().Mean()
		h.sun = int32(256 * s.Light.Sky.Mean() / full)
	} else if dark > 0.97 {
		return
	}
	h.planes = make([]uint8, p.config.Ground.land.Places*placeShades)
	for i := range h.planes {
		h.planes[i] = uint8(max(h.sun-1, 0))
	}
	for i := range p.config.Ground.things {
		t := &p.config.Ground.things[i]
		switch {
		case pools && t.Kind == land.Lamp:
			b := blot{x: t.XM - p.originX, y: t.YM - p.originY, dirX: 1, along: 9, across: 9, depth: 0.75, round: true}
			p.blot(&b, h.sun, 256, true)
		case !pools && !t.Shadowless:
			p.castShadow(t, dark)
		}
	}
	if !pools && s.Look.BarsPerM > 0 {
		p.castBars(dark)
	}
}

// castShadow lays a thing's shadow on the ground.
func (p *Painter) castShadow(t *land.Thing, dark float64) {
	l := &p.config.Scene.Light
	per := min(1/math.Tan(max(l.SunHeightRad, 0.05)), 5) // metres of shadow a metre of height
	sin, cos := math.Sincos(l.SunAzimuthRad)
	dx, dy := -cos, -sin
	x, y := t.XM-p.originX, t.YM-p.originY
	high, wide := float64(t.HighM), float64(t.WideM)
	b := blot{dirX: dx, dirY: dy, depth: 1, round: true}
	place := func(from, to, half float64) {
		b.x, b.y = x+dx*per*(from+to)/2, y+dy*per*(from+to)/2
		b.along, b.across = per*(to-from)/2+0.1, half
		p.blot(&b, 256, int32(256*dark), false)
	}
	switch t.Kind {
	case land.Broadleaf:
		b.depth, b.ragged = 0.92, 0.35
		place(0.22*high, high, 0.42*wide)
		b.round, b.ragged = false, 0
		place(0, 0.4*high, 0.25)
	case land.Conifer:
		b.depth, b.ragged = 0.95, 0.2
		place(0.02*high, 0.75*high, 0.42*wide)
		place(0.4*high, high, 0.22*wide)
	case land.Bush, land.Rock:
		place(0, high, 0.45*wide)
	case land.Post, land.ChevronLeft, land.ChevronRight, land.Lamp, land.Pole:
		b.round = false
		b.depth = 0.8
		place(0, high, max(0.08, 0.2*min(wide, 0.5)))
	default:
		p.castWall(t, dark, per, dx, dy)
	}
}

// castWall lays a wall's shadow: a row of strips along the sun's direction.
func (p *Painter) castWall(t *land.Thing, dark, per, dx, dy float64) {
	depth := map[land.Kind]float64{land.Fence: 0.25, land.Rail: 0.6}[t.Kind]
	if depth == 0 {
		depth = 1
	}
	high := float64(t.HighM)
	n := int(float64(t.WideM)/0.7) + 1
	wx, wy := (t.X2M-t.XM)/float64(n), (t.Y2M-t.YM)/float64(n)
	half := math.Abs(wx*dy-wy*dx)/2 + 0.15
	for i := range n {
		x, y := t.XM+(float64(i)+0.5)*wx-p.originX, t.YM+(float64(i)+0.5)*wy-p.originY
		b := blot{x: x + dx*per*high/2, y: y + dy*per*high/2, dirX: dx, dirY: dy, along: per*high/2 + 0.1, across: half, depth: depth}
		p.blot(&b, 256, int32(256*dark), false)
	}
}

// castBars throws shadows of nothing in particular across the lane.
func (p *Painter) castBars(dark float64) {
	road := p.config.Ground.land.Road()
	rng := sim.Rand(p.config.Scene.Seed, sim.StreamScene)
	n := int(p.config.Scene.Look.BarsPerM * road.LengthM())
	within := func(least, most float64) float64 { return least + (most-least)*rng.Float64() }
	for range n {
		at := road.Centre(rng.Float64() * road.LengthM())
		turn := at.HeadingRad + within(0.3, math.Pi-0.3)
		sin, cos := math.Sincos(turn)
		d := within(-5, 3)
		across := math.Sin(at.HeadingRad)
		b := blot{
			x: at.XM - d*across - p.originX, y: at.YM + d*math.Cos(at.HeadingRad) - p.originY, dirX: cos, dirY: sin,
			along: within(1.5, 9), across: math.Exp(within(math.Log(0.15), math.Log(4))), depth: within(0.5, 1), round: rng.IntN(3) == 0,
		}
		p.blot(&b, 256, int32(256*dark), false)
	}
}

// blot brings the light at the corners of the cells beneath it from what it is towards another value.
func (p *Painter) blot(b *blot, from, to int32, add bool) {
	reach := math.Hypot(b.along, b.across) + 9
	tile := func(v float64, most int) int { return int(max(0, min(v/land.TileM, float64(most-1)))) }
	m := p.config.Ground.land
	i0, i1 := tile(b.x-reach, m.Columns), tile(b.x+reach, m.Columns)
	j0, j1 := tile(b.y-reach, m.Rows), tile(b.y+reach, m.Rows)
	for j := j0; j <= j1; j++ {
		for i := i0; i <= i1; i++ {
			place := m.Place[j*m.Columns+i]
			if place < 0 {
				continue
			}
			x, y := b.x-float64(i)*land.TileM, b.y-float64(j)*land.TileM
			plane := p.shades.planes[int(place)*placeShades:][:placeShades]
			b.lay(plane[:shadeNodes0], x, y, land.Nodes, from, to, add)
			b.lay(plane[shadeNodes0:shadeNodes0+shadeNodes1], x, y, 9, from, to, add)
			b.lay(plane[shadeNodes0+shadeNodes1:], x, y, 3, from, to, add)
		}
	}
}

// lay does so in one plane of side by side corners; (x, y) is the blot's middle from the place's own corner.
func (b *blot) lay(plane []uint8, x, y float64, side int, from, to int32, add bool) {
	cell := land.TileM / float64(side-1)
	soft := max(0.35*cell, 0.2)
	// Of smaller blots than a cell only a share is dark.
	share := b.depth * min(1, 2*b.across/cell) * min(1, 2*b.along/cell)
	across, along := max(b.across, cell/2), max(b.along, cell/2)
	if share < 0.02 {
		return
	}
	long, wide := along+soft, across+soft
	if b.ragged > 0 {
		long, wide = long*(1+b.ragged/2), wide*(1+b.ragged/2)
	}
	reachY := math.Abs(b.dirY)*long + math.Abs(b.dirX)*wide
	j0, j1 := max(0, int(math.Ceil((y-reachY)/cell))), min(side-1, int(math.Floor((y+reachY)/cell)))
	for j := j0; j <= j1; j++ {
		dy := float64(j)*cell - y
		west, east := -long-wide, long+wide // of the part of the row that may be inside
		narrow := func(slope, from, half float64) {
			if math.Abs(slope) > 1e-3 {
				at, by := from/slope, math.Abs(half/slope)
				west, east = max(west, at-by), min(east, at+by)
			}
		}
		narrow(b.dirY, dy*b.dirX, wide)
		narrow(b.dirX, -dy*b.dirY, long)
		i0, i1 := max(0, int(math.Ceil((x+west)/cell))), min(side-1, int(math.Floor((x+east)/cell)))
		for i := i0; i <= i1; i++ {
			dx := float64(i)*cell - x
			u, v := dx*b.dirX+dy*b.dirY, dy*b.dirX-dx*b.dirY
			var inside float64 // metres
			if b.round {
				r := math.Sqrt(u*u/(along*along) + v*v/(across*across))
				if b.ragged > 0 && r > 1-b.ragged/2-soft/across {
					r += b.ragged * 0.5 * (math.Sin(1.7*dx+2.3*b.x) * math.Sin(1.9*dy+1.3*b.y))
				}
				inside = (1 - r) * min(along, across)
			} else {
				inside = min(along-math.Abs(u), across-math.Abs(v))
			}
			if inside < -soft {
				continue
			}
			cover := share * smoothStep((inside+soft)/(2*soft))
			if add { // a pool of light fades outward
				cover = share * smoothStep(inside/along)
			}
			q := &plane[j*side+i]
			value := int32(float64(from)+cover*float64(to-from)) - 1
			if add {
				*q = uint8(max(int32(*q), min(value, 255)))
			} else {
				*q = uint8(min(int32(*q), max(value, 0)))
			}
		}
	}
}
