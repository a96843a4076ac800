package scene

// Film is how light becomes a picture.
type Film struct {
	Exposure, Contrast float64
	Saturation         float64
	NoiseSD            float64 // in linear light; the painter takes no more than 0.005
	Specks             []Speck // on the lens
}

// Speck is dirt or a drop on the lens: a soft disc that takes light away and scatters some. Places are shares of the picture's
// width from its middle.
type Speck struct {
	Right, Down, Radius float64
	Dark                float64 // share of the light that it takes
	Veil                float64 // share of the scene's mean light that it adds
}

// Exposed is the light as it falls on the film. Saturation is linear too, so it may come before light is mixed.
func (f *Film) Exposed(c RGB) RGB {
	bright := 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	for k := range c {
		c[k] = max(0, bright+f.Saturation*(c[k]-bright)) * f.Exposure
	}
	return c
}
