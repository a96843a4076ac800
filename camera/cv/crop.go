package cv

import (
	"fmt"
	"image"
	"slices"
)

// Colour is what the numbers of a pixel are.
type Colour string

// Colours of a picture for a network. Up to OpenCV 3.1 COLOR_RGB2YUV took red for blue: Y was 0.114 R + 0.587 G + 0.299 B,
// and behind it came 0.492 (R - Y) and 0.877 (B - Y). Networks that learnt from its pictures want them
// (github.com/opencv/opencv, issue 4946; pull request 7481, first in 3.2, mended it).
const (
	YUV    Colour = "yuv"
	OldYUV Colour = "yuv-old"
	RGB    Colour = "rgb"
	BGR    Colour = "bgr"
)

// Colours are all of them.
func Colours() []Colour { return []Colour{YUV, OldYUV, RGB, BGR} }

func checkCrop(size image.Point, colour Colour) error {
	if size.X < 1 || size.Y < 1 || size.X > mostPixels || size.Y > mostPixels {
		return fmt.Errorf("%w: pictures of %dx%d, want 1 to %d pixels a side", ErrCrop, size.X, size.Y, mostPixels)
	}
	if !slices.Contains(Colours(), colour) {
		return fmt.Errorf("%w: colour %q, want one of %v", ErrCrop, colour, Colours())
	}
	return nil
}
