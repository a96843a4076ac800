package explain

import (
	"context"
	"fmt"
	"image"
	"math"

	"steersim/camera"
	"steersim/cmd/internal/teaching"
	"steersim/model/saliency"
	"steersim/recorder"
)

// Shifts is the papers' shift experiment (Bojarski et al. 2017, section 5): how the curvature answers when a part of the picture
// is moved sideways.
type Shifts struct {
	Frames    int                         `json:"frames"`
	Threshold float64                     `json:"threshold"` // of the mask, for what is salient
	RadiusPx  int                         `json:"radius_px"` // by which that is grown, in the network's picture
	Share     float64                     `json:"share"`     // of the picture that is salient
	Columns   []float64                   `json:"columns"`   // shifts to the right, in the network's picture
	PerM      [saliency.Classes][]float64 `json:"per_m"`     // mean change of the curvature: salient, background, all
	Slope     [saliency.Classes]float64   `json:"slope_per_m_px"`
}

// OfWhole is how much moving a class steers beside moving everything, in words.
func (s Shifts) OfWhole(class saliency.Class) string {
	whole := s.Slope[saliency.Whole]
	if whole == 0 {
		return "n/a" // as on grey pictures, which do not steer at all
	}
	return fmt.Sprintf("%.0f %%", 100*s.Slope[class]/whole)
}

// The experiment's figures. The paper grows what is salient by 30 pixels of its camera's picture; of one 640 wide that is 9 of 200.
const (
	threshold   = 0.25
	radiusPx    = 9
	mostColumns = 12
	columnStep  = 3
)

// shift makes the experiment with so many frames.
func (e *eye) shift(ctx context.Context, frames int, tell func()) (Shifts, error) {
	s := Shifts{Threshold: threshold, RadiusPx: radiusPx}
	for c := -mostColumns; c <= mostColumns; c += columnStep {
		s.Columns = append(s.Columns, float64(c))
	}
	for class := range s.PerM {
		s.PerM[class] = make([]float64, len(s.Columns))
	}
	width := e.spec.Width
	salient := make([]bool, width*e.spec.Height)
	marked := 0
	for k := range frames {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		if err := e.load(e.picture, k*e.frames.Len()/frames, recorder.Centre); err != nil {
			return s, err
		}
		_, mask, err := e.finder.Find(e.picture)
		if err != nil {
			return s, err
		}
		saliency.Split(salient, mask, width, threshold, radiusPx)
		for _, m := range salient {
			if m {
				marked++
			}
		}
		still, err := e.fast.Predict(e.picture)
		if err != nil {
			return s, err
		}
		for class := range saliency.Classes {
			for i, c := range s.Columns {
				saliency.Shift(e.other, e.picture, salient, width, class, int(c))
				moved, err := e.fast.Predict(e.other)
				if err != nil {
					return s, err
				}
				s.PerM[class][i] += float64(moved-still) / float64(frames)
			}
		}
		tell()
	}
	s.Frames = frames
	s.Share = float64(marked) / float64(len(salient)*frames)
	for class := range s.PerM {
		s.Slope[class] = slope(s.Columns, s.PerM[class])
	}
	return s, nil
}

// slope is the least squares line's through the origin.
func slope(x, y []float64) float64 {
	xy, xx := 0.0, 0.0
	for i := range x {
		xy, xx = xy+x[i]*y[i], xx+x[i]*x[i]
	}
	return xy / math.Max(xx, 1e-12)
}

// Sanity are tests that need no label: a car that stands to the left has to steer more to the right.
type Sanity struct {
	Frames        int     `json:"frames"`
	LeftSteers    float64 `json:"left_camera_steers_right"` // share of the frames, in percent; more so than the centre camera
	RightSteers   float64 `json:"right_camera_steers_left"`
	ThreeCameras  int     `json:"frames_of_three_cameras"`
	ShiftMonotone float64 `json:"shift_is_monotone"` // of the whole picture to the right, which makes the road lie to the right
	MoveMonotone  float64 `json:"move_is_monotone"`  // of the car to the left, over flat ground

	gallery *saliency.Gallery // what excites the units, of the same frames
}

// sane makes the tests on all frames, and looks at what excites the units meanwhile.
func (e *eye) sane(ctx context.Context, keep int, tell func()) (Sanity, error) {
	s := Sanity{Frames: e.frames.Len(), gallery: saliency.NewGallery(e.spec, keep)}
	none := make([]bool, e.spec.Width*e.spec.Height)
	left, right, monotone, moved := 0, 0, 0, 0
	w := teaching.NewWarper(camera.DefaultMounts())
	defer w.Close()
	for i := range s.Frames {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		frame, err := e.loadFrame(e.picture, i, recorder.Centre)
		if err != nil {
			return s, err
		}
		if _, err := e.inside.Predict(e.picture); err != nil {
			return s, err
		}
		s.gallery.See(e.inside, i)
		centre, err := e.fast.Predict(e.picture)
		if err != nil {
			return s, err
		}
		last, falls := float32(math.Inf(1)), true
		for _, columns := range [...]int{-8, -4, 0, 4, 8} { // a road that lies more to the right asks for more to the right
			saliency.Shift(e.other, e.picture, none, e.spec.Width, saliency.Whole, columns)
			k, err := e.fast.Predict(e.other)
			if err != nil {
				return s, err
			}
			falls, last = falls && k < last, k
		}
		if falls {
			monotone++
		}
		back, err := e.steersBack(w, frame)
		if err != nil {
			return s, err
		}
		if back {
			moved++
		}
		if e.frames.Has(i, recorder.Left) && e.frames.Has(i, recorder.Right) {
			s.ThreeCameras++
			var sides [2]float32
			for n, v := range [...]recorder.View{recorder.Left, recorder.Right} {
				if err := e.load(e.other, i, v); err != nil {
					return s, err
				}
				if sides[n], err = e.fast.Predict(e.other); err != nil {
					return s, err
				}
			}
			if sides[0] < centre {
				left++
			}
			if sides[1] > centre {
				right++
			}
		}
		tell()
	}
	pct := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	s.LeftSteers, s.RightSteers, s.ShiftMonotone = pct(left, s.ThreeCameras), pct(right, s.ThreeCameras), pct(monotone, s.Frames)
	s.MoveMonotone = pct(moved, s.Frames)
	return s, nil
}

// steersBack says whether a car asks for more to the right at each step that it is moved to the left, seen by the centre camera.
func (e *eye) steersBack(w *teaching.Warper, frame image.Image) (bool, error) {
	last := float32(math.Inf(1))
	for _, leftM := range [...]float64{-0.4, -0.2, 0, 0.2, 0.4} {
		seen, err := w.Warp(frame, recorder.Centre, camera.Move{LeftM: leftM})
		if err != nil {
			return false, err
		}
		if err := e.prepare.Floats(e.other, seen); err != nil {
			return false, err
		}
		k, err := e.fast.Predict(e.other)
		if err != nil {
			return false, err
		}
		if k >= last {
			return false, nil
		}
		last = k
	}
	return true, nil
}
