package lane

import "math"

// fitter fits one clothoid to all boundaries at once, by iteratively reweighted least squares: Gauss and Newton's steps with the weights of
// Geman and McClure, whose scale shrinks from step to step, so that far points first pull and then are left out. What is known beforehand counts like
// a measurement. It keeps its memory.
type fitter struct {
	base    curve
	shifted [4]curve
	tarmac  tarmac
	borders float64 // what the tarmac's count for, beside paint: from 0 to 1
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
	painted float64    // of the support, what is paint or a wheel track
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
	f.judge(points, &out, rangeM)
	return out
}

// residual is how far a point is to the left of its boundary, its weight in 1/m^2, and the node beside it.
func (f *fitter) residual(p *Point, scale float64) (leftM, weight float64, at int) {
	if f.ignores(p) {
		return 0, 0, 0
	}
	at, left, ok := f.base.beside(p.ForwardM, p.LeftM)
	if !ok {
		return 0, 0, at
	}
	boundary, q := f.boundary(p, left)
	if p.Kind == Border { // the next one may be another's: it does not pull from afar
		scale = lastScale
	}
	r := left - boundary
	spread := spreadM(p.ForwardM)
	z := r / (scale * spread)
	if z*z > 16 {
		return 0, 0, at
	}
	w := 1 / (1 + z*z)
	return r, w * w * q / (spread * spread), at
}
