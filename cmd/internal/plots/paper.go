package plots

import (
	"bytes"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"steersim/cmd/internal/file"
)

// Colours of curves, told apart also by people who do not see red and green.
var (
	Blue   = color.RGBA{0x1f, 0x77, 0xb4, 0xff}
	Orange = color.RGBA{0xe6, 0x7e, 0x22, 0xff}
	red    = color.RGBA{0xce, 0x2c, 0x2c, 0xff} // of interventions, as on the maps
	Grey   = color.RGBA{0x80, 0x80, 0x80, 0xff}
	Ink    = color.RGBA{0x1c, 0x21, 0x26, 0xff}
	Pale   = color.RGBA{0xe3, 0xe7, 0xea, 0xff} // of grids
)

// DotsPerInch is twice that of a screen, so that plots stay sharp on paper and on a wall.
const DotsPerInch = 192

// New is an empty plot in the letters of the page.
func New(title, xLabel, yLabel string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, xLabel, yLabel
	p.Title.Padding = vg.Points(6)
	for _, s := range []struct {
		style *text.Style
		size  vg.Length
	}{{&p.Title.TextStyle, 13}, {&p.X.Label.TextStyle, 11}, {&p.Y.Label.TextStyle, 11}, {&p.X.Tick.Label, 10}, {&p.Y.Tick.Label, 10}, {&p.Legend.TextStyle, 11}} {
		s.style.Font.Variant, s.style.Font.Size, s.style.Color = "Sans", s.size, Ink
	}
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.LineStyle.Color, axis.Tick.LineStyle.Color, axis.Tick.Marker = Grey, Grey, Ticks(5)
		axis.Label.Padding = vg.Points(3)
	}
	p.Legend.Padding = vg.Points(4)
	p.Legend.Top, p.Legend.XOffs, p.Legend.YOffs = true, -vg.Points(8), -vg.Points(4)
	return p
}

// Sheet is the paper for a plot, and what writes it as a PNG.
func Sheet(width, height vg.Length) (canvas.Canvas, io.WriterTo) {
	c := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(DotsPerInch))
	return canvas.New(c), vgimg.PngCanvas{Canvas: c}
}

// Save draws plots side by side, their axes in line, into a PNG file: whoever looks sees a whole picture.
func Save(path string, width, height vg.Length, plots ...*plot.Plot) error {
	return SaveRows(path, width, height, plots)
}

// SaveRows draws rows of as many plots each into a PNG file.
func SaveRows(path string, width, height vg.Length, rows ...[]*plot.Plot) error {
	picture, err := encodeRows(width, height, rows...)
	if err != nil {
		return err
	}
	return file.Write(path, func(w io.Writer) error { _, err := w.Write(picture); return err })
}

// encode draws plots side by side, their axes in line, as a PNG.
func encode(width, height vg.Length, plots ...*plot.Plot) ([]byte, error) {
	return encodeRows(width, height, plots)
}

// encodeRows draws rows of as many plots each.
func encodeRows(width, height vg.Length, rows ...[]*plot.Plot) ([]byte, error) {
	dc, picture := Sheet(width, height)
	const gap = 14
	tiles := canvas.Tiles{Rows: len(rows), Cols: len(rows[0]), PadX: vg.Points(gap), PadY: vg.Points(gap), PadRight: vg.Points(gap / 2), PadTop: vg.Points(2)}
	for i, row := range plot.Align(rows, tiles, dc) {
		for j, c := range row {
			rows[i][j].Draw(c)
		}
	}
	var b bytes.Buffer
	_, err := picture.WriteTo(&b)
	return b.Bytes(), err
}
