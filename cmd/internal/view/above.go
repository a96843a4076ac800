package view

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// What the view from above shows: the car drives up the picture, as a person who steers it would hold a map.
const (
	aboveHighM  = 64.0 // of the picture
	aboveAheadM = 0.62 // share of it that lies ahead of the car
	aboveStepM  = 1.0
	aboveTrailS = 20
)

var (
	meadow = color.RGBA{58, 82, 48, 255}
	tarmac = color.RGBA{74, 76, 80, 255}
	lane   = color.RGBA{88, 92, 98, 255}
)

// above is the road around the car, seen from the sky.
type above struct {
	road *track.Road
	past []sim.State // control ticks, oldest first
}

// note keeps where the car was.
func (a *above) note(s sim.State) {
	if n := len(a.past); n > 0 && s.Tick <= a.past[n-1].Tick {
		if s.Tick == a.past[n-1].Tick {
			return
		}
		a.past = a.past[:0]
	}
	a.past = append(a.past, s)
	if most := aboveTrailS * sim.ControlHz; len(a.past) > most {
		a.past = a.past[:copy(a.past, a.past[len(a.past)-most:])]
	}
}

// Above paints the view from above on a frame of FrameSize, in the place of the car's camera; with maps the layers' maps will
// cover its lower part.
func (s *Screen) Above(dst *image.RGBA, sample loop.Sample, maps bool) {
	truth := sample.Truth
	perM := float64(dst.Rect.Dy()) / aboveHighM
	free := float64(dst.Rect.Dy())
	if maps {
		free -= mapsHigh * s.unit
	}
	middle := point{float64(dst.Rect.Dx()) / 2, free * aboveAheadM}
	sin, cos := math.Sincos(truth.HeadingRad)
	at := func(x, y float64) point {
		dx, dy := x-truth.XM, y-truth.YM
		return point{middle.x + (dx*sin-dy*cos)*perM, middle.y - (dx*cos+dy*sin)*perM}
	}
	draw.Draw(dst, dst.Rect, image.NewUniform(meadow), image.Point{}, draw.Src)
	reach := math.Hypot(middle.x, float64(dst.Rect.Dy()))/perM + 10
	road := s.above.road
	beside := func(sM, leftM float64) point {
		p := road.Centre(sM)
		sin, cos := math.Sincos(p.HeadingRad)
		return at(p.XM-leftM*sin, p.YM+leftM*cos)
	}
	from, to := sample.Lane.SM-reach, sample.Lane.SM+reach
	strip := func(c color.RGBA, rightM, leftM func(s float64) float64) {
		for piece := from; piece < to; piece += 16 * aboveStepM {
			var outline, back []point
			for i := range 18 { // overlapping by one: no seam
				p := piece + float64(i)*aboveStepM
				outline = append(outline, beside(p, leftM(p)))
				back = append(back, beside(p, -rightM(p)))
			}
			for i := len(back) - 1; i >= 0; i-- {
				outline = append(outline, back[i])
			}
			s.brush.fill(dst, c, outline)
		}
	}
	tarmacM := func(side int) func(float64) float64 {
		return func(p float64) float64 {
			right, left := road.Tarmac(p)
			return [...]float64{right, left}[side]
		}
	}
	strip(tarmac, tarmacM(0), tarmacM(1))
	laneLeft, laneRight := road.Lane.CentreM+road.Lane.WidthM/2, road.Lane.CentreM-road.Lane.WidthM/2
	strip(lane, func(float64) float64 { return -laneRight }, func(float64) float64 { return laneLeft })
	line := func(leftM, dashM, gapM float64) {
		for p := from - math.Mod(from, dashM+gapM); p < to; p += dashM + gapM {
			var points []point
			for q := 0.0; q <= dashM; q += dashM / 4 {
				points = append(points, beside(p+q, leftM))
			}
			s.brush.stroke(dst, bright, max(0.13*perM, 1.5), points)
		}
	}
	line(laneLeft, 4, 8)
	line(laneRight, 12, 0)
	var trail []point
	for _, p := range s.above.past {
		if q := at(p.XM, p.YM); len(trail) == 0 || math.Hypot(q.x-trail[len(trail)-1].x, q.y-trail[len(trail)-1].y) > 3 {
			trail = append(trail, q)
		}
	}
	s.brush.stroke(dst, car, max(0.18*perM, 2), trail)
	s.fromAbove(dst, middle, perM, truth.SteerRad)
	s.scaleBar(dst, perM)
}

// fromAbove paints the car, nose up.
func (s *Screen) fromAbove(dst *image.RGBA, middle point, perM, steerRad float64) {
	at := func(forward, left float64) point { return point{middle.x - left*perM, middle.y - forward*perM} }
	for _, axle := range []struct{ at, turn float64 }{{axleFrontM, steerRad}, {axleRearM, 0}} {
		for _, left := range []float64{0.80, -0.80} {
			sin, cos := math.Sincos(axle.turn)
			corner := func(f, l float64) point { return at(axle.at+f*cos-l*sin, left+f*sin+l*cos) }
			s.brush.fill(dst, rubber, []point{corner(0.34, 0.13), corner(-0.34, 0.13), corner(-0.34, -0.13), corner(0.34, -0.13)})
		}
	}
	nose, tail := at(carNoseM, carSideM-0.06), at(carTailM, -(carSideM-0.06))
	s.brush.fill(dst, paintTop, box(nose.x, nose.y, tail.x-nose.x, tail.y-nose.y, 0.4*perM))
	quad := func(c color.RGBA, f1, l1, f2, l2 float64) {
		s.brush.fill(dst, c, []point{at(f1, l1), at(f1, -l1), at(f2, -l2), at(f2, l2)})
	}
	quad(glass, windscreenM, 0.68, roofNoseM, 0.58)
	quad(paintRoof, roofNoseM, 0.60, roofTailM, 0.60)
	quad(glass, roofTailM, 0.58, rearWindowM, 0.66)
}

// scaleBar says how long ten metres are.
func (s *Screen) scaleBar(dst *image.RGBA, perM float64) {
	const lengthM = 10
	u := s.unit
	x, y := float64(s.roadMap.area.Max.X)-lengthM*perM-8*u, float64(s.roadMap.area.Max.Y)+24*u
	s.brush.fill(dst, bright, box(x, y, lengthM*perM, 3*u, 0), box(x, y-6*u, 2*u, 15*u, 0), box(x+lengthM*perM-2*u, y-6*u, 2*u, 15*u, 0))
	s.letters.write(dst, s.letters.label, bright, x+8*u, y-8*u, fmt.Sprintf("%d m", lengthM))
}
