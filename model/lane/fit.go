package lane

import "math"

// fitter fits one clothoid to all boundaries at once, by iteratively reweighted least squares: Gauss and Newton's steps with the weights of
// Geman and McClure, whose scale shrinks from step to step, so that far points first pull and then are left out. What is known beforehand counts like
// a measurement. It keeps its memory.
type fitter struct {
	base    curve
	shifted [4]curve
}

// The scale of the weights, in standard deviations of a point: first and last.
const (
	firstScale = 6.0
	lastScale  = 2.5
	fitSteps   = 6
)

// step sizes for the curve's derivatives.
var nudge = numbers{1e-3, 1e-4, 1e-5, 1e-6}

// fit is a lane with what it rests on.
type fit struct {
	x       numbers
	inform  [4]numbers // information, the inverse of the covariance
	support float64    // metres of boundary, near ones counting more
	against float64    // the same of points that are on no boundary although they are beside the road's lines
}

// spreadM is the standard deviation of a point's place across: that of finding the stripe's middle, and what a quarter of a pixel and the road's roughness make of it
// far away.
func spreadM(forwardM float64) float64 { return 0.04 + float64(0.004*forwardM) }

// fit starts at x. prior is the information about it: zero for none.
func (f *fitter) fit(points []Point, x numbers, prior [4]numbers, rangeM float64) fit {
	known := x
	out := fit{x: x, inform: prior}
	for step := range fitSteps {
		scale := firstScale * math.Pow(lastScale/firstScale, float64(step)/(fitSteps-1))
		f.base.trace(x.lane(), rangeM)
		for j := range f.shifted {
			moved := x
			moved[j] += nudge[j]
			f.shifted[j].trace(moved.lane(), rangeM)
		}
		normal, right := prior, numbers{}
		for i := range normal {
			for j := range normal {
				right[i] += prior[i][j] * (known[j] - x[j])
			}
		}
		for i := range points {
			r, w, at := f.residual(&points[i], scale)
			if w == 0 {
				continue
			}
			var slope numbers // of the residual
			n := &f.base.at[at]
			for j := range slope {
				m := &f.shifted[j].at[at]
				slope[j] = ((m.y-n.y)*n.cos - (m.x-n.x)*n.sin) / nudge[j]
			}
			for a := range slope {
				right[a] += w * slope[a] * r
				for b := range slope {
					normal[a][b] += w * slope[a] * slope[b]
				}
			}
		}
		delta, ok := solve(normal, right)
		if !ok {
			break
		}
		for j := range x {
			x[j] += delta[j]
		}
		out.inform = normal
	}
	out.x = x
	out.support, out.against = f.judge(points, x, rangeM)
	return out
}

// residual is how far a point is to the left of its boundary, its weight in 1/m^2, and the node beside it.
func (f *fitter) residual(p *Point, scale float64) (leftM, weight float64, at int) {
	at, left, ok := f.base.beside(p.ForwardM, p.LeftM)
	if !ok {
		return 0, 0, at
	}
	r := left - expected(p.Kind, left)
	spread := spreadM(p.ForwardM)
	z := r / (scale * spread)
	if z*z > 16 {
		return 0, 0, at
	}
	w := 1 / (1 + z*z)
	return r, w * w * quality(p) / (spread * spread), at
}

// quality is how surely a point is paint: from 0 to 1.
func quality(p *Point) float64 {
	q := p.Contrast / (p.Contrast + 3 + 4*p.Noise)
	return q * q
}

// judge says how much of the boundaries is found where a lane has them. What speaks against it is counted of the kind that carries it: dark spots
// on a summer's road are no wheel tracks that should lie elsewhere.
func (f *fitter) judge(points []Point, x numbers, rangeM float64) (support, against float64) {
	f.base.trace(x.lane(), rangeM)
	var on, beside [2]float64 // by kind
	for i := range points {
		p := &points[i]
		_, left, ok := f.base.beside(p.ForwardM, p.LeftM)
		if !ok || left < toRightEdgeM-0.5 || left > toLeftEdgeM+0.5 {
			continue
		}
		z := (left - expected(p.Kind, left)) / (lastScale * spreadM(p.ForwardM))
		w := 1 / (1 + z*z)
		w *= w
		q := quality(p)
		on[p.Kind] += q * w
		beside[p.Kind] += q * (1 - w)
	}
	if on[Rut] > on[Paint] {
		return on[Paint] + on[Rut], beside[Rut]
	}
	return on[Paint] + on[Rut], beside[Paint]
}

// solve is Cholesky's method for a symmetric system of four.
func solve(a [4]numbers, b numbers) (x numbers, ok bool) {
	var l [4]numbers
	for i := range 4 {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			if i != j {
				l[i][j] = sum / l[j][j]
				continue
			}
			if !(sum > 0) || math.IsInf(sum, 0) {
				return x, false
			}
			l[i][i] = math.Sqrt(sum)
		}
	}
	for i := range 4 {
		sum := b[i]
		for k := range i {
			sum -= l[i][k] * x[k]
		}
		x[i] = sum / l[i][i]
	}
	for i := 3; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < 4; k++ {
			sum -= l[k][i] * x[k]
		}
		x[i] = sum / l[i][i]
	}
	return x, true
}

// inverse is that of a symmetric matrix.
func inverse(a [4]numbers) (inv [4]numbers, ok bool) {
	for j := range 4 {
		var unit numbers
		unit[j] = 1
		column, ok := solve(a, unit)
		if !ok {
			return inv, false
		}
		for i := range 4 {
			inv[i][j] = column[i]
		}
	}
	return inv, true
}
