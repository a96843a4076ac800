package camera

import (
	"math"

	"steersim/camera/scene"
)

// tone is a film: linear light, the upper 13 bits of a lane, in; a byte of the picture out.
type tone [1 << 13]uint8

// newTone bends light like film does: shadows straight, highlights ever slower; then sRGB. offset is light that does not count.
func newTone(f *scene.Film, offset float64) *tone {
	var t tone
	for i := range t {
		light := max(0, (float64(i)+0.5)*256/laneUnit-offset)
		v := 1 - math.Exp(-1.12*light)
		v = srgb(v)
		v = v + (f.Contrast-1)*2*(v-0.42)*v*(1-v)*2
		t[i] = uint8(max(0, min(v*255+0.5, 255)))
	}
	return &t
}

// srgb is the transfer function of IEC 61966-2-1.
func srgb(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}
