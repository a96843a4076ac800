// Package stages paints what the traditional driver makes of a frame: the pictures of its finder, its points and its lane in, pictures to look at out.
package stages

import (
	"image"
	"image/color"
	"image/draw"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model/lane"
)

// The colours: of points by what they were taken for, and of the lane that was found.
var (
	paintInk  = color.RGBA{255, 70, 60, 255}
	acrossInk = color.RGBA{60, 170, 255, 255}
	borderInk = color.RGBA{250, 150, 40, 255}
	rutInk    = color.RGBA{230, 80, 255, 255}
	laneInk   = color.RGBA{70, 230, 90, 255}
	centreInk = color.RGBA{250, 220, 60, 255}
)

// Names of the pictures that Pictures makes, in its order.
var Names = [...]string{"bird's-eye view", "paint: top-hat", "wheel tracks: black-hat", "edges: Sobel", "points and fit"}

// Stages paints one finder's pictures into memory of its own.
type Stages struct {
	eye      *setup.LaneEye
	pictures [len(Names) - 1]*image.Gray
	points   *image.RGBA
}

// New is for a finder.
func New(eye *setup.LaneEye) *Stages {
	s := &Stages{eye: eye, points: image.NewRGBA(image.Rectangle{Max: eye.View.Size()})}
	for i := range s.pictures {
		s.pictures[i] = image.NewGray(s.points.Rect)
	}
	return s
}

// Paint takes over what the finder made of the last frame. l is nil if no lane is known.
func (s *Stages) Paint(points []lane.Point, l *lane.Lane, rangeM float64) {
	st := s.eye.Stages()
	const contrast = 4 // makes a stripe of 64 grey levels white
	copy(s.pictures[0].Pix, st.View.Pix)
	amplify(s.pictures[1], st.Paint, contrast)
	if st.Dark != nil {
		amplify(s.pictures[2], st.Dark, contrast)
	}
	copy(s.pictures[3].Pix, st.Edges.Pix)
	draw.Draw(s.points, s.points.Rect, st.View, image.Point{}, draw.Src)
	if l != nil {
		for _, b := range lane.Boundaries() {
			l.Walk(b, rangeM, func(forward, left float64) { s.dot(forward, left, laneInk) })
		}
		l.Walk(0, rangeM, func(forward, left float64) { s.dot(forward, left, centreInk) })
	}
	for i := range points {
		p := &points[i]
		ink := paintInk
		switch {
		case p.Kind == lane.Rut:
			ink = rutInk
		case p.Kind == lane.Border:
			ink = borderInk
		case p.Across:
			ink = acrossInk
		}
		for d := -0.16; d <= 0.17; d += 0.08 {
			s.dot(p.ForwardM+d, p.LeftM, ink)
			s.dot(p.ForwardM, p.LeftM+d, ink)
		}
	}
}

// Pictures are the finder's stages; the next Paint overwrites them.
func (s *Stages) Pictures() []*image.Gray { return s.pictures[:] }

// Points is the bird's-eye view with points and lane; the next Paint overwrites it.
func (s *Stages) Points() *image.RGBA { return s.points }

func (s *Stages) dot(forwardM, leftM float64, ink color.RGBA) {
	x, y := s.eye.View.Pixel(forwardM, leftM)
	s.points.SetRGBA(int(x+0.5), int(y+0.5), ink) // ignored outside
}

func amplify(dst, src *image.Gray, by int) {
	for i, v := range src.Pix {
		dst.Pix[i] = uint8(min(by*int(v), 255))
	}
}

// DrawBack draws a lane into a frame of the centre camera.
func DrawBack(frame *image.RGBA, l lane.Lane, rangeM float64) {
	size := frame.Rect.Size()
	line := func(leftM float64, ink color.RGBA) {
		last, begun := image.Point{}, false
		l.Walk(leftM, rangeM, func(forward, left float64) {
			x, y, ok := camera.CentreMount.Project(size, forward, left, 0)
			if at := image.Pt(int(x), int(y)); ok && at.In(image.Rectangle{Max: size}.Inset(-size.X)) {
				if begun {
					stroke(frame, last, at, ink)
				}
				last, begun = at, true
			} else {
				begun = false
			}
		})
	}
	line(0, centreInk)
	for _, b := range lane.Boundaries() {
		line(b, laneInk)
	}
}

// stroke is a straight line of single pixels.
func stroke(m *image.RGBA, from, to image.Point, ink color.RGBA) {
	d := to.Sub(from)
	n := max(d.X, -d.X, d.Y, -d.Y, 1)
	for i := range n + 1 {
		m.SetRGBA(m.Rect.Min.X+from.X+d.X*i/n, m.Rect.Min.Y+from.Y+d.Y*i/n, ink)
	}
}
