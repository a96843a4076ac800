package foreign

import (
	"fmt"
	"image"
	"strconv"
	"strings"
)

// Crop is what is cut off a frame at its top and at its bottom: rows, or shares of its height where it is below 1.
type Crop struct{ Top, Bottom float64 }

// ParseCrop reads TOP:BOTTOM.
func ParseCrop(text string) (Crop, error) {
	top, bottom, ok := strings.Cut(text, ":")
	t, err1 := strconv.ParseFloat(top, 64)
	b, err2 := strconv.ParseFloat(bottom, 64)
	c := Crop{t, b}
	if !ok || err1 != nil || err2 != nil || !c.sound() {
		return Crop{}, fmt.Errorf("%w: crop %q, want TOP:BOTTOM, what is cut off there: whole rows, or shares of the height below 1", ErrPilot, text)
	}
	return c, nil
}

// String is what ParseCrop reads.
func (c Crop) String() string { return fmt.Sprintf("%g:%g", c.Top, c.Bottom) }

func (c Crop) sound() bool {
	for _, v := range []float64{c.Top, c.Bottom} {
		if !(v >= 0 && v < 1<<20) || v >= 1 && v != float64(int(v)) {
			return false
		}
	}
	return true
}

// rows are the first that is kept of a frame and the one behind the last.
func (c Crop) rows(size image.Point) (top, bottom int, err error) {
	of := func(v float64) int {
		if v < 1 {
			v *= float64(size.Y)
		}
		return int(v + 0.5)
	}
	top, bottom = of(c.Top), size.Y-of(c.Bottom)
	if bottom <= top {
		return 0, 0, fmt.Errorf("%w: crop %v leaves nothing of a frame of %dx%d", ErrPilot, c, size.X, size.Y)
	}
	return top, bottom, nil
}
