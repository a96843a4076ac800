package comparison

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/cmd/internal/plots"
	"steersim/trainer/grid"
)

// Plot draws a PNG file: autonomy and lateral error over the minutes of driving learnt from, where every drive had a road of its
// own, and over the number of roads where the minutes are the same. The middle of the seeds is a line, all of them are an area.
func Plot(path string, rows []grid.Row) error {
	groups := grid.Groups(rows)
	var drawn [2][]*plot.Plot // of autonomy, of lateral error
	for _, axis := range []struct {
		label  string
		series []series
	}{
		{"minutes of driving, another road every drive", byMinutes(groups)},
		{"different roads, of as many minutes", byRoads(groups)},
	} {
		if len(axis.series) == 0 {
			continue
		}
		for i, figure := range []struct {
			label string
			value func(grid.Row) float64
		}{{"autonomy, %", autonomy}, {"mean lateral error, m", lateral}} {
			p, err := spreadPlot(axis.label, figure.label, axis.series, figure.value)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			p.Y.Min = 0
			if i == 0 {
				p.Y.Max, p.Legend.Top, p.Legend.YOffs = 100, false, vg.Points(8)
			}
			drawn[i] = append(drawn[i], p)
		}
	}
	if len(drawn[0]) == 0 {
		return nil // a single amount of data has no curve
	}
	return plots.SaveRows(path, vg.Length(6*len(drawn[0]))*vg.Inch, 8*vg.Inch, drawn[0], drawn[1])
}

// series are groups of a growing amount of data.
type series struct {
	name   string
	x      []float64
	groups []grid.Group
}

// byMinutes takes the groups whose every drive was on another road.
func byMinutes(groups []grid.Group) (all []series) {
	for _, g := range groups {
		if g.Roads == grid.Drives(g.Minutes) {
			all = grow(all, g.Learner, g.Minutes, g)
		}
	}
	return several(all)
}

// byRoads takes the groups of each amount of driving apart.
func byRoads(groups []grid.Group) (all []series) {
	for _, g := range groups {
		all = grow(all, fmt.Sprintf("%s, %g minutes", g.Learner, g.Minutes), float64(g.Roads), g)
	}
	return several(all)
}

func grow(all []series, name string, x float64, g grid.Group) []series {
	i := slices.IndexFunc(all, func(s series) bool { return s.name == name })
	if i < 0 {
		i, all = len(all), append(all, series{name: name})
	}
	all[i].x, all[i].groups = append(all[i].x, x), append(all[i].groups, g)
	return all
}

// several leaves out what is no curve.
func several(all []series) []series {
	return slices.DeleteFunc(all, func(s series) bool { return len(s.x) < 2 })
}

// spreadPlot draws series over a logarithmic axis.
func spreadPlot(xLabel, yLabel string, all []series, value func(grid.Row) float64) (*plot.Plot, error) {
	title := ""
	if len(all) == 1 {
		title = all[0].name
	}
	p := plots.New(title, xLabel, yLabel)
	lines := plotter.NewGrid()
	lines.Vertical.Color, lines.Horizontal.Color = plots.Pale, plots.Pale
	p.Add(lines)
	p.X.Scale = plot.LogScale{}
	inks := [...]color.RGBA{plots.Blue, plots.Orange, {0x00, 0x9e, 0x73, 0xff}, {0xcc, 0x79, 0xa7, 0xff}, {0x56, 0xb4, 0xe9, 0xff}, plots.Grey} // Okabe and Ito 2008, without yellow
	var marks plot.ConstantTicks
	for i, s := range all {
		shade := inks[i%len(inks)]
		var middle, least, most plotter.XYs
		for j, g := range s.groups {
			v := g.Spread(value)
			middle = append(middle, plotter.XY{X: s.x[j], Y: v.Median})
			least, most = append(least, plotter.XY{X: s.x[j], Y: v.Min}), append(most, plotter.XY{X: s.x[j], Y: v.Max})
			marks = append(marks, plot.Tick{Value: s.x[j], Label: strconv.FormatFloat(s.x[j], 'g', -1, 64)})
		}
		slices.Reverse(most)
		area, err := plotter.NewPolygon(append(least, most...))
		if err != nil {
			return nil, err
		}
		area.Color, area.LineStyle.Width = color.NRGBA{shade.R, shade.G, shade.B, 45}, 0
		line, dots, err := plotter.NewLinePoints(middle)
		if err != nil {
			return nil, err
		}
		line.Color, line.Width, dots.Color = shade, vg.Points(2), shade
		p.Add(area, line, dots)
		if len(all) > 1 {
			p.Legend.Add(" "+s.name+"  ", line)
		}
	}
	p.X.Tick.Marker = marks
	return p, nil
}
