package scene

import "math"

// Full is the light on open ground.
func (l *Light) Full() RGB { return l.Sun.Plus(l.Sky) }

// Upright is the sun's light on a vertical face that is turned to it.
func (l *Light) Upright() RGB {
	return l.Sun.Scaled(max(0.4, min(0.8/math.Tan(max(l.SunHeightRad, 0.1)), 1.6)))
}

// Darkest is the light in a full shadow, as a share of full light.
func (l *Light) Darkest() float64 {
	full := l.Full().Mean()
	if full <= 0 {
		return 1
	}
	return (full - l.Shadow*l.Sun.Mean()) / full
}

// ShadowTint is what the sky's light in a shadow has beyond a grey share of full light.
func (l *Light) ShadowTint() (tint RGB) {
	full, dark := l.Full(), l.Darkest()
	for k := range tint {
		in := full[k] - l.Shadow*l.Sun[k]
		tint[k] = max(0, in-dark*full[k]) / max(1-dark, 0.05)
	}
	return tint
}

// Exposed is the light as it falls on the film. Saturation is linear too, so it may come before light is mixed.
func (f *Film) Exposed(c RGB) RGB {
	bright := 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	for k := range c {
		c[k] = max(0, bright+f.Saturation*(c[k]-bright)) * f.Exposure
	}
	return c
}
