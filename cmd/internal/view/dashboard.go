package view

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/sim/loop"
)

// dashboard is the strip below the car's view: speed, steering wheel, place in the lane, names and score.
type dashboard struct {
	area                image.Rectangle
	unit                float64
	road, scene, driver string
	laneM               float64
}

const (
	wheelRatio    = 15  // turns of a steering wheel for one of the road wheels, as in a usual car
	wheelMostTurn = 1.4 // turns
	interventionM = 1.0 // off the lane's centre, as NVIDIA counts
	barReachM     = 2   // shown to each side of the lane's centre
)

func (b *dashboard) paint(dst *image.RGBA, brush *brush, l *letters, s loop.Sample, score Score) {
	u, top := b.unit, float64(b.area.Min.Y)
	draw.Draw(dst, b.area, image.NewUniform(panel), image.Point{}, draw.Src)
	brush.fill(dst, faint, box(0, top, float64(b.area.Dx()), 2*u, 0))

	l.writeRight(dst, l.speed, bright, 142*u, top+79*u, fmt.Sprintf("%.0f", math.Abs(s.Truth.SpeedMPS)*3.6))
	l.write(dst, l.label, muted, 150*u, top+79*u, "km/h")
	b.wheel(dst, brush, point{272 * u, top + 57*u}, s.Truth.SteerRad)
	b.offset(dst, brush, l, s.Lane.OffsetM)

	clock := int(seconds(s.Obs.Tick))
	trouble := bright
	if score.Interventions > 0 {
		trouble = alarm
	}
	labels := [2]string{"autonomy", "interventions"}
	values := [2]string{fmt.Sprintf("%.1f %%", score.AutonomyPct), fmt.Sprint(score.Interventions)}
	if laps := score.Laps; laps != nil {
		trouble = bright
		labels = [2]string{fmt.Sprintf("lap %d", laps.Count+1), "last lap"}
		values = [2]string{lapTime(laps.NowS), "–"}
		if laps.LastS > 0 {
			values[1] = lapTime(laps.LastS)
		}
		l.write(dst, l.label, muted, 150*u, top+57*u, map[bool]string{true: "cruise", false: ""}[laps.Cruise])
	}
	for _, f := range []struct {
		x, row, width float64
		ink           color.RGBA
		label, value  string
	}{
		{668, 0, 220, bright, "road", b.road},
		{908, 0, 170, bright, "scene", b.scene},
		{1098, 0, 166, bright, "driver", b.driver},
		{668, 1, 220, bright, "driven", fmt.Sprintf("%.2f km · %d:%02d", score.DistanceM/1000, clock/60, clock%60)},
		{908, 1, 170, bright, labels[0], values[0]},
		{1098, 1, 166, trouble, labels[1], values[1]},
	} {
		y := top + (24+49*f.row)*u
		l.write(dst, l.label, muted, f.x*u, y, f.label)
		l.write(dst, l.value, f.ink, f.x*u, y+23*u, l.fit(l.value, f.value, f.width*u))
	}
}

func lapTime(s float64) string { return fmt.Sprintf("%d:%04.1f", int(s)/60, s-60*float64(int(s)/60)) }

// wheel paints a steering wheel that is turned as a car's would be; the mark on top stands straight up going straight.
func (b *dashboard) wheel(dst *image.RGBA, brush *brush, at point, steerRad float64) {
	u := b.unit
	turn := min(max(wheelRatio*steerRad, -2*math.Pi*wheelMostTurn), 2*math.Pi*wheelMostTurn)
	brush.fill(dst, bright, disc(at.x, at.y, 42*u), hole(at.x, at.y, 35*u))
	ray := func(angle, from, to, width float64, c color.RGBA) {
		sin, cos := math.Sincos(angle + turn) // counter-clockwise, as the car turns; y runs down
		brush.stroke(dst, c, width*u, []point{{at.x + from*u*cos, at.y - from*u*sin}, {at.x + to*u*cos, at.y - to*u*sin}})
	}
	for _, angle := range []float64{0, math.Pi, -math.Pi / 2} {
		ray(angle, 0, 37, 6, bright)
	}
	brush.fill(dst, bright, disc(at.x, at.y, 9*u))
	ray(math.Pi/2, 34, 43, 9, command)
}

// offset paints the place in the lane: the lane's borders, the limits of an intervention, and the car.
func (b *dashboard) offset(dst *image.RGBA, brush *brush, l *letters, offsetM float64) {
	u, top := b.unit, float64(b.area.Min.Y)
	centre, perM := 480*u, 66*u
	at := func(toTheLeftM float64) float64 { return centre - toTheLeftM*perM } // left is left
	y, h := top+52*u, 18*u

	l.write(dst, l.label, muted, at(barReachM), top+24*u, "off the lane's centre")
	brush.fill(dst, faint, box(at(barReachM), y, 2*barReachM*perM, h, 4*u))
	brush.fill(dst, seen, box(at(interventionM), y, 2*interventionM*perM, h, 0))
	for _, border := range []float64{b.laneM / 2, -b.laneM / 2} {
		brush.fill(dst, bright, box(at(border)-1.5*u, y-4*u, 3*u, h+8*u, 0))
	}
	brush.fill(dst, muted, box(centre-u, y, 2*u, h, 0))

	ink := car
	if math.Abs(offsetM) > interventionM {
		ink = alarm
	}
	x := at(min(max(offsetM, -barReachM), barReachM))
	brush.fill(dst, ink, box(x-6*u, y-6*u, 12*u, h+12*u, 5*u))
	side := "left"
	if offsetM < 0 {
		side = "right"
	}
	text := fmt.Sprintf("%.2f m %s", math.Abs(offsetM), side)
	l.write(dst, l.value, ink, centre-l.width(l.value, text)/2, top+98*u, text)
}
