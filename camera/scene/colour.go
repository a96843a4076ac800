package scene

// RGB is a colour in linear light.
type RGB [3]float64

// Times is the light that a surface of colour b throws back of a.
func (a RGB) Times(b RGB) RGB { return RGB{a[0] * b[0], a[1] * b[1], a[2] * b[2]} }

// Plus is both lights together.
func (a RGB) Plus(b RGB) RGB { return RGB{a[0] + b[0], a[1] + b[1], a[2] + b[2]} }

// Scaled is f times the light.
func (a RGB) Scaled(f float64) RGB { return RGB{a[0] * f, a[1] * f, a[2] * f} }

// Mixed is a where f is 0 and b where f is 1.
func (a RGB) Mixed(b RGB, f float64) RGB { return a.Scaled(1 - f).Plus(b.Scaled(f)) }

// Mean is the mean of the channels.
func (a RGB) Mean() float64 { return (a[0] + a[1] + a[2]) / 3 }

func grey(v float64) RGB { return RGB{v, v, v} }

// Grain is what a surface is made of: three colours, which add up, each laid out by a texture of another scale. Fine is
// millimetres to centimetres, middle is metres, broad is tens of metres; a road's broad one is its wheel tracks.
type Grain struct{ Fine, Middle, Broad RGB }

func (g Grain) scaled(f float64) Grain {
	return Grain{g.Fine.Scaled(f), g.Middle.Scaled(f), g.Broad.Scaled(f)}
}

func (g Grain) covered(by Grain, share float64) Grain {
	return Grain{g.Fine.Mixed(by.Fine, share), g.Middle.Mixed(by.Middle, share), g.Broad.Mixed(by.Broad, share)}
}
