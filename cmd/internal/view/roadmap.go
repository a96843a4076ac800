package view

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/sim/loop"
	"steersim/sim/track"
)

// roadMap is the whole road seen from above, north up, painted once, and the car on it.
type roadMap struct {
	area           image.Rectangle
	picture        *image.RGBA
	unit, pxPerM   float64
	centreX, westM float64 // a place on the paper and the same on the land
	centreY, topM  float64
}

// mapPoints is how many points of the road the map is drawn through.
const mapPoints = 1500

func newRoadMap(b *brush, road *track.Road, area image.Rectangle, unit float64, glass, ink color.RGBA) roadMap {
	m := roadMap{area: area, unit: unit, picture: image.NewRGBA(area)}
	lowX, lowY, highX, highY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	places := make([]track.Point, mapPoints+1)
	for i := range places {
		places[i] = road.Centre(road.LengthM() * float64(i%mapPoints) / mapPoints)
		lowX, highX = min(lowX, places[i].XM), max(highX, places[i].XM)
		lowY, highY = min(lowY, places[i].YM), max(highY, places[i].YM)
	}
	room := func(px int) float64 { return float64(px) - 44*unit }
	m.pxPerM = min(room(area.Dx())/max(highX-lowX, 1), room(area.Dy())/max(highY-lowY, 1))
	m.westM, m.topM = (lowX+highX)/2, (lowY+highY)/2
	m.centreX, m.centreY = float64(area.Min.X+area.Max.X)/2, float64(area.Min.Y+area.Max.Y)/2

	b.fill(m.picture, glass, boxOf(area, 10*unit))
	line := make([]point, len(places))
	for i, p := range places {
		line[i] = m.at(p.XM, p.YM)
	}
	b.stroke(m.picture, ink, 4*unit, line)
	start := places[0]
	sin, cos := math.Sincos(start.HeadingRad)
	x, y := line[0].x, line[0].y
	b.stroke(m.picture, ink, 3*unit, []point{{x - 9*unit*sin, y - 9*unit*cos}, {x + 9*unit*sin, y + 9*unit*cos}})
	return m
}

// at is where a place on the land lies on the paper.
func (m *roadMap) at(xM, yM float64) point {
	return point{m.centreX + (xM-m.westM)*m.pxPerM, m.centreY - (yM-m.topM)*m.pxPerM}
}

func (m *roadMap) paint(dst *image.RGBA, b *brush, s loop.Sample) {
	draw.Draw(dst, m.area, m.picture, m.area.Min, draw.Over)
	p, u := m.at(s.Truth.XM, s.Truth.YM), m.unit
	sin, cos := math.Sincos(s.Truth.HeadingRad)
	ahead := func(forward, left float64) point {
		return point{p.x + u*(forward*cos-left*sin), p.y - u*(forward*sin+left*cos)}
	}
	b.fill(dst, panel, []point{ahead(17, 0), ahead(-12, 11), ahead(-7, 0), ahead(-12, -11)})
	b.fill(dst, car, []point{ahead(13, 0), ahead(-9, 8), ahead(-5, 0), ahead(-9, -8)})
}
