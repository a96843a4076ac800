package camera

import "math"

// headlight is the light of the car's lamps on the ground, of 256, at a place in front of the camera: dipped, with the
// cut-off of driving on the right.
func (p *Painter) headlight(forwardM, rightM float64) int32 {
	const ahead = 0.3 // of the camera, where the light seems to come from
	forward := max(forwardM-ahead, 0.2)
	least := p.shades.sun // what the sky gives
	light := 0.0
	for _, lamp := range [...]float64{-0.65, 0.65} {
		right := rightM - p.config.Mount.LeftM - lamp
		angle := math.Atan2(right, forward)
		far := 46.0 + 30*smoothStep(angle/0.10+0.2) // the right edge reaches further
		spread := 0.8*math.Exp(-angle*angle/(2*0.26*0.26)) + 0.2*math.Exp(-angle*angle/(2*0.6*0.6))
		distance := math.Hypot(right, forward)
		near := 0.25 + 0.75*smoothStep(distance/8)
		light += spread * near * (1 - smoothStep((distance-0.35*far)/far)) / (1 + distance*distance/1600)
	}
	return max(least, min(least+int32(light*190), 256))
}

// smoothStep eases from 0 at 0 to 1 at 1.
func smoothStep(u float64) float64 {
	u = max(0, min(u, 1))
	return u * u * (3 - 2*u)
}
