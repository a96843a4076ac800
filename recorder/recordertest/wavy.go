package recordertest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/track"
)

// Plan says which drives Wavy makes up.
type Plan struct {
	Drives  int
	Records int // a drive
	Size    image.Point
	Seed    uint64
}

// The made-up road: a closed one that swings as a sine with the arc length.
const (
	wavyLengthM  = 400.0
	wavyPeriodM  = 50.0
	wavySpeedMPS = 10.0
	wavyPerM     = 0.05 // largest curvature
	wavyOffsetM  = 0.4  // largest offset from the lane's centre
	cameraSideM  = 1.0  // of the left and the right camera
)

// Wavy is a log whose pictures show what is to be learnt: a bright line on a dark road leans with the curvature, and its
// foot is to the right by as much as the camera is to the left of the lane. The label leads back to the lane, as an
// expert's would: k = k_lane(s) - 0.02/m * offset/m. Records are 0.1 s apart; drives start at places drawn from the seed.
func Wavy(p Plan) *Memory {
	m := &Memory{}
	rng := sim.Rand(p.Seed, sim.StreamStart)
	frame := image.NewRGBA(image.Rectangle{Max: p.Size})
	for n := range p.Drives {
		d := recorder.Drive{Number: n, Road: "wavy", Scene: "plain", Seed: p.Seed, Vehicle: "none", Version: "test", Lane: track.Lane{WidthM: 3.5, CentreM: -1.75}}
		_ = m.Begin(d) // cannot fail: the numbers count up
		start, phase := rng.Float64()*wavyLengthM, rng.Float64()*2*math.Pi
		for i := range p.Records {
			r := recorder.Record{Info: wavyInfo(d, i, start, phase)}
			for v := range recorder.Views {
				r.JPEG[v] = paintLine(frame, r.Truth, v)
			}
			_ = m.Write(r)
		}
	}
	return m
}

func wavyInfo(d recorder.Drive, i int, start, phase float64) recorder.Info {
	t := float64(i) / 10
	s := math.Mod(start+wavySpeedMPS*t, wavyLengthM)
	lane := wavyPerM * math.Sin(2*math.Pi*s/wavyPeriodM)
	offset := wavyOffsetM * math.Sin(t+phase)
	k := lane - 0.02*offset
	state := sim.State{Tick: int64(i) * sim.ControlTicks * 2, XM: s, YM: offset, SpeedMPS: wavySpeedMPS, SteerRad: math.Atan(2.6 * k)}
	return recorder.Info{
		Drive: d.Number, Road: d.Road, Scene: d.Scene, Seed: d.Seed,
		TimeS: t, SpeedMPS: wavySpeedMPS, SteerRad: state.SteerRad, CurvaturePerM: k,
		Truth: recorder.Truth{Known: true, State: state, SM: s, OffsetM: offset, LaneCurvaturePerM: lane},
	}
}

// paintLine draws the lower two thirds as road; the line's foot shows the offset, its lean the curvature.
func paintLine(frame *image.RGBA, t recorder.Truth, v recorder.View) []byte {
	w, h := frame.Rect.Dx(), frame.Rect.Dy()
	side := t.OffsetM // of the camera, to the left of the lane's centre
	switch v {
	case recorder.Left:
		side += cameraSideM
	case recorder.Right:
		side -= cameraSideM
	}
	foot := float64(w) / 2 * (1 + side/3)
	horizon := h / 3
	for y := range h {
		up := float64(h-1-y) / float64(h-horizon) // 0 at the foot, 1 at the horizon
		middle := foot + (float64(w)/2-foot)*up - float64(w)*4*t.LaneCurvaturePerM*up*up
		for x := range w {
			c := color.RGBA{70, 80, 70, 255}
			switch {
			case y < horizon:
				c = color.RGBA{140, 170, 220, 255}
			case math.Abs(float64(x)+0.5-middle) < float64(w)*(0.04-0.03*up):
				c = color.RGBA{240, 240, 230, 255}
			}
			frame.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, frame, &jpeg.Options{Quality: 92}) // a buffer takes all, and Size is not that large
	return b.Bytes()
}
