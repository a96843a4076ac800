package cv

import (
	"errors"
	"fmt"
	"image"
	"math"
)

// ErrLane marks a lane finder that cannot be made or a frame that it cannot look at.
var ErrLane = errors.New("lane finder")

// LaneConfig says where a lane finder looks: at a bird's-eye view of the road, made of a camera's frame.
type LaneConfig struct {
	Frame         image.Point // size of the camera's pictures
	View          image.Point // size of the bird's-eye view; the car looks up
	FrameFromView [9]float64  // takes a pixel's place in the view to its place in the frame, both counted from the middle of the first pixel
	StripePx      int         // paint is narrower than this
	RutPx         int         // wheel tracks in snow are narrower than this; 0: none are looked for
	BorderPx      int         // a border of the tarmac parts two strips so wide; 0: none are looked for
	Rows          []int       // of the view, that are searched for stripes and borders
	Columns       []int       // of the view, that are searched for stripes which run across
	ColumnsFrom   int         // and from which row on
}

// LaneMark is where a stripe or a border of the tarmac meets a row of the view, or a stripe a column.
type LaneMark struct {
	XPx, YPx float32 // the stripe's middle, or the border
	Contrast float32 // grey levels that it stands out by
	Noise    float32 // grey levels by which the row or column does elsewhere
	Across   bool    // found in a column
	Dark     bool    // a wheel track in snow, darker than its sides
	Border   bool    // a step of the brightness, no stripe
}

// LaneStages are the pictures on the way, as large as the view. The next Find overwrites them.
type LaneStages struct {
	View  *image.Gray // the bird's-eye view
	Paint *image.Gray // how much brighter than its surroundings a narrow stripe is
	Dark  *image.Gray // how much darker than its surroundings a broad stripe is; nil if none are looked for
	Edges *image.Gray // Sobel's gradient across the road, 128 being none
}

func (c *LaneConfig) check() error {
	const most = 4096
	for _, p := range []image.Point{c.Frame, c.View} {
		if p.X < 16 || p.Y < 16 || p.X > most || p.Y > most {
			return fmt.Errorf("%w: picture of %dx%d, want 16 to %d pixels a side", ErrLane, p.X, p.Y, most)
		}
	}
	for i, v := range c.FrameFromView {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%w: number %d of the homography is %v, want finite numbers", ErrLane, i, v)
		}
	}
	if wide := c.View.X / 4; c.StripePx < 3 || c.StripePx > wide || c.RutPx < 0 || c.RutPx > wide || c.BorderPx < 0 || c.BorderPx > wide || c.BorderPx > 0 && c.BorderPx < 3 {
		return fmt.Errorf("%w: stripes of %d, ruts of %d and borders between %d pixels, want 3 to %d, and 0 for no ruts or borders", ErrLane, c.StripePx, c.RutPx, c.BorderPx, wide)
	}
	for _, y := range c.Rows {
		if y < 0 || y >= c.View.Y {
			return fmt.Errorf("%w: row %d of a view of %d", ErrLane, y, c.View.Y)
		}
	}
	for _, x := range c.Columns {
		if x < 0 || x >= c.View.X {
			return fmt.Errorf("%w: column %d of a view of %d", ErrLane, x, c.View.X)
		}
	}
	if c.ColumnsFrom < 0 || c.ColumnsFrom >= c.View.Y {
		return fmt.Errorf("%w: columns from row %d on of a view of %d", ErrLane, c.ColumnsFrom, c.View.Y)
	}
	return nil
}

// seen says for every pixel of the view whether the frame shows it.
func (c *LaneConfig) seen() []bool {
	seen := make([]bool, c.View.X*c.View.Y)
	m := &c.FrameFromView
	for y := range c.View.Y {
		for x := range c.View.X {
			w := m[6]*float64(x) + m[7]*float64(y) + m[8]
			if w < 1e-9 {
				continue
			}
			u := (m[0]*float64(x) + m[1]*float64(y) + m[2]) / w
			v := (m[3]*float64(x) + m[4]*float64(y) + m[5]) / w
			seen[y*c.View.X+x] = u >= 0 && v >= 0 && u <= float64(c.Frame.X-1) && v <= float64(c.Frame.Y-1)
		}
	}
	return seen
}
