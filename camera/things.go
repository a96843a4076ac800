package camera

import (
	"math"
	"slices"

	"steersim/camera/land"
)

// What is too far or too small to show.
const (
	thingsM    = 260.0 // from the camera
	nearestM   = 0.7
	smallestPx = 0.6
	wallPx     = 1.0
)

// seen is a thing that shows: how far ahead it is, and its number.
type seen struct {
	depth float32
	item  int32
}

// paintThings paints what stands beside the road, the farthest first.
func (p *Painter) paintThings() {
	p.seen = p.seen[:0]
	f, n := &p.frame, &p.config.Ground.index
	reach := min(thingsM, 3/p.config.Scene.Air.FogPerM+20)
	i0, j0, i1, j1 := n.around(f.x, f.y, reach)
	for j := j0; j <= j1; j++ {
		for i := i0; i <= i1; i++ {
			dx, dy := n.x+(float64(i)+0.5)*bucketM-f.x, n.y+(float64(j)+0.5)*bucketM-f.y
			ahead, right := dx*f.forwardX+dy*f.forwardY, dx*f.rightX+dy*f.rightY
			const half = bucketM * 0.75
			if ahead < -half-8 || ahead > reach+half || math.Abs(right) > (ahead+half)*p.sideView+half+8 {
				continue
			}
			b := j*n.columns + i
			for _, item := range n.items[n.begin[b]:n.begin[b+1]] {
				p.notice(item, reach)
			}
		}
	}
	slices.SortFunc(p.seen, func(a, b seen) int {
		switch {
		case a.depth > b.depth:
			return -1
		case a.depth < b.depth:
			return 1
		}
		return int(a.item - b.item)
	})
	for _, s := range p.seen {
		t := &p.config.Ground.things[s.item]
		switch {
		case t.Kind == land.Roof || t.Kind == land.Gable:
			p.paintRoof(t)
		case t.Wall:
			p.paintWall(t)
		default:
			p.paintBillboard(t)
		}
	}
}

// notice keeps a thing for painting if it shows.
func (p *Painter) notice(item int32, reach float64) {
	t := &p.config.Ground.things[item]
	f := &p.frame
	x, y := t.XM, t.YM
	reachBeside := float64(t.WideM) / 2
	if t.Wall {
		x, y = (t.XM+t.X2M)/2, (t.YM+t.Y2M)/2
		if t.Bridge > 0 && p.branches[t.Bridge-1] != t.Branch {
			return
		}
		if !t.TwoSided && (t.X2M-t.XM)*(f.y-t.YM)-(t.Y2M-t.YM)*(f.x-t.XM) >= 0 {
			return // its back
		}
	} else if t.FaceX*float32(f.x-t.XM)+t.FaceY*float32(f.y-t.YM) < 0 {
		return
	}
	dx, dy := x-f.x, y-f.y
	ahead, right := dx*f.forwardX+dy*f.forwardY, dx*f.rightX+dy*f.rightY
	least, smallest := nearestM, smallestPx
	if t.Wall {
		least, smallest = least-reachBeside, wallPx
	}
	if ahead < least || ahead > reach || math.Abs(right) > ahead*p.sideView+reachBeside+1 ||
		float64(t.HighM)*p.pinhole.focalPx < ahead*smallest {
		return
	}
	p.seen = append(p.seen, seen{float32(ahead), item})
}

// paintBillboard paints a thing that turns to the camera.
func (p *Painter) paintBillboard(t *land.Thing) {
	f, h := &p.frame, &p.pinhole
	dx, dy := t.XM-f.x, t.YM-f.y
	ahead, right := dx*f.forwardX+dy*f.forwardY, dx*f.rightX+dy*f.rightY
	_, bottom, _ := h.image(ahead, right, float64(t.BaseM))
	_, top, _ := h.image(ahead, right, float64(t.BaseM+t.HighM))
	x, _, depth := h.image(ahead, right, float64(t.BaseM)+float64(t.HighM)/2*0.6)
	if depth < nearestM || bottom <= top {
		return
	}
	wide := float64(t.WideM) * h.focalPx / depth
	q := p.glaze(t.Kind, ahead, right, p.facing(ahead, right))
	if wide < 1 { // thinner than a pixel: one pixel, as faint as it is thin
		q.dim(wide)
		wide = 1
	}
	p.paintSprite(&p.sprites[t.Kind][t.Variant], x-wide/2, top, x+wide/2, bottom, q)
}

// facing is how much of the sun's light shows on a round thing, from its place in front of the camera.
func (p *Painter) facing(ahead, right float64) float64 {
	f := &p.frame
	sin, cos := math.Sincos(p.config.Scene.Light.SunAzimuthRad)
	away := math.Hypot(ahead, right)
	toX, toY := (f.forwardX*ahead+f.rightX*right)/away, (f.forwardY*ahead+f.rightY*right)/away
	return 0.5 - 0.5*(toX*cos+toY*sin)
}

// glaze is the light and the air between a thing and the camera.
type glaze struct {
	light uint64 // of the thing's own, of 256
	cover uint64 // of what is behind it, of 256
	haze  lanes  // added where it covers wholly, in lanes of laneUnit/256
}

func (q *glaze) dim(share float64) {
	q.cover = uint64(float64(q.cover) * share)
	q.light = uint64(float64(q.light) * share)
}

// glaze is for a thing of which a share of the sun's light shows.
func (p *Painter) glaze(kind land.Kind, ahead, right, facing float64) glaze {
	s := &p.config.Scene
	light := 256.0
	switch {
	case s.Light.Headlights && !selfLit(kind):
		light = min(256, 1.6*float64(p.headlight(ahead, right)))
	case !s.Light.Headlights:
		light = 256 * (p.skyShare + (1-p.skyShare)*facing)
	}
	through := math.Exp(-math.Hypot(ahead, right) * s.Air.FogPerM)
	return glaze{uint64(light * through), 256, packed(p.haze.Scaled(1-through), laneUnit/256)}
}

// paintSprite stretches a sprite over a rectangle of the picture.
func (p *Painter) paintSprite(sprite *litSprite, left, top, right, bottom float64, q glaze) {
	size := p.config.Size
	level, scale := 0, float64(sprite.levels[0].h)/(bottom-top)
	for ; scale > 1.5 && level < len(sprite.levels)-1; level++ {
		scale /= 2
	}
	pic := &sprite.levels[level]
	if scale < 1/stretched && size.X*size.Y >= bigPx {
		p.stretchSprite(pic, left, top, right, bottom, q)
		return
	}
	x0, x1 := max(int(math.Ceil(left-0.5)), 0), min(int(math.Ceil(right-0.5)), size.X)
	y0, y1 := max(int(math.Ceil(top-0.5)), 0), min(int(math.Ceil(bottom-0.5)), size.Y)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	perX, perY := float64(pic.w)/(right-left), float64(pic.h)/(bottom-top)
	du := int32(perX * 65536)
	for y := y0; y < y1; y++ {
		v := min(int((float64(y)+0.5-top)*perY), pic.h-1)
		row := pic.texels[v*pic.w : v*pic.w+pic.w]
		full := pic.spans[v]
		from := max(x0, int(left+float64(full.begin)/perX-0.5))
		to := min(x1, int(left+float64(full.end)/perX+1.5))
		if from >= to {
			continue
		}
		u := int32((float64(from) + 0.5 - left) * perX * 65536)
		out := p.light[y*size.X+from : y*size.X+to]
		for x := range out {
			i := int(u >> 16)
			u += du
			if uint(i) >= uint(len(row)) {
				continue
			}
			t := row[i]
			a := t >> 13 & 255
			if a == 0 {
				continue
			}
			a += a >> 7
			a = a * q.cover >> 8
			out[x] = dimmed(out[x], 256-a) + (t&top13)*q.light + q.haze*a
		}
	}
}
