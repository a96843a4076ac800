package plots

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"
)

// Curve is one line of a plot.
type Curve struct {
	Name   string // empty: not in the legend
	X, Y   []float64
	Steps  bool   // the values are of bins around X, all as wide, not of points
	Marked []bool // points that stand out; nil: none
}

// Panel is a plot of curves over a common axis. Where the ends of the upright axis are alike, the curves decide.
type Panel struct {
	Title, XLabel, YLabel string
	YMin, YMax            float64
	Curves                []Curve
}

// How large a plot is when it has a line of its own, and of two beside each other; the latter holds two panels too.
const (
	WholeWidth  = 11.2 * vg.Inch
	wholeHeight = 3.8 * vg.Inch
	halfWidth   = 5.5 * vg.Inch
	halfHeight  = 4.4 * vg.Inch
	smallHeight = 2.5 * vg.Inch
)

// mostDots is up to how many points each gets a dot.
const mostDots = 60

// Curves draws lines over a common axis as a PNG that has a line of a page to itself.
func Curves(title, xLabel, yLabel string, curves []Curve) ([]byte, error) {
	p, err := Panel{Title: title, XLabel: xLabel, YLabel: yLabel, Curves: curves}.plot()
	if err != nil {
		return nil, err
	}
	return encode(WholeWidth, wholeHeight, p)
}

// Panels draws one plot, or several small ones side by side, as a PNG as wide as half a page.
func Panels(panels ...Panel) ([]byte, error) {
	var plots []*plot.Plot
	for _, panel := range panels {
		p, err := panel.plot()
		if err != nil {
			return nil, err
		}
		plots = append(plots, p)
	}
	height := halfHeight
	if len(panels) > 1 {
		height = smallHeight
	}
	return encode(halfWidth, height, plots...)
}

func (a Panel) plot() (*plot.Plot, error) {
	p := New(a.Title, a.XLabel, a.YLabel)
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = Pale, Pale
	p.Add(grid)
	for i, c := range a.Curves {
		if err := c.add(p, []color.RGBA{Blue, Orange, Grey}[i%3]); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", a.Title, c.Name, err)
		}
	}
	if a.YMin != a.YMax {
		p.Y.Min, p.Y.Max = a.YMin, a.YMax
		return p, nil
	}
	const air, legend = 0.05, 0.12 // of the height; each name in the legend takes room from the curves
	for _, c := range a.Curves {
		if c.Name != "" {
			p.Y.Max += legend * (p.Y.Max - p.Y.Min)
		}
	}
	p.Y.Max += air * (p.Y.Max - p.Y.Min)
	return p, nil
}

// add draws the curve.
func (c Curve) add(p *plot.Plot, ink color.RGBA) error {
	points, marked := c.points()
	line, dots, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	line.Color, line.Width = ink, vg.Points(2)
	dots.Color, dots.Shape, dots.Radius = ink, canvas.CircleGlyph{}, vg.Points(2.5)
	p.Add(line)
	if c.Steps {
		line.FillColor = color.NRGBA{ink.R, ink.G, ink.B, 40}
		p.Y.Min = min(p.Y.Min, 0)
	} else if len(points) <= mostDots {
		p.Add(dots)
	}
	if len(marked) > 0 {
		spots, err := plotter.NewScatter(marked)
		if err != nil {
			return err
		}
		spots.Color, spots.Shape, spots.Radius = red, canvas.CircleGlyph{}, vg.Points(4)
		p.Add(spots)
	}
	if c.Name != "" {
		p.Legend.Add(" "+c.Name+"  ", line)
	}
	return nil
}

// points are those that the line runs through, and those of them that stand out.
func (c Curve) points() (points, marked plotter.XYs) {
	for i, x := range c.X {
		at := plotter.XY{X: x, Y: c.Y[i]}
		if c.Steps && len(c.X) > 1 {
			half := (c.X[1] - c.X[0]) / 2
			points = append(points, plotter.XY{X: x - half, Y: at.Y}, plotter.XY{X: x + half, Y: at.Y})
			continue
		}
		points = append(points, at)
		if c.Marked != nil && c.Marked[i] {
			marked = append(marked, at)
		}
	}
	return points, marked
}
