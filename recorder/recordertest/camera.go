package recordertest

import (
	"image"
	"math"

	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// Camera paints a slanting pattern that moves with the car. It may be used by several goroutines.
type Camera struct {
	Px    image.Point
	Shift int // tells cameras apart
}

// Size is of loop.Camera.
func (c Camera) Size() image.Point { return c.Px }

// Render is of loop.Camera.
func (c Camera) Render(dst *image.RGBA, s sim.State) {
	move := int(s.XM*4) + c.Shift
	for y := range c.Px.Y {
		row := dst.Pix[y*dst.Stride:][:4*c.Px.X]
		for x := range c.Px.X {
			v := uint8((x + y/2 + move) * 3)
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = v, 128, 255-v, 255
		}
	}
}

// Cameras are three that see different things.
func Cameras(px image.Point) recorder.Cameras {
	return recorder.Cameras{Camera{px, 0}, Camera{px, 20}, Camera{px, -20}}
}

// Sample is control tick number i of a car that goes on in gentle waves at 10 m/s.
func Sample(i int) loop.Sample {
	tick := int64(i) * sim.ControlTicks
	t := float64(tick) * sim.TickS
	k := 0.02 * math.Sin(t)
	truth := sim.State{Tick: tick, XM: 10 * t, YM: math.Sin(t), SpeedMPS: 10, SteerRad: 2.6 * k, YawRateRadPS: 10 * k}
	return loop.Sample{
		Obs:     loop.Observation{Tick: tick, SpeedMPS: 10},
		Truth:   truth,
		Lane:    track.Position{SM: 10 * t, OffsetM: 0.1 * math.Cos(t), CurvaturePerM: k},
		Command: sim.Command{CurvaturePerM: k},
	}
}
