package augment

// The warp's coordinates are exact at every stretch-th pixel of a row and straight between: over sixteen pixels
// the curve of a turn of 0.1 rad bends by less than a tenth of a pixel.
const (
	stretch = 16
	one     = 1 << 16 // fixed point of the coordinates
)

// warp paints the picture of the moved car. Borders are replicated. Luma is mixed of four pixels; of the chroma, which
// JPEG has at half the resolution anyway, the nearest is taken.
func (a *Augmenter) warp(dst, src []byte, shiftM, yawRad float64) {
	m := newMove(a.view, shiftM, yawRad)
	w, h := a.view.Width, a.view.Height
	plane := w * h
	maxX, maxY := (w-1)*one-1, (h-1)*one-1
	srcY, srcU, srcV := src[:plane], src[plane:2*plane], src[2*plane:3*plane]
	dstY, dstU, dstV := dst[:plane], dst[plane:2*plane], dst[2*plane:3*plane]
	for y := range h {
		x0, y0 := fixed(m, 0, y)
		for begin := 0; begin < w; begin += stretch {
			x1, y1 := fixed(m, begin+stretch, y)
			stepX, stepY := (x1-x0)/stretch, (y1-y0)/stretch
			px, py := x0, y0
			for i := y*w + begin; i < y*w+min(begin+stretch, w); i++ {
				cx, cy := max(0, min(px, maxX)), max(0, min(py, maxY))
				at := (cy>>16)*w + cx>>16
				fx, fy := uint32(cx>>8)&255, uint32(cy>>8)&255
				dstY[i] = bilinear(srcY, at, w, fx, fy)
				near := at + int(fx>>7) + int(fy>>7)*w
				dstU[i], dstV[i] = srcU[near], srcV[near]
				px += stepX
				py += stepY
			}
			x0, y0 = x1, y1
		}
	}
}

// fixed is source in fixed point; what lies behind the camera is far below and to the side.
func fixed(m move, x, y int) (int, int) {
	sx, sy, ok := m.source(float64(x), float64(y))
	if !ok {
		return 0, m.v.Height * one
	}
	const far = 1 << 14
	return int(max(-far, min(far, sx)) * one), int(max(-far, min(far, sy)) * one)
}

// bilinear mixes the four pixels from index at on; fx and fy are the shares, of 256, of the right and lower ones.
func bilinear(p []byte, at, w int, fx, fy uint32) byte {
	q := p[at : at+w+2 : at+w+2]
	top := uint32(q[0])*(256-fx) + uint32(q[1])*fx
	bottom := uint32(q[w])*(256-fx) + uint32(q[w+1])*fx
	return byte((top*(256-fy) + bottom*fy + 1<<15) >> 16)
}
