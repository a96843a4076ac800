package report

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/cmd/internal/plots"
)

// edgesPerM are the bins of curvature, to both sides.
var edgesPerM = [...]float64{0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1}

// Histogram draws how much of each curvature there is in a log and in what is learnt from it, in percent, as a PNG file.
func Histogram(path string, recorded, learnt []float64) error {
	p := plots.New("curves: what was driven, and what is learnt from", "curvature, 1/m, positive to the left", "share of the pictures, %")
	n := 2 * len(edgesPerM)
	var names []string
	for i := range n {
		names = append(names, binName(i))
	}
	const bar = 11
	for i, set := range []struct {
		name   string
		values []float64
		ink    color.Color
	}{{"driven", recorded, plots.Grey}, {"learnt from", learnt, plots.Blue}} {
		counts := make(plotter.Values, n)
		for _, v := range set.values {
			counts[binOf(v)] += 100 / float64(len(set.values))
		}
		bars, err := plotter.NewBarChart(counts, vg.Points(bar))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		bars.Color, bars.Offset, bars.LineStyle.Width = set.ink, vg.Points(bar*(float64(i)-0.5)), 0
		p.Add(bars)
		p.Legend.Add(set.name, bars)
	}
	p.NominalX(names...)
	p.X.Min, p.X.Max = -0.7, float64(n)-0.3
	return plots.Save(path, 10*vg.Inch, 4.5*vg.Inch, p)
}

// binOf is the bin of a curvature, from the sharpest to the right to the sharpest to the left.
func binOf(perM float64) int {
	amount, side := perM, 1
	if perM < 0 {
		amount, side = -perM, -1
	}
	at := 0
	for at < len(edgesPerM)-1 && amount >= edgesPerM[at+1] {
		at++
	}
	if side < 0 {
		return len(edgesPerM) - 1 - at
	}
	return len(edgesPerM) + at
}

func binName(i int) string {
	at, sign := i-len(edgesPerM), ""
	if at < 0 {
		at, sign = -at-1, "-"
	}
	if at == 0 && sign != "" {
		return "<0"
	}
	return fmt.Sprintf("%s%g", sign, edgesPerM[at])
}
