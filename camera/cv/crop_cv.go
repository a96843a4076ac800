//go:build cgo && !nocv

package cv

import (
	"fmt"
	"image"
	"runtime"

	"gocv.io/x/gocv"
)

// Cropper prepares frames as scripts in Python do: some rows of a picture, cv2.resize as it is by itself, cv2.cvtColor. It is
// not safe for concurrent use.
type Cropper struct {
	size   image.Point
	colour Colour
	rows   image.Point // width and rows that rgba has memory for
	in     []uint8     // rgba's pixels, OpenCV's memory
	mats   *cropMats
}

// cropMats are the pictures on the way, freed with their Cropper.
type cropMats struct{ rgba, rgb, small, out gocv.Mat }

// NewCropper makes pictures of one size.
func NewCropper(size image.Point, colour Colour) (*Cropper, error) {
	if err := checkCrop(size, colour); err != nil {
		return nil, err
	}
	c := &Cropper{size: size, colour: colour, mats: &cropMats{gocv.NewMat(), gocv.NewMat(), gocv.NewMat(), gocv.NewMat()}}
	runtime.AddCleanup(c, func(m *cropMats) {
		for _, mat := range []*gocv.Mat{&m.rgba, &m.rgb, &m.small, &m.out} {
			_ = mat.Close() // it has no way to fail
		}
	}, c.mats)
	return c, nil
}

// Crop makes dst, (H, W, 3), of the frame's rows from top up to bottom.
func (c *Cropper) Crop(dst []uint8, frame *image.RGBA, top, bottom int) error {
	size := frame.Rect.Size()
	if top < 0 || bottom <= top || bottom > size.Y || size.X < 1 || size.X > mostPixels || bottom-top > mostPixels {
		return fmt.Errorf("%w: rows %d to %d of a picture of %dx%d", ErrCrop, top, bottom, size.X, size.Y)
	}
	if len(dst) != 3*c.size.X*c.size.Y {
		return fmt.Errorf("%w: destination holds %d numbers, want %d", ErrCrop, len(dst), 3*c.size.X*c.size.Y)
	}
	if err := c.fit(image.Pt(size.X, bottom-top)); err != nil {
		return err
	}
	line := 4 * size.X
	for y := top; y < bottom; y++ {
		copy(c.in[(y-top)*line:][:line], frame.Pix[y*frame.Stride:])
	}
	first, then := gocv.ColorRGBAToBGR, gocv.ColorConversionCode(-1)
	switch c.colour {
	case RGB:
		first = gocv.ColorBGRAToBGR // leaves the order as it is
	case YUV:
		then = gocv.ColorBGRToYUV
	case OldYUV:
		then = gocv.ColorRGBToYUV // of what is BGR
	}
	m := c.mats
	gocv.CvtColor(m.rgba, &m.rgb, first)
	gocv.Resize(m.rgb, &m.small, c.size, 0, 0, gocv.InterpolationLinear)
	made := m.small
	if then >= 0 {
		gocv.CvtColor(m.small, &m.out, then)
		made = m.out
	}
	pixels, err := made.DataPtrUint8()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrCrop, err)
	}
	copy(dst, pixels)
	runtime.KeepAlive(c)
	return nil
}

// fit makes memory for pictures of a size.
func (c *Cropper) fit(rows image.Point) (err error) {
	if rows == c.rows {
		return nil
	}
	if err := c.mats.rgba.Close(); err != nil {
		return fmt.Errorf("%w: %w", ErrCrop, err)
	}
	c.mats.rgba = gocv.NewMatWithSize(rows.Y, rows.X, gocv.MatTypeCV8UC4)
	if c.in, err = c.mats.rgba.DataPtrUint8(); err != nil {
		return fmt.Errorf("%w: %w", ErrCrop, err)
	}
	c.rows = rows
	return nil
}
