package view

import (
	"image"
	"image/color"
	"math"

	"steersim/camera"
)

// ChaseMount is a camera that follows the car, behind it and above. It stands still beside the car, so the car's picture does.
func ChaseMount() camera.Mount {
	return camera.Mount{ForwardM: -7.2, HeightM: 3.0, PitchRad: 0.20, FieldOfViewRad: 52 * math.Pi / 180}
}

// The car's body, in metres from its centre of mass: a saloon of the size of the simulated one.
const (
	carTailM, carNoseM = -2.1, 2.4
	carSideM           = 0.88
	sillM, beltM       = 0.28, 0.92
	roofM, roofSideM   = 1.42, 0.66
	rearWindowM        = -1.35 // where it begins at the belt
	roofTailM          = -0.75
	roofNoseM          = 0.45
	windscreenM        = 1.15
	axleRearM          = -1.42
	axleFrontM         = 1.16
	wheelM             = 0.32 // radius
)

var (
	paintTop  = color.RGBA{38, 92, 150, 255}
	paintBack = color.RGBA{24, 62, 108, 255}
	paintRoof = color.RGBA{50, 112, 176, 255}
	glass     = color.RGBA{14, 20, 28, 255}
	rubber    = color.RGBA{16, 16, 18, 255}
	lamp      = color.RGBA{120, 18, 16, 255}
	lampOn    = color.RGBA{255, 60, 44, 255}
)

// Car paints the car as ChaseMount's camera has it, over its picture, whose size is FrameSize.
func (s *Screen) Car(dst *image.RGBA, steerRad float64, braking bool) {
	size := s.FrameSize()
	mount := ChaseMount()
	at := func(forward, left, up float64) point {
		x, y, _ := mount.Project(size, forward, left, up)
		return point{x, y}
	}
	// across is a shape that is the same on both sides: two corners on the left and theirs on the right.
	across := func(c color.RGBA, f1, l1, u1, f2, l2, u2 float64) {
		s.brush.fill(dst, c, []point{at(f1, l1, u1), at(f1, -l1, u1), at(f2, -l2, u2), at(f2, l2, u2)})
	}
	for _, grown := range []float64{0.35, 0.2, 0.05} { // soft at its edge
		across(color.RGBA{A: 32}, carTailM-grown, carSideM+grown, 0, carNoseM+grown, carSideM+grown, 0)
	}
	for _, left := range []float64{1, -1} {
		sin, cos := math.Sincos(steerRad)
		var front, rear []point
		for i := range 24 {
			up, along := math.Sincos(2 * math.Pi * float64(i) / 24)
			front = append(front, at(axleFrontM+wheelM*along*cos, left*(carSideM-0.08)+wheelM*along*sin, wheelM+wheelM*up))
		}
		for _, c := range [][2]float64{{carSideM + 0.02, 0}, {carSideM - 0.22, 0}, {carSideM - 0.22, 2 * wheelM}, {carSideM + 0.02, 2 * wheelM}} {
			rear = append(rear, at(axleRearM-wheelM, left*c[0], c[1]))
		}
		s.brush.fill(dst, rubber, front)
		s.brush.fill(dst, rubber, rear)
	}
	across(paintTop, carNoseM, carSideM-0.1, beltM-0.12, windscreenM, carSideM-0.04, beltM) // bonnet
	across(glass, windscreenM, carSideM-0.1, beltM, roofNoseM, roofSideM, roofM)
	across(paintRoof, roofNoseM, roofSideM, roofM, roofTailM, roofSideM, roofM)
	across(paintTop, windscreenM, carSideM, beltM, rearWindowM, carSideM, beltM)
	across(paintBack, rearWindowM, carSideM-0.02, beltM, roofTailM, roofSideM+0.03, roofM) // pillars
	across(glass, rearWindowM, carSideM-0.14, beltM+0.02, roofTailM, roofSideM-0.06, roofM-0.03)
	across(paintRoof, roofTailM, roofSideM, roofM, roofNoseM, roofSideM-0.02, roofM)
	across(paintTop, rearWindowM, carSideM, beltM, carTailM, carSideM-0.02, beltM-0.03) // boot
	across(paintBack, carTailM, carSideM-0.02, beltM-0.03, carTailM, carSideM-0.04, sillM)
	light := lamp
	if braking {
		light = lampOn
	}
	for _, left := range []float64{1, -1} {
		s.brush.fill(dst, light, []point{at(carTailM, left*(carSideM-0.06), beltM-0.10), at(carTailM, left*0.45, beltM-0.10),
			at(carTailM, left*0.45, beltM-0.26), at(carTailM, left*(carSideM-0.06), beltM-0.26)})
	}
	across(bright, carTailM, 0.26, 0.62, carTailM, 0.26, 0.50) // number plate
	across(rubber, carTailM, carSideM-0.04, sillM+0.08, carTailM, carSideM-0.06, sillM)
}
