package camera

import (
	"fmt"
	"image"
	"math"
)

// Move is how a car stands beside where it was when a picture was made: metres ahead and to the left along its axes of then,
// and turned about its centre of mass, to the left.
type Move struct {
	ForwardM, LeftM, YawRad float64
}

// Reprojection finds what one camera of a car sees in the picture of another camera, of the car where it was: everything below
// the horizon is taken for flat ground, everything above for infinitely far (Bojarski et al. 2016, section 5.2).
//
// Both maps are homographies, from a pixel's place in the wanted picture to its place in the one that there is, row by row:
// x' = (m0 x + m1 y + m2) / (m6 x + m7 y + m8) and so on, with places counted from the middle of the first pixel.
type Reprojection struct {
	Ground, Sky [9]float64
	HorizonRow  int // of the wanted picture: rows from here on show ground
	size        image.Point
}

// NewReprojection is for pictures of one size: made by the camera from, wanted as the camera to of the moved car sees it.
func NewReprojection(size image.Point, from, to Mount, m Move) (Reprojection, error) {
	if err := from.check(); err != nil {
		return Reprojection{}, err
	}
	if err := to.check(); err != nil {
		return Reprojection{}, err
	}
	if size.X < 2 || size.Y < 2 {
		return Reprojection{}, fmt.Errorf("%w: pictures of %dx%d", ErrConfig, size.X, size.Y)
	}
	if s := m.ForwardM + m.LeftM + m.YawRad; math.IsNaN(s) || math.IsInf(s, 0) {
		return Reprojection{}, fmt.Errorf("%w: a car moved by %+v", ErrConfig, m)
	}
	a, b := newPinhole(size, from), newPinhole(size, to)
	sin, cos := math.Sincos(m.YawRad)
	// Where the wanted camera stands and looks, in the axes of the camera that there is.
	ahead := m.ForwardM + to.ForwardM*cos - to.LeftM*sin - from.ForwardM
	left := m.LeftM + to.ForwardM*sin + to.LeftM*cos - from.LeftM
	fromSin, fromCos := math.Sincos(from.YawRad)
	ahead, left = ahead*fromCos+left*fromSin, left*fromCos-ahead*fromSin
	turnSin, turnCos := math.Sincos(m.YawRad + to.YawRad - from.YawRad)

	// A pixel's ray in the wanted camera's level frame (right, forward, down) is linear in (x, y, 1).
	ray := [3][3]float64{
		{1 / b.focalPx, 0, (0.5 - b.centreX) / b.focalPx},
		{0, -b.sinP / b.focalPx, b.cosP - (0.5-b.centreY)/b.focalPx*b.sinP},
		{0, b.cosP / b.focalPx, b.sinP + (0.5-b.centreY)/b.focalPx*b.cosP},
	}
	turn := [3][3]float64{{turnCos, -turnSin, 0}, {turnSin, turnCos, 0}, {0, 0, 1}}
	// The ground point is the ray scaled by height/down. Seen from the other camera it is there plus the way between them,
	// times down/height to stay linear, and at that camera's own height.
	step := [3][3]float64{{1, 0, -left / to.HeightM}, {0, 1, ahead / to.HeightM}, {0, 0, from.HeightM / to.HeightM}}
	// A direction's place in the picture, homogeneous.
	look := [3][3]float64{
		{a.focalPx, (a.centreX - 0.5) * a.cosP, (a.centreX - 0.5) * a.sinP},
		{0, -a.focalPx*a.sinP + (a.centreY-0.5)*a.cosP, a.focalPx*a.cosP + (a.centreY-0.5)*a.sinP},
		{0, a.cosP, a.sinP},
	}
	turned := times(turn, ray)
	r := Reprojection{Ground: flat(times(look, times(step, turned))), Sky: flat(times(look, turned)), size: size}
	r.HorizonRow = max(0, min(int(math.Ceil(b.horizon()-0.5)), size.Y))
	return r, nil
}

func times(a, b [3][3]float64) (c [3][3]float64) {
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				c[i][j] += float64(a[i][k] * b[k][j])
			}
		}
	}
	return c
}

func flat(m [3][3]float64) (f [9]float64) {
	for i := range 9 {
		f[i] = m[i/3][i%3]
	}
	return f
}

// at is a homography's map. ok is false behind the camera.
func at(m *[9]float64, x, y float64) (sx, sy float64, ok bool) {
	w := m[6]*x + m[7]*y + m[8]
	if w < 1e-6 {
		return 0, 0, false
	}
	return (m[0]*x + m[1]*y + m[2]) / w, (m[3]*x + m[4]*y + m[5]) / w, true
}

// Render makes the wanted picture, mixed of the four nearest pixels. Beyond the border the border goes on; what lies behind the
// camera is black. It needs no library, and is slower than camera/cv's.
func (r *Reprojection) Render(dst, src *image.RGBA) error {
	if dst.Rect.Size() != r.size || src.Rect.Size() != r.size {
		return fmt.Errorf("%w: pictures of %v and %v, want %v", ErrConfig, dst.Rect.Size(), src.Rect.Size(), r.size)
	}
	for y := range r.size.Y {
		m := &r.Sky
		if y >= r.HorizonRow {
			m = &r.Ground
		}
		row := dst.Pix[y*dst.Stride:][:4*r.size.X]
		for x := range r.size.X {
			sx, sy, ok := at(m, float64(x), float64(y))
			if !ok {
				copy(row[4*x:4*x+4], []uint8{0, 0, 0, 255})
				continue
			}
			mix(row[4*x:4*x+4], src, sx, sy)
		}
	}
	return nil
}

// mix is bilinear.
func mix(out []uint8, src *image.RGBA, x, y float64) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	x, y = max(0, min(x, float64(w-1))), max(0, min(y, float64(h-1)))
	i, j := min(int(x), w-2), min(int(y), h-2)
	u, v := x-float64(i), y-float64(j)
	p := src.Pix[j*src.Stride+4*i:]
	q := p[src.Stride:]
	for c := range 3 {
		top := float64(p[c])*(1-u) + float64(p[4+c])*u
		bottom := float64(q[c])*(1-u) + float64(q[4+c])*u
		out[c] = uint8(top*(1-v) + bottom*v + 0.5)
	}
	out[3] = 255
}
