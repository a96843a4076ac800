package recorder

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
)

const maxSide = 1 << 13 // px, of a picture

// Decode is a JPEG's picture. It looks at the size first: a picture may claim any.
func Decode(data []byte) (image.Image, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxSide || c.Height > maxSide {
		return nil, fmt.Errorf("%w: a picture of %dx%d, want sides of 1 to %d", ErrFormat, c.Width, c.Height, maxSide)
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return picture, nil
}
