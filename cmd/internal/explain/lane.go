package explain

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"math"
	"os"
	"path/filepath"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/stages"
	"steersim/model/lane"
	"steersim/recorder"
)

// LaneFindings are the figures of the traditional driver's page.
type LaneFindings struct {
	Driver   string      `json:"driver"`
	Frames   int         `json:"frames"`
	Found    int         `json:"found"`
	Truths   int         `json:"frames_with_truth"` // in which a lane was found
	OffsetM  float64     `json:"offset_mae_m"`
	Heading  float64     `json:"heading_mae_rad"`
	Curve    float64     `json:"curvature_mae_per_m"`
	Pictures []LaneFound `json:"pictures"`
}

// LaneFound is what was made of one picture, by itself.
type LaneFound struct {
	Name          string  `json:"name"`
	SpeedMPS      float64 `json:"speed_mps"`
	Found         bool    `json:"found"`
	OffsetM       float64 `json:"offset_m"`
	HeadingRad    float64 `json:"heading_error_rad"`
	CurvaturePerM float64 `json:"curvature_per_m"`
	GrowPerM2     float64 `json:"curvature_growth_per_m2"`
	Support       float64 `json:"support"`
	Share         float64 `json:"share"`
}

// A picture in a file says no speed, by which the fit's range goes.
const assumedMPS = 10

// laneEye shows pictures to the finder and the fit.
type laneEye struct {
	frames Frames
	eye    *setup.LaneEye
	stages *stages.Stages
	frame  *image.RGBA
}

// Lane makes index.html, explain.json and the pictures of every stage in a folder. Each picture is looked at by itself: nothing is known
// of the lane before. tell is called after each.
func Lane(ctx context.Context, frames Frames, dir string, tell func()) (LaneFindings, error) {
	f := LaneFindings{Driver: "lane", Frames: frames.Len()}
	if f.Frames == 0 {
		return f, fmt.Errorf("no picture of a centre camera to explain")
	}
	eye, err := setup.NewLaneEye()
	if err != nil {
		return f, err
	}
	e := &laneEye{frames: frames, eye: eye, stages: stages.New(eye), frame: image.NewRGBA(image.Rectangle{Max: setup.FrameSize})}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return f, err
	}
	page := &report.Page{Title: "What the traditional driver finds", About: fmt.Sprintf("%d pictures, each by itself", f.Frames)}
	shown, n := 0, min(mostMasks, f.Frames)
	for i := range f.Frames {
		if err := ctx.Err(); err != nil {
			return f, err
		}
		found, points, l, err := e.find(i)
		if err != nil {
			return f, err
		}
		f.add(found, frames, i)
		if shown < n && i == shown*f.Frames/n {
			if err := e.show(page, filepath.Join(dir, fmt.Sprintf("lane-%02d", shown)), found, points, l); err != nil {
				return f, err
			}
			shown++
		}
		tell()
	}
	f.average()
	f.describe(page)
	return f, save(dir, page, f)
}

// find looks at one picture.
func (e *laneEye) find(i int) (f LaneFound, points []lane.Point, l *lane.Lane, err error) {
	f = LaneFound{Name: e.frames.Name(i), SpeedMPS: assumedMPS}
	if log, ok := e.frames.(*Log); ok {
		f.SpeedMPS = log.info(i).SpeedMPS
	}
	m, err := e.frames.Image(i, recorder.Centre)
	if err != nil {
		return f, nil, nil, err
	}
	if size := m.Bounds().Size(); size != setup.FrameSize {
		return f, nil, nil, fmt.Errorf("%s: a picture of %dx%d: the traditional driver knows its camera, want %dx%d", f.Name, size.X, size.Y, setup.FrameSize.X, setup.FrameSize.Y)
	}
	draw.Draw(e.frame, e.frame.Rect, m, m.Bounds().Min, draw.Src)
	if points, err = e.eye.Find(e.frame); err != nil {
		return f, nil, nil, err
	}
	var tracker lane.Tracker
	tracker.Update(points, f.SpeedMPS)
	q := tracker.Quality
	f.Support, f.Share = q.Support, q.Share
	if q.Known {
		found := tracker.Lane()
		l = &found
		f.Found, f.OffsetM, f.HeadingRad, f.CurvaturePerM, f.GrowPerM2 = true, l.OffsetM(), -l.TurnRad, l.CurvaturePerM, l.CurvatureGrowPerM2
	}
	return f, points, l, nil
}

// show puts the stages of one picture on the page and into files.
func (e *laneEye) show(page *report.Page, base string, f LaneFound, points []lane.Point, l *lane.Lane) error {
	reach := lane.RangeM(f.SpeedMPS)
	e.stages.Paint(points, l, reach)
	text := "No lane: the driver would be silent."
	if l != nil {
		stages.DrawBack(e.frame, *l, reach)
		text = fmt.Sprintf("The car is %+.2f m beside the lane's centre, turned by %+.1f°, in a curve of %+.4f 1/m; left is positive. Fitted to %.0f m ahead at %.0f m/s; points that lie on boundaries: %.0f, %.0f %% of those on the road.",
			f.OffsetM, f.HeadingRad*180/math.Pi, f.CurvaturePerM, reach, f.SpeedMPS, f.Support, 100*f.Share)
	}
	page.Section(f.Name, text)
	put := func(name, caption string, m image.Image, width report.Width) error {
		if err := page.Picture(m, caption, width); err != nil {
			return err
		}
		return file.SavePNG(base+"-"+name+".png", m)
	}
	if err := put("fit", "frame, and the lane drawn back into it", e.frame, report.Half); err != nil {
		return err
	}
	for i, name := range [...]string{"view", "paint", "ruts", "edges"} {
		if err := put(name, stages.Names[i], e.stages.Pictures()[i], report.Third); err != nil {
			return err
		}
	}
	return put("points", "points (red: paint in a row, blue: in a column, violet: wheel track, orange: border of the tarmac) and the lane", e.stages.Points(), report.Third)
}

// add counts a picture, and beside a log's truth how far off it was.
func (f *LaneFindings) add(found LaneFound, frames Frames, i int) {
	f.Pictures = append(f.Pictures, found)
	if !found.Found {
		return
	}
	f.Found++
	if log, ok := frames.(*Log); ok {
		if t := log.info(i).Truth; t.Known {
			f.Truths++
			f.OffsetM += math.Abs(found.OffsetM - t.OffsetM)
			f.Heading += math.Abs(found.HeadingRad - t.HeadingErrorRad)
			f.Curve += math.Abs(found.CurvaturePerM - t.LaneCurvaturePerM)
		}
	}
}

func (f *LaneFindings) average() {
	n := float64(max(f.Truths, 1))
	f.OffsetM, f.Heading, f.Curve = f.OffsetM/n, f.Heading/n, f.Curve/n
}

// describe puts the figures at the page's end.
func (f *LaneFindings) describe(page *report.Page) {
	page.Section("All pictures", "Grey levels, bird's-eye view, what is brighter than its surroundings and narrower than 0.6 m with an edge on either side, where else the brightness changes for good, and one clothoid through all boundaries.")
	rows := [][]string{{"pictures", "lane found"}, {fmt.Sprint(f.Frames), fmt.Sprint(f.Found)}}
	if f.Truths > 0 {
		rows[0] = append(rows[0], "offset's error, m", "heading's, rad", "curvature's, 1/m")
		rows[1] = append(rows[1], fmt.Sprintf("%.3f", f.OffsetM), fmt.Sprintf("%.4f", f.Heading), fmt.Sprintf("%.4f", f.Curve))
	}
	page.Table(rows)
}
