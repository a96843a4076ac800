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
