package comparison

import (
	"bytes"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"

	"steersim/cmd/internal/plots"
	"steersim/trainer/grid"
)

// legendWidth is of the strip beside a plot where the names are, so that they cover no curve.
const legendWidth = 2.4 * vg.Inch

// growthFigure draws a measure over the minutes of driving, a line a learner: the middle of its seeds, and an area for all of them.
func (m measure) growthFigure(all []learner, strokes []stroke, floor float64) ([]byte, error) {
	p := plots.New("", "minutes of driving learnt from", m.label)
	lines := plotter.NewGrid()
	lines.Vertical.Color, lines.Horizontal.Color = plots.Pale, plots.Pale
	p.Add(lines)
	legend := besideLegend(p)
	value := m.value
	if floor > 0 {
		value = func(r grid.Row) float64 { return max(m.value(r), floor) }
	}
	minutes := amounts(all)
	alone := 0.0 // learners of one amount stand a little beside each other, and beside curves
	if len(minutes) == 1 {
		alone = -float64(len(all)+1) / 2
	}
	for i, l := range all {
		s := strokes[i]
		beside := 1.0
		if len(l.groups) == 1 {
			alone++
			beside = math.Pow(1.05, alone)
		}
		var middle, least, most plotter.XYs
		for _, g := range l.groups {
			v := g.Spread(value)
			x := g.Minutes * beside
			middle = append(middle, plotter.XY{X: x, Y: v.Median})
			least, most = append(least, plotter.XY{X: x, Y: v.Min}), append(most, plotter.XY{X: x, Y: v.Max})
		}
		if err := s.draw(p, &legend, middle, least, most); err != nil {
			return nil, err
		}
	}
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, amountTicks(minutes)
	if len(minutes) == 1 { // a single amount has air on both sides
		p.X.Min, p.X.Max = minutes[0]/2, max(minutes[0]*2, p.X.Max)
	} else {
		p.X.Min = minutes[0]
	}
	switch {
	case floor > 0:
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, fromNone(floor)
		if p.Y.Min > floor { // nobody drove without one
			p.Y.Min, p.Y.Tick.Marker = p.Y.Min/1.3, plots.Decades{}
		}
		p.Y.Max = max(1.1*p.Y.Max, 2*p.Y.Min)
	case m.less:
		p.Y.Min, p.Y.Max = 0, max(1.05*p.Y.Max, math.Pow10(-m.decimals))
	default:
		p.Y.Min, p.Y.Max = math.Floor(max(0, p.Y.Min-5)/10)*10, 100
	}
	return encodeBeside(p, legend)
}

// draw draws a learner's curve; least and most are of its seeds.
func (s stroke) draw(p *plot.Plot, legend *plot.Legend, middle, least, most plotter.XYs) error {
	line, dots, err := plotter.NewLinePoints(middle)
	if err != nil {
		return err
	}
	line.Color, line.Width, line.Dashes = s.ink, vg.Points(2), s.dashes
	dots.Color, dots.Shape, dots.Radius = s.ink, s.glyph, vg.Points(3.5)
	if len(middle) == 1 {
		bar, err := plotter.NewLine(plotter.XYs{least[0], most[0]})
		if err != nil {
			return err
		}
		bar.Color, bar.Width = s.ink, vg.Points(1)
		p.Add(bar, dots)
		legend.Add(" "+s.name, dots)
		return nil
	}
	most = slices.Clone(most)
	slices.Reverse(most)
	area, err := plotter.NewPolygon(append(slices.Clone(least), most...))
	if err != nil {
		return err
	}
	area.Color, area.LineStyle.Width = color.NRGBA{s.ink.R, s.ink.G, s.ink.B, 34}, 0
	p.Add(area, line, dots)
	legend.Add(" "+s.name, line, dots)
	return nil
}

// besideLegend is a legend in the letters of the plot.
func besideLegend(p *plot.Plot) plot.Legend {
	legend := plot.NewLegend()
	legend.TextStyle, legend.Padding = p.Legend.TextStyle, vg.Points(4)
	legend.Top, legend.Left, legend.ThumbnailWidth = true, true, vg.Points(28)
	return legend
}

// encodeBeside draws a plot as wide as the page, the names to its right.
func encodeBeside(p *plot.Plot, legend plot.Legend) ([]byte, error) {
	const height = 4.2 * vg.Inch
	dc, picture := plots.Sheet(plots.WholeWidth, height)
	p.Draw(canvas.Crop(dc, 0, -legendWidth, 0, -vg.Points(4)))
	legend.Draw(canvas.Crop(dc, plots.WholeWidth-legendWidth+vg.Points(10), 0, 0, -vg.Points(8)))
	var b bytes.Buffer
	_, err := picture.WriteTo(&b)
	return b.Bytes(), err
}

// amountTicks names the amounts, as far as there is room.
func amountTicks(minutes []float64) (ticks plot.ConstantTicks) {
	const apart = 1.12
	for _, m := range minutes {
		label := strconv.FormatFloat(m, 'g', 4, 64)
		if n := len(ticks); n > 0 && m < apart*ticks[n-1].Value {
			label = ""
		}
		ticks = append(ticks, plot.Tick{Value: m, Label: label})
	}
	return ticks
}

// fromNone marks a logarithmic axis whose lowest value stands for none.
type fromNone float64

// Ticks is of plot.Ticker.
func (f fromNone) Ticks(least, most float64) []plot.Tick {
	ticks := []plot.Tick{{Value: float64(f), Label: "none"}}
	for _, t := range (plots.Decades{}).Ticks(least, most) {
		if t.Value > 1.5*float64(f) {
			ticks = append(ticks, t)
		}
	}
	return ticks
}
