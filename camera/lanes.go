package camera

// Light is counted in linear units, three colours in one word: red, green and blue are lanes of 21 bits, and one is 1 << 19
// in its lane. So one multiplication scales all three, and a lane holds up to almost 4. Factors have 8 bits: 256 is one.
type lanes = uint64

const (
	laneBits = 21
	lanesOne = 1<<0 | 1<<laneBits | 1<<(2*laneBits) // a 1 in every lane
	top13    = 0x1fff * lanesOne                    // of a lane shifted down by 8
	laneUnit = 1 << 19
	laneMost = 1<<21 - 1<<14 // leaves room for noise
)

// rgb is a colour in linear light.
type rgb [3]float64

func (a rgb) times(b rgb) rgb            { return rgb{a[0] * b[0], a[1] * b[1], a[2] * b[2]} }
func (a rgb) plus(b rgb) rgb             { return rgb{a[0] + b[0], a[1] + b[1], a[2] + b[2]} }
func (a rgb) scaled(f float64) rgb       { return rgb{a[0] * f, a[1] * f, a[2] * f} }
func (a rgb) mean() float64              { return (a[0] + a[1] + a[2]) / 3 }
func (a rgb) mixed(b rgb, f float64) rgb { return a.scaled(1 - f).plus(b.scaled(f)) }
func grey(v float64) rgb                 { return rgb{v, v, v} }

// exposed is the light as it falls on the film. Saturation is linear too, so it may come before light is mixed.
func (f *film) exposed(c rgb) rgb {
	bright := 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	for k := range c {
		c[k] = max(0, bright+f.saturation*(c[k]-bright)) * f.exposure
	}
	return c
}

// packed makes lanes of a colour, in the given unit.
func (a rgb) packed(unit float64) lanes {
	lane := func(v float64) lanes { return lanes(max(0, min(v*unit+0.5, laneMost))) }
	return lane(a[0]) | lane(a[1])<<laneBits | lane(a[2])<<(2*laneBits)
}

// dimmed is c times m/256, for m from 0 to 256.
func dimmed(c lanes, m uint64) lanes { return (c >> 8 & top13) * m }

// blended is a where w is 0 and b where w is 256.
func blended(a, b lanes, w uint64) lanes { return (a>>8&top13)*(256-w) + (b>>8&top13)*w }
