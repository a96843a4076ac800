package report

import (
	"bytes"
	"fmt"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"steersim/cmd/internal/file"
)

// Curve is one line of a plot.
type Curve struct {
	Name string
	X, Y []float64
}

// Curves draws lines over a common axis as a PNG.
func Curves(title, xLabel, yLabel string, curves []Curve) ([]byte, error) {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, xLabel, yLabel
	p.Add(plotter.NewGrid())
	for i, c := range curves {
		points := make(plotter.XYs, len(c.X))
		for j := range points {
			points[j] = plotter.XY{X: c.X[j], Y: c.Y[j]}
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", title, c.Name, err)
		}
		ink := []color.Color{blue, orange, grey}[i%3]
		line.Color, line.Width, dots.Color = ink, vg.Points(2), ink
		p.Add(line, dots)
		p.Legend.Add(c.Name, line, dots)
	}
	p.Legend.Top, p.Legend.XOffs, p.Legend.YOffs = true, -vg.Points(8), -vg.Points(4)
	var b bytes.Buffer
	err := draw(&b, p, 8*vg.Inch, 4.5*vg.Inch)
	return b.Bytes(), err
}

// draw writes a plot as a PNG.
func draw(w io.Writer, p *plot.Plot, width, height vg.Length) error {
	picture, err := p.WriterTo(width, height, "png")
	if err != nil {
		return err
	}
	_, err = picture.WriteTo(w)
	return err
}

// stack draws plots one above the other, their axes aligned, as a PNG.
func stack(w io.Writer, width, height vg.Length, plots ...*plot.Plot) error {
	canvas := vgimg.New(width, vg.Length(len(plots))*height)
	rows := make([][]*plot.Plot, len(plots))
	for i, p := range plots {
		rows[i] = []*plot.Plot{p}
	}
	tiles := vgdraw.Tiles{Rows: len(plots), Cols: 1, PadY: vg.Points(10)}
	for i, row := range plot.Align(rows, tiles, vgdraw.New(canvas)) {
		plots[i].Draw(row[0])
	}
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(w)
	return err
}

// save draws a plot into a file: whoever looks sees a whole picture.
func save(path string, p *plot.Plot, width, height vg.Length) error {
	return file.Write(path, func(w io.Writer) error { return draw(w, p, width, height) })
}
