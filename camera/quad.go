package camera

import (
	"math"

	"steersim/camera/land"
	"steersim/camera/scene"
	"steersim/camera/texture"
)

// spot is a place in the picture.
type spot struct{ x, y float64 }

// paintRoof paints a plane of a roof, or a gable beneath it, in one colour: a convex shape of four corners.
func (p *Painter) paintRoof(t *land.Thing) {
	h := &p.pinhole
	a, b := p.wallEnd(t.XM, t.YM, 0), p.wallEnd(t.X2M, t.Y2M, 0)
	c, d := p.wallEnd(t.X2M+float64(t.LeanX), t.Y2M+float64(t.LeanY), 0), p.wallEnd(t.XM+float64(t.LeanX), t.YM+float64(t.LeanY), 0)
	if t.Kind == land.Gable {
		c.ahead, c.right = (a.ahead+b.ahead)/2, (a.right+b.right)/2
		d = c
	}
	var corners [8]spot
	n := 0
	ends := [...]wallEnd{a, b, c, d}
	ups := [...]float64{float64(t.BaseM), float64(t.BaseM), float64(t.BaseM + t.HighM), float64(t.BaseM + t.HighM)}
	for i, e := range ends { // what is behind the camera is cut off
		o, up, oUp := ends[(i+1)%4], ups[i], ups[(i+1)%4]
		depth, oDepth := e.ahead*h.cosP+(h.heightM-up)*h.sinP, o.ahead*h.cosP+(h.heightM-oUp)*h.sinP
		if depth >= nearestM {
			corners[n].x, corners[n].y, _ = h.image(e.ahead, e.right, up)
			n++
		}
		if (depth >= nearestM) != (oDepth >= nearestM) {
			u := (nearestM - depth) / (oDepth - depth)
			corners[n].x, corners[n].y, _ = h.image(e.ahead+u*(o.ahead-e.ahead), e.right+u*(o.right-e.right), up+u*(oUp-up))
			n++
		}
	}
	q := p.glaze(t.Kind, (a.ahead+b.ahead)/2, (a.right+b.right)/2, p.wallFacing(t))
	colour := p.roofs[t.Variant]
	if t.Kind == land.Gable {
		colour = p.plasters[t.Variant]
	}
	p.fillShape(corners[:n], colour*q.light+q.haze*256)
}

// lightRoofs mixes the colours of houses in the scene's light.
func (p *Painter) lightRoofs() {
	s := &p.config.Scene
	light := onThings(s, land.Roof)
	of := func(c texture.Colour) scene.RGB { return scene.RGB{float64(c.R), float64(c.G), float64(c.B)} }
	for v := range land.Variants {
		roof := of(texture.RoofColour(v))
		if s.Weather.Snow > 0 {
			roof = roof.Mixed(scene.RGB{0.75, 0.78, 0.82}, s.Weather.Snow)
		}
		p.roofs[v] = packed(s.Film.Exposed(roof.Times(light)), laneUnit/256) & top13
		p.plasters[v] = packed(s.Film.Exposed(of(texture.PlasterColour(v)).Times(light)), laneUnit/256) & top13
	}
}

// fillShape fills a convex shape column by column; its upper and lower edges cover their pixels in part.
func (p *Painter) fillShape(corners []spot, light lanes) {
	size := p.config.Size
	left, right := math.Inf(1), math.Inf(-1)
	for _, c := range corners {
		left, right = min(left, c.x), max(right, c.x)
	}
	x0, x1 := max(int(math.Ceil(left-0.5)), 0), min(int(math.Ceil(right-0.5)), size.X)
	for x := x0; x < x1; x++ {
		top, bottom := math.Inf(1), math.Inf(-1)
		at := float64(x) + 0.5
		for i, a := range corners {
			b := corners[(i+1)%len(corners)]
			if (a.x <= at) == (b.x <= at) {
				continue
			}
			y := a.y + (at-a.x)/(b.x-a.x)*(b.y-a.y)
			top, bottom = min(top, y), max(bottom, y)
		}
		y0, y1 := max(int(math.Floor(max(top, -1))), 0), min(int(math.Ceil(min(bottom, float64(size.Y)))), size.Y)
		for y := y0; y < y1; y++ {
			cover := lanes(max(0, min(min(bottom, float64(y+1))-max(top, float64(y)), 1)) * 256)
			out := &p.light[y*size.X+x]
			*out = blended(*out, light, cover)
		}
	}
}
