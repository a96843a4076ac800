package lane

// boundary is the one that a point so far to the left of the lane's centre may be of, and how surely.
func (f *fitter) boundary(p *Point, leftM float64) (boundaryM, q float64) {
	if p.Kind == Border {
		boundaryM, trust := f.tarmac.border(leftM)
		return boundaryM, f.borders * trust * quality(p)
	}
	return expected(p.Kind, leftM), quality(p)
}

// ignores says whether a point counts for nothing.
func (f *fitter) ignores(p *Point) bool { return p.Kind == Border && f.borders == 0 }

// quality is how surely a point is what it was taken for: from 0 to 1.
func quality(p *Point) float64 {
	noise := 4 * p.Noise
	if p.Kind == Border { // whose noise is that of all steps, borders among them
		noise = p.Noise
	}
	q := p.Contrast / (p.Contrast + 3 + noise)
	return q * q
}

// judge says how much of the boundaries is found where a lane has them. Paint elsewhere speaks against it, and in snow, which hides paint, wheel tracks
// elsewhere do too: dark spots on a summer's road are none. Borders elsewhere do not: beyond the tarmac there may be any.
func (f *fitter) judge(points []Point, out *fit, rangeM float64) {
	f.base.trace(out.x.lane(), rangeM)
	var on, beside [kinds]float64
	for i := range points {
		p := &points[i]
		if f.ignores(p) {
			continue
		}
		_, left, ok := f.base.beside(p.ForwardM, p.LeftM)
		if !ok || p.Kind != Border && (left < toRightEdgeM-0.5 || left > toLeftEdgeM+0.5) {
			continue
		}
		boundary, q := f.boundary(p, left)
		z := (left - boundary) / (lastScale * spreadM(p.ForwardM))
		w := 1 / (1 + z*z)
		w *= w
		on[p.Kind] += q * w
		beside[p.Kind] += q * (1 - w)
	}
	out.painted = on[Paint] + on[Rut]
	out.support, out.against = out.painted+on[Border], beside[Paint]
	if on[Rut] > on[Paint] {
		out.against += beside[Rut]
	}
}
