package camera

import "math"

// headlight is the light of the car's lamps on the ground, of 256, at a place in front of the camera: dipped, with the
// cut-off of driving on the right.
func (p *Painter) headlight(forwardM, rightM float64) int32 {
	const ahead = 1.3 // of the camera, where the lamps are
	forward := forwardM - ahead
	least := p.shades.sun // what the sky gives
	if forward < 0.3 {
		return least
	}
	light := 0.0
	for _, lamp := range [...]float64{-0.65, 0.65} {
		right := rightM + p.config.Mount.leftOf() - lamp
		angle := math.Atan2(right, forward)
		far := 38.0 + 26*smoothStep(angle/0.10+0.2) // the right lamp edge reaches further
		spread := math.Exp(-angle * angle / (2 * 0.30 * 0.30))
		distance := math.Hypot(right, forward)
		near := smoothStep((distance - 1) / 5)
		light += spread * near * (1 - smoothStep((distance-0.35*far)/far)) / (1 + distance*distance/900)
	}
	return max(least, min(least+int32(light*170), 256))
}

func (m Mount) leftOf() float64 { return -m.LeftM }

// smoothStep eases from 0 at 0 to 1 at 1.
func smoothStep(u float64) float64 {
	u = max(0, min(u, 1))
	return u * u * (3 - 2*u)
}
