package view

import (
	"fmt"
	"image"
	"math"

	"steersim/sim/loop"
)

// trail is the last ten seconds of the curvature that the driver asked for, over the road's own or somebody else's.
type trail struct {
	area   image.Rectangle
	unit   float64
	name   string   // of the other curve
	past   []moment // oldest first
	asked  []point
	actual []point
}

// moment is one sample of the curve.
type moment struct {
	tick         int64
	asked, other float64 // 1/m
}

// trailTicks is how far the curve reaches back.
const trailTicks = 1000

// radii are the scales of the curve, in metres: the largest whose arc is no milder than what is shown is taken.
var radii = [...]float64{300, 200, 150, 100, 70, 50, 40, 30, 20, 15, 10, 7, 5}

func (t *trail) add(s loop.Sample, beside *Beside) {
	t.name = "the road's"
	other := s.Lane.CurvaturePerM
	if beside != nil {
		t.name, other = beside.Name, beside.PerM
	}
	now := s.Obs.Tick
	if n := len(t.past); n > 0 && now <= t.past[n-1].tick {
		if now == t.past[n-1].tick {
			return
		}
		t.past = t.past[:0]
	}
	t.past = append(t.past, moment{now, s.Command.CurvaturePerM, other})
	gone := 0
	for now-t.past[gone].tick > trailTicks {
		gone++
	}
	if gone > 0 {
		t.past = t.past[:copy(t.past, t.past[gone:])]
	}
}

// knows says whether a tick was noted last.
func (t *trail) knows(tick int64) bool {
	return len(t.past) > 0 && t.past[len(t.past)-1].tick == tick
}

func (t *trail) paint(dst *image.RGBA, b *brush, l *letters, s loop.Sample) {
	u := t.unit
	b.fill(dst, card, boxOf(t.area, 10*u))
	left, right := float64(t.area.Min.X)+14*u, float64(t.area.Max.X)-14*u
	top, bottom := float64(t.area.Min.Y)+40*u, float64(t.area.Max.Y)-14*u
	middle := (top + bottom) / 2

	l.write(dst, l.label, command, left, top-14*u, "steering asked for")
	l.write(dst, l.label, muted, left+l.width(l.label, "steering asked for  "), top-14*u, t.name)
	radius := t.radius()
	l.writeRight(dst, l.label, muted, right, top-14*u, fmt.Sprintf("± 1/%g m", radius))
	b.fill(dst, faint, box(left, middle-0.75*u, right-left, 1.5*u, 0))
	for second := range 10 {
		x := right - float64(second)*(right-left)*100/trailTicks
		b.fill(dst, faint, box(x-0.5*u, middle-4*u, u, 8*u, 0))
	}

	now := s.Obs.Tick
	t.asked, t.actual = t.asked[:0], t.actual[:0]
	for _, m := range t.past {
		x := right - float64(now-m.tick)*(right-left)/trailTicks
		height := func(perM float64) float64 { // left turns rise
			return middle - min(max(perM*radius, -1), 1)*(bottom-top)/2
		}
		t.asked = append(t.asked, point{x, height(m.asked)})
		t.actual = append(t.actual, point{x, height(m.other)})
	}
	b.stroke(dst, muted, 2*u, t.actual)
	b.stroke(dst, command, 3*u, t.asked)
	if n := len(t.asked); n > 0 {
		b.fill(dst, command, disc(t.asked[n-1].x, t.asked[n-1].y, 5*u))
	}
}

// radius is of the arc that reaches the top of the curve.
func (t *trail) radius() float64 {
	most := 0.0
	for _, m := range t.past {
		most = max(most, math.Abs(m.asked), math.Abs(m.other))
	}
	for _, radius := range radii {
		if most*radius <= 1 {
			return radius
		}
	}
	return radii[len(radii)-1]
}
