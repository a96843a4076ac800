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
	plan                plan
	road, scene, driver string
	laneM               float64
}

// plan is where things stand on a dashboard, from its left end.
type plan struct {
	wide    float64 // of the whole
	speed   float64 // right end of the figure
	wheel   float64 // middle
	offset  float64 // middle of the bar
	perM    float64 // of the bar
	columns [3]struct{ x, width float64 }
}

// The dashboards of pictures that are 16:9 or the like, and of narrower ones, whose letters would be small otherwise.
var (
	widePlan   = plan{1280, 142, 272, 480, 66, [3]struct{ x, width float64 }{{668, 220}, {908, 170}, {1098, 166}}}
	narrowPlan = plan{1000, 126, 224, 392, 56, [3]struct{ x, width float64 }{{530, 176}, {722, 136}, {870, 122}}}
)

// planFor is the dashboard of a picture.
func planFor(size image.Point) plan {
	const narrow = 1.5
	if float64(size.X)/float64(size.Y) < narrow {
		return narrowPlan
	}
	return widePlan
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

	l.writeRight(dst, l.speed, bright, b.plan.speed*u, top+79*u, fmt.Sprintf("%.0f", math.Abs(s.Truth.SpeedMPS)*3.6))
	l.write(dst, l.label, muted, (b.plan.speed+8)*u, top+79*u, "km/h")
	b.wheel(dst, brush, point{b.plan.wheel * u, top + 57*u}, s.Truth.SteerRad)
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
		l.write(dst, l.label, muted, (b.plan.speed+8)*u, top+57*u, map[bool]string{true: "cruise", false: ""}[laps.Cruise])
	}
	for _, f := range []struct {
		column       int
		row          float64
		ink          color.RGBA
		label, value string
	}{
		{0, 0, bright, "road", b.road},
		{1, 0, bright, "scene", b.scene},
		{2, 0, bright, "driver", b.driver},
		{0, 1, bright, "driven", fmt.Sprintf("%.2f km · %d:%02d", score.DistanceM/1000, clock/60, clock%60)},
		{1, 1, bright, labels[0], values[0]},
		{2, 1, trouble, labels[1], values[1]},
	} {
		y := top + (24+49*f.row)*u
		c := b.plan.columns[f.column]
		l.write(dst, l.label, muted, c.x*u, y, f.label)
		l.write(dst, l.value, f.ink, c.x*u, y+23*u, l.fit(l.value, f.value, c.width*u))
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
	centre, perM := b.plan.offset*u, b.plan.perM*u
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
