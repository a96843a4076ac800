//go:build cgo && !nocv

package cv

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"gocv.io/x/gocv"
)

// Warper moves the pixels of pictures of one size. It is not safe for concurrent use.
type Warper struct {
	size     image.Point
	src, dst gocv.Mat
	in, out  []uint8 // their pixels, OpenCV's memory
	matrix   gocv.Mat
}

// NewWarper is for pictures of one size. The caller closes it.
func NewWarper(size image.Point) (*Warper, error) {
	if err := checkWarp(size); err != nil {
		return nil, err
	}
	w := &Warper{
		size: size, src: gocv.NewMatWithSize(size.Y, size.X, gocv.MatTypeCV8UC4), dst: gocv.NewMatWithSize(size.Y, size.X, gocv.MatTypeCV8UC4),
		matrix: gocv.NewMatWithSize(3, 3, gocv.MatTypeCV64F),
	}
	var err error
	if w.in, err = w.src.DataPtrUint8(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWarp, err)
	}
	if w.out, err = w.dst.DataPtrUint8(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWarp, err)
	}
	return w, nil
}

// Close frees OpenCV's memory.
func (w *Warper) Close() error {
	return errors.Join(w.src.Close(), w.dst.Close(), w.matrix.Close())
}

// Warp makes dst of src, two pictures of the warper's size: rows from horizonRow on by the homography ground, those above by
// sky; each takes a pixel's place in dst to its place in src. Beyond the border the border goes on.
func (w *Warper) Warp(dst, src *image.RGBA, ground, sky [9]float64, horizonRow int) error {
	if dst.Rect.Size() != w.size || src.Rect.Size() != w.size {
		return fmt.Errorf("%w: pictures of %v and %v, want %v", ErrWarp, dst.Rect.Size(), src.Rect.Size(), w.size)
	}
	line := 4 * w.size.X
	for y := range w.size.Y {
		copy(w.in[y*line:(y+1)*line], src.Pix[y*src.Stride:])
	}
	horizonRow = max(0, min(horizonRow, w.size.Y))
	w.rows(0, horizonRow, sky)
	w.rows(horizonRow, w.size.Y, ground)
	for y := range w.size.Y {
		copy(dst.Pix[y*dst.Stride:][:line], w.out[y*line:(y+1)*line])
	}
	return nil
}

// rows warps some of the rows.
func (w *Warper) rows(from, to int, m [9]float64) {
	if from >= to {
		return
	}
	for i := range 3 { // rows are counted from the region's first
		m[3*i+2] += m[3*i+1] * float64(from)
	}
	for i, v := range m {
		w.matrix.SetDoubleAt(i/3, i%3, v)
	}
	part := w.dst.Region(image.Rect(0, from, w.size.X, to))
	const inverse = 16 // WARP_INVERSE_MAP
	gocv.WarpPerspectiveWithParams(w.src, &part, w.matrix, image.Pt(w.size.X, to-from), gocv.InterpolationLinear|inverse, gocv.BorderReplicate, color.RGBA{})
	_ = part.Close()
}
