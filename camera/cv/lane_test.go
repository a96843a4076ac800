//go:build cgo && !nocv

package cv_test

import (
	"errors"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"steersim/camera/cv"
)

// aView is a bird's-eye view that is the frame itself, pixel by pixel.
func aView() cv.LaneConfig {
	c := cv.LaneConfig{Frame: image.Pt(96, 64), View: image.Pt(96, 64), FrameFromView: [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}, StripePx: 9, RutPx: 19}
	for y := 2; y < 62; y += 4 {
		c.Rows = append(c.Rows, y)
	}
	return c
}

// painted is a grey frame with a band of another grey between two slanted lines: at row y from left+slope*y on, so wide.
func painted(size image.Point, ground, band uint8, left, slope, wide float64) *image.RGBA {
	m := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			from := left + slope*float64(y)
			share := max(0, min(float64(x)+0.5, from+wide)-max(float64(x)-0.5, from)) // of the pixel's width
			g := uint8(math.Round(float64(ground) + share*(float64(band)-float64(ground))))
			m.SetRGBA(x, y, color.RGBA{g, g, g, 255})
		}
	}
	return m
}

// Oracle: where the band was painted. A band as broad as the road's other half is no stripe, nor is an edge.
func TestLaneFinderFindsTheMiddleOfStripes(t *testing.T) {
	const tolerancePx = 0.35 // grey levels are whole, and a slanted band's middle moves within the three rows of the blur
	for name, tc := range map[string]struct {
		ground, band      uint8
		left, slope, wide float64
		kind              func(cv.LaneMark) bool // of all marks; nil: there is none
	}{
		"bright stripe":        {90, 140, 40, 0, 3, func(m cv.LaneMark) bool { return !m.Dark }},
		"faint stripe":         {90, 97, 40.3, 0, 3, func(m cv.LaneMark) bool { return !m.Dark }},
		"slanted stripe":       {90, 140, 30.2, 0.4, 3, func(m cv.LaneMark) bool { return !m.Dark }},
		"wheel track":          {210, 120, 40, 0.1, 9, func(m cv.LaneMark) bool { return m.Dark }},
		"band, not a stripe":   {90, 140, 30, 0, 30, nil},
		"edge of the tarmac":   {90, 140, 50, 0, 200, nil},
		"nothing":              {90, 90, 0, 0, 0, nil},
		"cut off by the frame": {90, 140, -1, 0, 3, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := aView()
			f, err := cv.NewLaneFinder(c)
			if err != nil {
				t.Fatal(err)
			}
			marks, err := f.Find(painted(c.Frame, tc.ground, tc.band, tc.left, tc.slope, tc.wide))
			if err != nil {
				t.Fatal(err)
			}
			if tc.kind == nil {
				if len(marks) > 0 {
					t.Errorf("got %v, want none", marks)
				}
				return
			}
			for _, m := range marks {
				want := tc.left + tc.slope*float64(m.YPx) + tc.wide/2
				if !tc.kind(m) || math.Abs(float64(m.XPx)-want) > tolerancePx {
					t.Errorf("row %v: %+v, want the stripe at %v", m.YPx, m, want)
				}
			}
			if len(marks) != len(c.Rows) {
				t.Errorf("%d marks, want one in each of %d rows", len(marks), len(c.Rows))
			}
		})
	}
}

// Oracle: where the band was painted. Each of its sides is a border; a change that has room for no strip beside it is none.
func TestLaneFinderFindsBorders(t *testing.T) {
	const tolerancePx = 0.6 // a border is at a whole pixel
	for name, tc := range map[string]struct {
		left, slope, wide float64
		want              []float64 // from left
	}{
		"both sides":         {30, 0.2, 30, []float64{0, 30}},
		"the frame's end":    {50, 0, 200, []float64{0}},
		"one tone":           {-50, 0, 400, nil},
		"a stripe of 2 px":   {40, 0.2, 2, nil},
		"a stripe of 3 px":   {40.4, 0, 3, nil},
		"beside the frame's": {3, 0, 400, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := aView()
			c.RutPx, c.BorderPx = 0, 7
			f, err := cv.NewLaneFinder(c)
			if err != nil {
				t.Fatal(err)
			}
			marks, err := f.Find(painted(c.Frame, 90, 120, tc.left, tc.slope, tc.wide))
			if err != nil {
				t.Fatal(err)
			}
			marks = slices.DeleteFunc(marks, func(m cv.LaneMark) bool { return !m.Border })
			if want := len(tc.want) * len(c.Rows); len(marks) != want {
				t.Errorf("%d marks, want %d", len(marks), want)
			}
			for i, m := range marks[:min(len(marks), len(tc.want)*len(c.Rows))] {
				want := tc.left + tc.slope*float64(m.YPx) + tc.want[i%len(tc.want)]
				if math.Abs(float64(m.XPx)-want) > tolerancePx || math.Abs(float64(m.Contrast)-30) > 6 {
					t.Errorf("row %v: %+v, want a border of 30 grey levels at %v", m.YPx, m, want)
				}
			}
		})
	}
}

func TestLaneFinderAllocatesNothing(t *testing.T) {
	c := aView()
	c.BorderPx = 7
	f, err := cv.NewLaneFinder(c)
	if err != nil {
		t.Fatal(err)
	}
	frame := painted(c.Frame, 90, 140, 30, 0.4, 3)
	if n := testing.AllocsPerRun(20, func() {
		if _, err := f.Find(frame); err != nil {
			t.Fatal(err)
		}
	}); n > mostLaneAllocs {
		t.Errorf("%v allocations a frame, want at most %d", n, mostLaneAllocs)
	}
}

// mostLaneAllocs are gocv's own: the scalars and sizes that it hands to C.
const mostLaneAllocs = 16

func TestNewLaneFinderRefusesNonsense(t *testing.T) {
	for name, change := range map[string]func(*cv.LaneConfig){
		"no frame":               func(c *cv.LaneConfig) { c.Frame = image.Point{} },
		"a view too large":       func(c *cv.LaneConfig) { c.View.X = 1 << 20 },
		"a homography of NaN":    func(c *cv.LaneConfig) { c.FrameFromView[4] = math.NaN() },
		"stripes of no width":    func(c *cv.LaneConfig) { c.StripePx = 0 },
		"borders as wide":        func(c *cv.LaneConfig) { c.BorderPx = c.View.X },
		"borders of a pixel":     func(c *cv.LaneConfig) { c.BorderPx = 1 },
		"ruts as wide as a view": func(c *cv.LaneConfig) { c.RutPx = c.View.X },
		"a row beyond":           func(c *cv.LaneConfig) { c.Rows = []int{c.View.Y} },
		"a column beyond":        func(c *cv.LaneConfig) { c.Columns = []int{-1} },
		"columns from beyond":    func(c *cv.LaneConfig) { c.ColumnsFrom = -1 },
	} {
		c := aView()
		change(&c)
		if _, err := cv.NewLaneFinder(c); !errors.Is(err, cv.ErrLane) {
			t.Errorf("%s: got %v, want %v", name, err, cv.ErrLane)
		}
	}
	f, err := cv.NewLaneFinder(aView())
	if err != nil {
		t.Fatal(err)
	}
	for name, frame := range map[string]*image.RGBA{"nil": nil, "another size": image.NewRGBA(image.Rect(0, 0, 32, 32))} {
		if _, err := f.Find(frame); !errors.Is(err, cv.ErrLane) {
			t.Errorf("frame that is %s: got %v, want %v", name, err, cv.ErrLane)
		}
	}
}
