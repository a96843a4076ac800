package camera

import (
	"math"

	"steersim/camera/scene"
)

// paintLine paints a line of the ground.
func (p *Painter) paintLine(out []lanes, l *line) {
	f := &p.frame
	x := f.x + f.forwardX*l.forwardM + f.rightX*l.leftM
	y := f.y + f.forwardY*l.forwardM + f.rightY*l.leftM
	stepX, stepY := f.rightX*l.pixelM, f.rightY*l.pixelM
	at, by := l.walkAt(x, y), l.walkBy(stepX, stepY)
	gx, gy := float32(x-p.originX), float32(y-p.originY)
	sx, sy := float32(stepX), float32(stepY)

	var a, b probe
	p.probe(&a, gx, gy, l.shade)
	if l.beam != nil {
		a.light = max(a.light, l.beam[0])
	}
	for i := 0; i < len(out); {
		n, quiet := l.step, false
		if clear := p.quietM(&a) - l.boxM; clear > l.stepM {
			n, quiet = min(int(clear*l.perM), l.longest)&^(l.step-1), true
		}
		n = min(n, len(out)-i)
		end := float32(i + n)
		p.probe(&b, gx+sx*end, gy+sy*end, l.shade)
		if l.beam != nil {
			b.light = max(b.light, l.beam[(i+n+l.step-1)/l.step])
		}
		part := out[i : i+n]
		switch {
		case quiet || !a.on && (n == 1 || !b.on):
			fillLand(part, l, scene.OnLand, at, &by, sheenOf(&a, &b, n))
		case n > 1 && p.breaks(&a, &b, l, n):
			p.paintSingly(part, l, &a, gx+sx*float32(i), gy+sy*float32(i), sx, sy, at, &by)
		case p.breaks(&a, &b, l, n): // a pixel of the road's last cell
			p.paintPart(part, l, &a, &a, at, &by, i)
		default:
			p.paintPart(part, l, &a, &b, at, &by, i)
		}
		at.skip(uint64(n), &by)
		i += n
		a = b
	}
}

// quietM is how far around a probe there is nothing but land.
func (p *Painter) quietM(q *probe) float32 {
	if q.on {
		return max(q.d, -q.d) - p.busyM
	}
	return p.unknownM
}

// breaks says whether two probes n pixels apart belong to different parts of the road, so that nothing between them is known.
func (p *Painter) breaks(a, b *probe, l *line, n int) bool {
	if a.on != b.on {
		return true
	}
	far := 1.1*float32(n)*float32(l.pixelM) + 0.05
	return a.d-b.d > far || b.d-a.d > far
}

// paintSingly probes every pixel.
func (p *Painter) paintSingly(out []lanes, l *line, first *probe, x, y, sx, sy float32, at walk, by *walk) {
	var q probe
	light := first.light
	for i := range out {
		p.probe(&q, x+sx*float32(i), y+sy*float32(i), l.shade)
		if l.beam != nil {
			q.light = max(q.light, light)
		}
		if q.on {
			p.paintPart(out[i:i+1], l, &q, &q, at, by, 0)
		} else {
			fillLand(out[i:i+1], l, scene.OnLand, at, by, sheen{q.light << 16, 0})
		}
		at.skip(1, by)
	}
}

// shortPx is a stretch that is not worth dividing.
const shortPx = 6

// paintPart paints a stretch between two probes, along which d and s grow evenly. first is its first pixel.
func (p *Painter) paintPart(out []lanes, l *line, a, b *probe, at walk, by *walk, first int) {
	n := float32(len(out))
	m := &p.marks
	// The pixel's box on the ground: how d changes across it and along it.
	f := &p.frame
	alongRight := a.gx*f.rightX32 + a.gy*f.rightY32
	alongAhead := a.gx*f.forwardX32 + a.gy*f.forwardY32
	u := (float32(first) + 0.5*n - p.middleX) * p.perFocal
	pixel, deep, slant := float32(l.pixelM), float32(l.deepM), float32(l.slantM)
	wide := alongRight * pixel
	long := alongAhead*deep + alongRight*slant*u
	foot := max(float32(math.Sqrt(float64(wide*wide+long*long))), 0.002)

	wa, wb := m.width(a.s), m.width(b.s)
	rightA, leftA := a.d+wa.RightM, wa.LeftM-a.d // how far inside of the tarmac
	rightB, leftB := b.d+wb.RightM, wb.LeftM-b.d
	inA, inB := min(rightA, leftA), min(rightB, leftB)
	inLeast, inMost := min(inA, inB)-foot*0.5, max(inA, inB)+foot*0.5
	low, high := min(a.d, b.d)-foot*0.5, max(a.d, b.d)+foot*0.5
	h := sheenOf(a, b, len(out))
	switch {
	case inMost < -m.vergeM:
		fillLand(out, l, scene.OnLand, at, by, h)
	case inMost < 0 && inLeast > -m.vergeM && m.kerbless:
		fillLand(out, l, scene.OnVerge, at, by, h)
	case inLeast > 0 && !m.centre.meets(low, high) && !m.right.meets(low, high) && !m.left.meets(low, high) && !m.mends(low, high):
		across, acrossBy := steps(a.d, b.d, n)
		fillTarmac(out, l, at, by, h, across, acrossBy)
	case len(out) > shortPx: // most of it may be plain
		half := len(out) / 2
		middle := a.between(b, float32(half)/n)
		p.paintPart(out[:half], l, a, &middle, at, by, first)
		at.skip(uint64(half), by)
		p.paintPart(out[half:], l, &middle, b, at, by, first+half)
	default:
		var e edges
		e.across, e.acrossBy = steps(a.d, b.d, n)
		e.right, e.rightBy = steps(rightA, rightB, n)
		e.left, e.leftBy = steps(leftA, leftB, n)
		e.perFoot = int64(256 * (1 << footBits) / (foot * 65536))
		e.half = int32(foot * 0.5 * 65536)
		e.kerbRight, e.kerbLeft = int32(wa.KerbRightM*65536), int32(wa.KerbLeftM*65536)
		sRight, sAhead := a.gy*f.rightX32-a.gx*f.rightY32, a.gy*f.forwardX32-a.gx*f.forwardY32
		sWide, sLong := sRight*pixel, sAhead*deep+sRight*slant*u
		e.sFoot = max(float32(math.Sqrt(float64(sWide*sWide+sLong*sLong))), 0.01)
		e.s, e.sBy = a.s, (b.s-a.s)/n
		if d := b.s - a.s; d > 8+e.sFoot*n || d < -8-e.sFoot*n { // the end of the lap
			e.sBy = 0
		}
		p.fillEdges(out, l, &e, at, by, h)
	}
}

// steps is a number in 1/65536 that goes from a to b in n steps.
func steps(a, b, n float32) (at, by int32) {
	return int32(a * 65536), int32((b - a) * 65536 / n)
}
