package teaching

import (
	"fmt"
	"strconv"
	"strings"

	"steersim/camera"
)

// Crop is the part of pictures' height that is kept, as fractions from the top; zero: the usual one.
type Crop struct{ Top, Bottom float64 }

// String is the crop as it would be given.
func (c Crop) String() string {
	if c == (Crop{}) {
		return ""
	}
	return fmt.Sprintf("%g:%g", c.Top, c.Bottom)
}

// Set reads TOP:BOTTOM.
func (c *Crop) Set(text string) error {
	top, bottom, ok := strings.Cut(text, ":")
	var err1, err2 error
	c.Top, err1 = strconv.ParseFloat(top, 64)
	c.Bottom, err2 = strconv.ParseFloat(bottom, 64)
	if !ok || err1 != nil || err2 != nil || !(c.Top >= 0 && c.Top < c.Bottom && c.Bottom <= 1) {
		return fmt.Errorf("%q is no crop, want TOP:BOTTOM with 0 <= TOP < BOTTOM <= 1, as 0.375:0.84375", text)
	}
	return nil
}

// Of lays the crop over a preparation.
func (c Crop) Of(p camera.PrepareConfig) camera.PrepareConfig {
	if c != (Crop{}) {
		p.Top, p.Bottom = c.Top, c.Bottom
	}
	return p
}
