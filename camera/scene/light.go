package scene

import "math"

// Light is what falls on the ground.
type Light struct {
	SunAzimuthRad, SunHeightRad float64 // counter-clockwise from x; above the horizon
	Sun, Sky                    RGB     // from the sun and from all around
	Shadow                      float64 // share of the sun that a shadow takes
	Headlights                  bool    // the car's lamps shine, and take the sun's place
	Lamps                       bool    // windows and street lamps are lit
}

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
