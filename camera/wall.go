package camera

import (
	"math"

	"steersim/camera/land"
)

// wallEnd is an end of a wall in the picture.
type wallEnd struct {
	ahead, right float64
	along        float64 // metres of the pattern
	x            float64
	top, bottom  float64
	perDepth     float64
}

func (p *Painter) wallEnd(x, y, along float64) wallEnd {
	f := &p.frame
	dx, dy := x-f.x, y-f.y
	return wallEnd{ahead: dx*f.forwardX + dy*f.forwardY, right: dx*f.rightX + dy*f.rightY, along: along}
}

// show projects the end.
func (e *wallEnd) show(h *pinhole, t *land.Thing) {
	var depth float64
	e.x, e.bottom, depth = h.image(e.ahead, e.right, float64(t.BaseM))
	_, e.top, _ = h.image(e.ahead, e.right, float64(t.BaseM+t.HighM))
	e.perDepth = 1 / depth
}

// clipped moves the nearer end to where all of it is in front of the camera.
func (e *wallEnd) clipped(other *wallEnd, near float64) {
	if e.ahead >= near {
		return
	}
	u := (near - e.ahead) / (other.ahead - e.ahead)
	e.ahead = near
	e.right += u * (other.right - e.right)
	e.along += u * (other.along - e.along)
}

// paintWall paints a wall column by column. Its upright lines stay upright in the picture.
func (p *Painter) paintWall(t *land.Thing) {
	h := &p.pinhole
	sprite := &p.sprites[t.Kind][t.Variant]
	if t.Kind == land.Board {
		sprite = &p.sprites[t.Kind][int(t.AlongM/8)&(land.Variants-1)]
	}
	a, b := p.wallEnd(t.XM, t.YM, float64(t.AlongM)), p.wallEnd(t.X2M, t.Y2M, float64(t.AlongM+t.WideM))
	// The camera looks down, so the upper edge of a high wall passes behind it first.
	near := nearestM + max(0, (float64(t.BaseM+t.HighM)-h.heightM)*h.sinP/h.cosP)
	if a.ahead < near && b.ahead < near {
		return
	}
	facing := p.wallFacing(t)
	a.clipped(&b, near)
	b.clipped(&a, near)
	a.show(h, t)
	b.show(h, t)
	if a.x > b.x {
		a, b = b, a
	}
	x0, x1 := max(int(math.Ceil(a.x-0.5)), 0), min(int(math.Ceil(b.x-0.5)), p.config.Size.X)
	if x0 >= x1 {
		return
	}
	q := p.glaze(t.Kind, (a.ahead+b.ahead)/2, (a.right+b.right)/2, facing)
	tileM := float64(sprite.tileM)
	if tileM == 0 {
		tileM = float64(t.WideM)
		a.along, b.along = a.along-float64(t.AlongM), b.along-float64(t.AlongM)
	}
	repeats := 1.0
	if sprite.highM > 0 {
		repeats = float64(t.HighM / sprite.highM)
	}
	first := &sprite.levels[0]
	for x := x0; x < x1; x++ {
		u := (float64(x) + 0.5 - a.x) / (b.x - a.x)
		near := a.perDepth + u*(b.perDepth-a.perDepth)
		along := (a.along*a.perDepth*(1-u) + b.along*b.perDepth*u) / near
		turn := along / tileM
		turn -= math.Floor(turn)
		top, bottom := a.top+u*(b.top-a.top), a.bottom+u*(b.bottom-a.bottom)
		// Texels that a pixel covers, upward and sideways.
		slope := math.Abs((b.along-a.along)*a.perDepth*b.perDepth) / (near * near * (b.x - a.x)) / tileM * float64(first.w)
		scale := max(float64(first.h)*repeats/max(bottom-top, 0.1), slope/3)
		level := 0
		for ; scale > 1.5 && level < len(sprite.levels)-1; level++ {
			scale /= 2
		}
		pic := &sprite.levels[level]
		p.paintColumn(pic, x, min(int(turn*float64(pic.w)), pic.w-1), top, bottom, repeats, q)
	}
}

// wallFacing is how much of the sun's light falls on the side of a wall that shows.
func (p *Painter) wallFacing(t *land.Thing) float64 {
	f := &p.frame
	nx, ny := t.Y2M-t.YM, t.XM-t.X2M // to the right of the way from left to right: to the viewer
	length := math.Hypot(nx, ny)
	if nx*(f.x-t.XM)+ny*(f.y-t.YM) < 0 {
		nx, ny = -nx, -ny
	}
	sin, cos := math.Sincos(p.config.Scene.Light.SunAzimuthRad)
	return max(0, (nx*cos+ny*sin)/max(length, 1e-9))
}

// paintColumn paints one column of a wall. Its ends cover their pixels in part.
func (p *Painter) paintColumn(pic *litPicture, x, u int, top, bottom, repeats float64, q glaze) {
	size := p.config.Size
	y0, y1 := max(int(math.Floor(top)), 0), min(int(math.Ceil(bottom)), size.Y)
	perY := repeats * float64(pic.h) / max(bottom-top, 1e-6)
	side := int32(pic.h) << 16
	v := -int32(math.Mod((bottom-float64(y0)-0.5)*perY, float64(pic.h)) * 65536) // the pattern stands on the ground
	dv := int32(min(perY, float64(pic.h)) * 65536)
	for y := y0; y < y1; y++ {
		for v < 0 {
			v += side
		}
		for v >= side {
			v -= side
		}
		t := pic.texels[int(v>>16)*pic.w+u]
		v += dv
		a := t >> 13 & 255
		if a == 0 {
			continue
		}
		a += a >> 7
		light := q.light
		if inside := min(bottom, float64(y+1)) - max(top, float64(y)); inside < 1 {
			share := lanes(max(0, inside) * 256)
			a, light = a*share>>8, light*share>>8
		}
		out := &p.light[y*size.X+x]
		*out = dimmed(*out, 256-a) + (t&top13)*light + q.haze*a
	}
}
