package view

import (
	"image"
	"math"
)

// Pad is a gamepad or a wheel that is being set up.
type Pad struct {
	Name  string
	Axes  []Axis
	Lines []string // what to do
}

// Axis is one of its axes, from -1 to 1: where it stands, how far it was seen to go, and what is made of it.
type Axis struct {
	Name      string
	Raw       float64 // not a number: the device has no such axis, or it is not known yet
	Low, High float64 // seen so far
	Rest      float64 // in whose neighbourhood, Dead to both sides, nothing is asked for
	Dead      float64
	Value     string
}

// padCard paints it in the middle of the picture.
func (s *Screen) padCard(dst *image.RGBA, p *Pad) {
	u := s.unit
	const wide, bar = 660.0, 400.0
	high := 96 + 54*float64(len(p.Axes)) + 30*float64(len(p.Lines))
	left, top := float64(s.size.X)/2-wide/2*u, (float64(s.board.area.Min.Y)-high*u)/2
	s.brush.fill(dst, solid, box(left, top, wide*u, high*u, 14*u))
	s.letters.write(dst, s.letters.value, bright, left+30*u, top+42*u, s.letters.fit(s.letters.value, p.Name, (wide-60)*u))
	for i, a := range p.Axes {
		y, from := top+(66+54*float64(i))*u, left+130*u
		at := func(v float64) float64 { return from + (min(max(v, -1), 1)+1)/2*bar*u }
		s.letters.write(dst, s.letters.label, muted, left+30*u, y+22*u, a.Name)
		s.brush.fill(dst, faint, box(from, y+6*u, bar*u, 22*u, 4*u))
		if math.IsNaN(a.Raw) {
			s.letters.write(dst, s.letters.label, bright, from+14*u, y+22*u, "not known yet: move it")
			continue
		}
		s.brush.fill(dst, seen, box(at(a.Low), y+6*u, max(at(a.High)-at(a.Low), 1), 22*u, 0))
		s.brush.fill(dst, panel, box(at(a.Rest-a.Dead), y+6*u, at(a.Rest+a.Dead)-at(a.Rest-a.Dead), 22*u, 0))
		s.brush.fill(dst, command, box(at(a.Raw)-4*u, y, 8*u, 34*u, 4*u))
		s.letters.writeRight(dst, s.letters.value, bright, left+(wide-26)*u, y+25*u, a.Value)
	}
	for i, line := range p.Lines {
		s.letters.write(dst, s.letters.label, bright, left+30*u, top+(92+54*float64(len(p.Axes))+26*float64(i))*u, line)
	}
}
