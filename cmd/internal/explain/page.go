package explain

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"io"
	"os"
	"path/filepath"

	"steersim/camera"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/plots"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/model/saliency"
	"steersim/recorder"
)

// Findings are the figures of a page.
type Findings struct {
	Net    string  `json:"net"`
	Frames int     `json:"frames"`
	Shifts Shifts  `json:"shift_experiment"`
	Sanity *Sanity `json:"sanity"`
}

// How much of everything is shown.
const (
	mostMasks  = 12
	mostShifts = 200 // frames of the shift experiment
	units      = 6   // a layer, with the patches that excite them
	patches    = 9
)

// Run makes index.html, explain.json and the masks as pictures in a folder. tell is called after each step of the work, whose
// number Steps gives.
func Run(ctx context.Context, net *setup.Net, frames Frames, dir string, tell func()) (Findings, error) {
	f := Findings{Net: net.Name, Frames: frames.Len()}
	if f.Frames == 0 {
		return f, fmt.Errorf("no picture of a centre camera to explain")
	}
	e, err := newEye(net, frames)
	if err != nil {
		return f, err
	}
	defer e.fast.Close()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return f, err
	}
	page := &report.Page{Title: "What the network looks at", About: fmt.Sprintf("%s, %s, %d pictures", net.Name, e.spec.Name, f.Frames)}
	if err := e.masks(page, dir); err != nil {
		return f, err
	}
	if f.Shifts, err = e.shift(ctx, min(f.Frames, mostShifts), tell); err != nil {
		return f, err
	}
	sane, err := e.sane(ctx, patches, tell)
	if err != nil {
		return f, err
	}
	f.Sanity = &sane
	if err := describe(page, f); err != nil {
		return f, err
	}
	if err := e.layers(page, net, sane.gallery); err != nil {
		return f, err
	}
	return f, save(dir, page, f)
}

// save writes the page and its figures, index.html and explain.json.
func save(dir string, page *report.Page, figures any) error {
	if err := file.Write(filepath.Join(dir, "index.html"), page.Write); err != nil {
		return err
	}
	return file.Write(filepath.Join(dir, "explain.json"), func(w io.Writer) error {
		j := json.NewEncoder(w)
		j.SetIndent("", "  ")
		return j.Encode(figures)
	})
}

// Steps is how often Run tells of its work.
func Steps(frames Frames) int { return min(frames.Len(), mostShifts) + frames.Len() }

// masks shows pictures with the mask over them.
func (e *eye) masks(page *report.Page, dir string) error {
	page.Section("Where it looks", "Green is what steers: VisualBackProp (Bojarski et al. 2016), from the activations of the forward pass alone. The maps of each convolution are averaged; from the top layer down each is grown to the size of the one below and multiplied with it. Only the rows that the network is shown can be green.")
	n := min(mostMasks, e.frames.Len())
	for k := range n {
		i := k * e.frames.Len() / n
		m, err := e.loadFrame(e.picture, i, recorder.Centre)
		if err != nil {
			return err
		}
		curvature, mask, err := e.finder.Find(e.picture)
		if err != nil {
			return err
		}
		frame := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
		draw.Draw(frame, frame.Rect, m, m.Bounds().Min, draw.Src)
		looks := view.Looks{Mask: mask, Width: e.spec.Width, Top: e.config.Top, Bottom: e.config.Bottom}
		looks.Tint(frame)
		if err := page.Picture(frame, fmt.Sprintf("%s: %+.4f 1/m", e.frames.Name(i), curvature), report.Natural); err != nil {
			return err
		}
		if err := file.SavePNG(filepath.Join(dir, fmt.Sprintf("mask-%02d.png", k)), frame); err != nil {
			return err
		}
	}
	return nil
}

// describe puts the experiments into words and figures.
func describe(page *report.Page, f Findings) error {
	s := f.Shifts
	page.Section("The shift experiment", fmt.Sprintf("If the mask is right, moving what it marks must steer, and moving the rest must not (Bojarski et al. 2017, section 5). Salient is where the mask is above %g, grown by %d pixels: %.0f %% of the picture. Mean over %d pictures.",
		s.Threshold, s.RadiusPx, 100*s.Share, s.Frames))
	var curves []plots.Curve
	rows := [][]string{{"moved", "1/m a pixel", "of all"}}
	for class := range saliency.Classes {
		curves = append(curves, plots.Curve{Name: class.String(), X: s.Columns, Y: s.PerM[class]})
		rows = append(rows, []string{class.String(), fmt.Sprintf("%.6f", s.Slope[class]), s.OfWhole(class)})
	}
	plot, err := plots.Curves("steering against shift", "shift to the right, pixels of the network's picture", "change of the curvature, 1/m", curves)
	if err != nil {
		return err
	}
	page.Table(rows)
	page.PNG(plot, "a shift to the right asks for a curve to the right, which is negative", report.Whole)
	q := f.Sanity
	page.Section("Tests that need no label", "A car that stands to the left must steer more to the right, whatever the road. Mirroring is no such test: the lane has a side.")
	tests := [][]string{{"", "holds in", "pictures"}}
	add := func(test string, pct float64, of int) {
		if of > 0 { // a picture in a file has no side cameras
			tests = append(tests, []string{test, fmt.Sprintf("%.1f %%", pct), fmt.Sprint(of)})
		}
	}
	add("left camera steers more to the right than the centre", q.LeftSteers, q.ThreeCameras)
	add("right camera steers more to the left than the centre", q.RightSteers, q.ThreeCameras)
	add("moved by -0.4, -0.2, 0, 0.2 and 0.4 m to the left, each steers more to the right than the last", q.MoveMonotone, q.Frames)
	add("shifted by -8, -4, 0, 4 and 8 pixels, each steers more to the right than the last", q.ShiftMonotone, q.Frames)
	page.Table(tests)
	return nil
}

// layers shows the inside: the maps of one picture, the first layer's filters, and what excites the units of each.
func (e *eye) layers(page *report.Page, net *setup.Net, g *saliency.Gallery) error {
	if err := e.load(e.picture, 0, recorder.Centre); err != nil {
		return err
	}
	if _, err := e.inside.Predict(e.picture); err != nil {
		return err
	}
	of := ""
	if n := e.spec.Members; n > 0 {
		of = fmt.Sprintf(" This and what follows are the first of %d networks, whose mean steers.", n)
	}
	filters, says, err := Weights(net)
	if err != nil {
		return err
	}
	page.Section("The first layer's filters", says+of)
	if err := page.Picture(filters, "conv1", report.Natural); err != nil {
		return err
	}
	page.Section("What the layers make of one picture", e.frames.Name(0)+". One tile a unit; white is a layer's strongest answer.")
	for i := range e.inside.Convolutions() {
		maps, shape := e.inside.Maps(i)
		tiles := view.NewTiles(shape.Channels, shape.Height, shape.Width)
		view.PaintTiles(tiles, maps, shape.Channels, shape.Height, shape.Width)
		if err := page.Picture(tiles, fmt.Sprintf("conv%d: %d maps of %dx%d", i+1, shape.Channels, shape.Width, shape.Height), report.Natural); err != nil {
			return err
		}
	}
	page.Section("What excites the units", fmt.Sprintf("For the %d units of each layer that answer most, the patches of %d pictures that excite them most, one a picture (after Zeiler and Fergus 2013). A patch is all that the unit has looked at.", units, e.frames.Len()))
	for layer := range g.Layers() {
		sheet, err := e.sheet(g.Strongest(layer, units))
		if err != nil {
			return err
		}
		if sheet == nil {
			continue
		}
		if err := page.Picture(sheet, fmt.Sprintf("conv%d: a row a unit", layer+1), report.Whole); err != nil {
			return err
		}
	}
	return nil
}

// sheet lays the patches of a layer's units out, a row a unit; nil if there are none.
func (e *eye) sheet(rows [][]saliency.Patch) (*image.RGBA, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	const cellPx, gap = 96, 4
	side := rows[0][0].Area.Dx()
	zoom := max(1, cellPx/side)
	cell := side*zoom + gap
	sheet := image.NewRGBA(image.Rect(0, 0, patches*cell-gap, len(rows)*cell-gap))
	draw.Draw(sheet, sheet.Rect, image.White, image.Point{}, draw.Src)
	seen := image.NewRGBA(image.Rect(0, 0, e.spec.Width, e.spec.Height))
	for r, row := range rows {
		for c, p := range row {
			if err := e.load(e.other, p.Picture, recorder.Centre); err != nil {
				return nil, err
			}
			if err := camera.Unprepare(seen, e.other); err != nil {
				return nil, err
			}
			area := p.Area.Intersect(seen.Rect)
			for y := range area.Dy() * zoom {
				for x := range area.Dx() * zoom {
					sheet.SetRGBA(c*cell+x, r*cell+y, seen.RGBAAt(area.Min.X+x/zoom, area.Min.Y+y/zoom))
				}
			}
		}
	}
	return sheet, nil
}
