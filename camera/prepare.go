package camera

import (
	"errors"
	"fmt"
	"image"
	"math"
)

// ErrPicture marks a picture that cannot be prepared, or a destination that does not fit.
var ErrPicture = errors.New("prepare")

// PrepareConfig is what becomes of a frame before the network sees it. It travels in the weights file.
type PrepareConfig struct {
	Top    float64 `json:"top"`    // share of the frame's height above what is kept
	Bottom float64 `json:"bottom"` // share of the frame's height down to the end of what is kept
	Width  int     `json:"width"`  // of the result
	Height int     `json:"height"`
}

// DefaultPrepare keeps rows 60 to 135 of 160 (no sky, no bonnet) and makes them 200x66, as PilotNet wants.
func DefaultPrepare() PrepareConfig {
	return PrepareConfig{Top: 60.0 / 160, Bottom: 135.0 / 160, Width: 200, Height: 66}
}

// Check names every mistake in c.
func (c PrepareConfig) Check() error {
	const most = 4096
	var errs []error
	if !(c.Top >= 0 && c.Top < c.Bottom && c.Bottom <= 1) {
		errs = append(errs, fmt.Errorf("%w: prepare keeps %v to %v of the height, want 0 <= top < bottom <= 1", ErrConfig, c.Top, c.Bottom))
	}
	if c.Width < 1 || c.Width > most || c.Height < 1 || c.Height > most {
		errs = append(errs, fmt.Errorf("%w: prepare makes %dx%d, want 1 to %d each", ErrConfig, c.Width, c.Height, most))
	}
	return errors.Join(errs...)
}

// Prepare turns frames into the network's input: crop, resize by area, YUV; planar (C, H, W), 0 to 255.
// It holds buffers, so each goroutine needs its own.
type Prepare struct {
	config  PrepareConfig
	size    image.Point // of the frames that the tables are for
	columns taps
	rows    taps
	line    []uint32 // (W, 3): a source row, resized across, 8 bits of fraction
	sum     []uint32 // (W, 3): an output row, 22 bits of fraction
	pixels  []uint8  // a source row as RGB, if the source is not
	out     []uint8
}

// NewPrepare refuses configurations that make no sense.
func NewPrepare(c PrepareConfig) (*Prepare, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	n := c.Width * c.Height
	return &Prepare{config: c, line: make([]uint32, 3*c.Width), sum: make([]uint32, 3*c.Width), out: make([]uint8, 3*n)}, nil
}

// Config is what NewPrepare was given.
func (p *Prepare) Config() PrepareConfig { return p.config }

// Len is the length of the result: 3 W H.
func (p *Prepare) Len() int { return len(p.out) }

// Floats writes the network's input: the numbers of Bytes, exactly.
func (p *Prepare) Floats(dst []float32, frame image.Image) error {
	if len(dst) != len(p.out) {
		return fmt.Errorf("%w: destination holds %d numbers, want %d", ErrPicture, len(dst), len(p.out))
	}
	if err := p.Bytes(p.out, frame); err != nil {
		return err
	}
	for i, v := range p.out {
		dst[i] = float32(v)
	}
	return nil
}

// Bytes writes the same numbers in bytes, for stores of many pictures. Frames are *image.RGBA, opaque, or *image.YCbCr.
func (p *Prepare) Bytes(dst []uint8, frame image.Image) error {
	if len(dst) != len(p.out) {
		return fmt.Errorf("%w: destination holds %d numbers, want %d", ErrPicture, len(dst), len(p.out))
	}
	if err := p.fit(frame.Bounds().Size()); err != nil {
		return err
	}
	switch frame := frame.(type) {
	case *image.RGBA:
		p.resize(dst, 4, func(y int) []uint8 { return frame.Pix[y*frame.Stride:] })
	case *image.YCbCr:
		p.resize(dst, 3, func(y int) []uint8 {
			rgbRow(p.pixels, frame, y)
			return p.pixels
		})
	default:
		return fmt.Errorf("%w: picture is a %T, want *image.RGBA or *image.YCbCr", ErrPicture, frame)
	}
	return nil
}

// fit makes the tables for frames of a size.
func (p *Prepare) fit(size image.Point) error {
	if size == p.size && size != (image.Point{}) {
		return nil
	}
	c := p.config
	top, bottom := c.Top*float64(size.Y), c.Bottom*float64(size.Y)
	if size.X < 1 || bottom-top < 1 {
		return fmt.Errorf("%w: picture is %dx%d, of which less than a row is kept", ErrPicture, size.X, size.Y)
	}
	p.columns = newTaps(0, float64(size.X), c.Width, size.X)
	p.rows = newTaps(top, bottom, c.Height, size.Y)
	p.pixels = make([]uint8, 3*size.X)
	p.size = size
	return nil
}

// resize walks over the output's rows; each is the weighted sum of a few source rows.
func (p *Prepare) resize(dst []uint8, stride int, row func(y int) []uint8) {
	w, plane := p.config.Width, p.config.Width*p.config.Height
	last := -1
	for y := range p.config.Height {
		clear(p.sum)
		for i := p.rows.begin[y]; i < p.rows.begin[y+1]; i++ {
			if from := p.rows.from[i]; from != last {
				p.across(row(from), stride)
				last = from
			}
			weight := p.rows.weight[i]
			line := p.line[:len(p.sum)]
			for j := range p.sum {
				p.sum[j] += line[j] * weight
			}
		}
		begin := y * w
		toYUV(dst[begin:begin+w], dst[plane+begin:plane+begin+w], dst[2*plane+begin:2*plane+begin+w], p.sum)
	}
}

// across resizes one source row.
func (p *Prepare) across(pixels []uint8, stride int) {
	const half = 1 << (weightBits - fractionBits - 1)
	for x := range p.config.Width {
		var r, g, b uint32
		for i := p.columns.begin[x]; i < p.columns.begin[x+1]; i++ {
			weight, at := p.columns.weight[i], p.columns.from[i]*stride
			q := pixels[at : at+3 : at+3]
			r += uint32(q[0]) * weight
			g += uint32(q[1]) * weight
			b += uint32(q[2]) * weight
		}
		q := p.line[3*x : 3*x+3 : 3*x+3]
		q[0] = (r + half) >> (weightBits - fractionBits)
		q[1] = (g + half) >> (weightBits - fractionBits)
		q[2] = (b + half) >> (weightBits - fractionBits)
	}
}

// Fixed point of the resizing.
const (
	weightBits   = 14 // the weights of an output pixel add up to 1 << weightBits
	fractionBits = 8  // of a row resized across
)

// taps are the source pixels of every output pixel along one axis: those of output i are begin[i] to begin[i+1].
type taps struct {
	begin  []int
	from   []int
	weight []uint32
}

// newTaps averages the source interval [from, to) over n outputs, by area. Outputs smaller than a source pixel interpolate
// between neighbours instead, which would else show the pixels as steps.
func newTaps(from, to float64, n, size int) taps {
	t := taps{begin: make([]int, n+1)}
	scale := (to - from) / float64(n)
	for i := range n {
		low, high := from+float64(i)*scale, from+float64(i+1)*scale
		if scale < 1 {
			middle := (low + high) / 2
			low, high = middle-0.5, middle+0.5
		}
		share := float64(1<<weightBits) / (high - low)
		left, total := uint32(1<<weightBits), 0.0
		first, last := int(math.Floor(low+1e-9)), int(math.Ceil(high-1e-9))-1
		for j := first; j <= last; j++ {
			total += (math.Min(high, float64(j+1)) - math.Max(low, float64(j))) * share
			weight := uint32(math.Round(total)) - (1<<weightBits - left) // what is rounded off goes to the next
			if j == last {
				weight = left
			}
			left -= weight
			t.from = append(t.from, max(0, min(j, size-1)))
			t.weight = append(t.weight, weight)
		}
		t.begin[i+1] = len(t.from)
	}
	return t
}
