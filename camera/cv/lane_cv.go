//go:build cgo && !nocv

package cv

import (
	"fmt"
	"image"
	"image/color"
	"runtime"

	"gocv.io/x/gocv"
)

// LaneFinder finds stripes of paint on the road, wheel tracks in snow, and borders of the tarmac: grey levels, bird's-eye view, a morphological
// top-hat that leaves what is narrower than a stripe, Sobel's edges on both sides of it, and steps in what the top-hat took away. It is not safe for
// concurrent use.
type LaneFinder struct {
	config LaneConfig
	seen   []bool // (H, W) of the view
	search stripeSearch
	border borderSearch
	marks  []LaneMark
	in     []uint8 // the frame's pixels, OpenCV's memory
	stages LaneStages
	across *image.Gray // the top-hat along columns
	soft   *image.Gray // the view, blurred along the road
	mats   *laneMats
}

// laneMats are the pictures on the way, freed with their finder.
type laneMats struct {
	rgba, grey, view, soft, paint, across, dark, edges, matrix gocv.Mat
	wide, high, broad                                          gocv.Mat // structuring elements
}

func (m *laneMats) all() []*gocv.Mat {
	return []*gocv.Mat{&m.rgba, &m.grey, &m.view, &m.soft, &m.paint, &m.across, &m.dark, &m.edges, &m.matrix, &m.wide, &m.high, &m.broad}
}

// NewLaneFinder makes a finder and its memory.
func NewLaneFinder(c LaneConfig) (*LaneFinder, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	view := func() gocv.Mat { return gocv.NewMatWithSize(c.View.Y, c.View.X, gocv.MatTypeCV8U) }
	line := func(width, height int) gocv.Mat {
		return gocv.GetStructuringElement(gocv.MorphRect, image.Pt(width, height))
	}
	m := &laneMats{
		rgba: gocv.NewMatWithSize(c.Frame.Y, c.Frame.X, gocv.MatTypeCV8UC4), grey: gocv.NewMatWithSize(c.Frame.Y, c.Frame.X, gocv.MatTypeCV8U),
		view: view(), soft: view(), paint: view(), across: view(), dark: view(), edges: view(), matrix: gocv.NewMatWithSize(3, 3, gocv.MatTypeCV64F),
		wide: line(c.StripePx, 1), high: line(1, c.StripePx), broad: line(max(c.RutPx, 1), 1),
	}
	f := &LaneFinder{config: c, seen: c.seen(), mats: m}
	runtime.AddCleanup(f, func(m *laneMats) {
		for _, mat := range m.all() {
			_ = mat.Close() // it has no way to fail
		}
	}, m)
	for i, v := range c.FrameFromView {
		m.matrix.SetDoubleAt(i/3, i%3, v)
	}
	var err error
	if f.in, err = m.rgba.DataPtrUint8(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLane, err)
	}
	picture := func(m *gocv.Mat) *image.Gray {
		pixels, e := m.DataPtrUint8()
		if e != nil && err == nil {
			err = fmt.Errorf("%w: %w", ErrLane, e)
		}
		return &image.Gray{Pix: pixels, Stride: c.View.X, Rect: image.Rectangle{Max: c.View}}
	}
	f.stages = LaneStages{View: picture(&m.view), Paint: picture(&m.paint), Edges: picture(&m.edges)}
	f.across, f.soft = picture(&m.across), picture(&m.soft)
	if c.RutPx > 0 {
		f.stages.Dark = picture(&m.dark)
	}
	return f, err
}

// Find looks at a frame. The next call overwrites what it returns. Once the marks have room it allocates nothing of Go's memory.
func (f *LaneFinder) Find(frame *image.RGBA) ([]LaneMark, error) {
	if frame == nil || frame.Rect.Size() != f.config.Frame {
		return nil, fmt.Errorf("%w: want a frame of %dx%d", ErrLane, f.config.Frame.X, f.config.Frame.Y)
	}
	line := 4 * f.config.Frame.X
	for y := range f.config.Frame.Y {
		copy(f.in[y*line:(y+1)*line], frame.Pix[y*frame.Stride:])
	}
	m := f.mats
	const inverse = 16 // WARP_INVERSE_MAP
	gocv.CvtColor(m.rgba, &m.grey, gocv.ColorRGBAToGray)
	gocv.WarpPerspectiveWithParams(m.grey, &m.view, m.matrix, f.config.View, gocv.InterpolationLinear|inverse, gocv.BorderReplicate, color.RGBA{})
	gocv.Blur(m.view, &m.soft, image.Pt(1, 3)) // along the road, where stripes are long
	gocv.MorphologyEx(m.soft, &m.paint, gocv.MorphTophat, m.wide)
	gocv.MorphologyEx(m.view, &m.across, gocv.MorphTophat, m.high)
	gocv.Sobel(m.soft, &m.edges, gocv.MatTypeCV8U, 1, 0, 3, 0.25, flat, gocv.BorderReplicate)
	if f.config.RutPx > 0 {
		gocv.MorphologyEx(m.soft, &m.dark, gocv.MorphBlackhat, m.broad)
	}
	f.marks = f.marks[:0]
	w := f.config.View.X
	for _, y := range f.config.Rows {
		s, e := f.seen[y*w:(y+1)*w], f.stages.Edges.Pix[y*w:(y+1)*w]
		f.stripes(f.stages.Paint.Pix[y*w:(y+1)*w], e, s, 1, f.config.StripePx, LaneMark{YPx: float32(y)})
		if f.config.BorderPx > 0 {
			f.border.find(f.soft.Pix[y*w:(y+1)*w], f.stages.Paint.Pix[y*w:(y+1)*w], s, f.config.BorderPx)
			for _, b := range f.border.found {
				f.marks = append(f.marks, LaneMark{XPx: b.middle, YPx: float32(y), Contrast: b.contrast, Noise: f.border.noise, Border: true})
			}
		}
		if f.config.RutPx > 0 {
			f.stripes(f.stages.Dark.Pix[y*w:(y+1)*w], nil, s, 1, f.config.RutPx, LaneMark{YPx: float32(y), Dark: true})
		}
	}
	for _, x := range f.config.Columns {
		from := f.config.ColumnsFrom*w + x
		f.stripes(f.across.Pix[from:], nil, f.seen[from:], w, f.config.StripePx, LaneMark{XPx: float32(x), YPx: float32(f.config.ColumnsFrom), Across: true})
	}
	runtime.KeepAlive(f)
	return f.marks, nil
}

// Stages are the pictures that the last Find made.
func (f *LaneFinder) Stages() LaneStages { return f.stages }

// stripes adds the marks of one row or column.
func (f *LaneFinder) stripes(contrast, edges []uint8, seen []bool, step, mostPx int, at LaneMark) {
	least, over := float32(leastContrast), float32(overNoise)
	if at.Dark {
		least, over = leastDark, darkOverNoise
	}
	f.search.find(contrast, edges, seen, step, mostPx, least, over)
	at.Noise = f.search.noise
	for _, s := range f.search.found {
		mark := at
		mark.Contrast = s.contrast
		if at.Across {
			mark.YPx += s.middle
		} else {
			mark.XPx += s.middle
		}
		f.marks = append(f.marks, mark)
	}
}
