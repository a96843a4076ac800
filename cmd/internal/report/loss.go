package report

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/trainer"
)

// Loss draws a training run's losses over its epochs as a PNG file; the best epoch is marked.
func Loss(path string, history []trainer.Epoch, best int) error {
	if len(history) == 0 {
		return fmt.Errorf("%s: no epoch to draw", path)
	}
	p := newPlot("training", "epoch", "loss (1/m²), weighted")
	p.Add(plotter.NewGrid())
	var train, val plotter.XYs
	positive := true
	for _, e := range history {
		train = append(train, plotter.XY{X: float64(e.Epoch), Y: e.TrainLoss})
		val = append(val, plotter.XY{X: float64(e.Epoch), Y: e.ValLoss})
		positive = positive && e.TrainLoss > 0 && e.ValLoss > 0
	}
	if positive {
		p.Y.Scale = plot.LogScale{}
		p.Y.Tick.Marker = plot.LogTicks{Prec: -1}
	}
	for _, curve := range []struct {
		name   string
		points plotter.XYs
		color  color.Color
	}{{"training", train, blue}, {"validation", val, orange}} {
		line, dots, err := plotter.NewLinePoints(curve.points)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", path, curve.name, err)
		}
		line.Color, line.Width = curve.color, vg.Points(1.5)
		dots.Color = curve.color
		p.Add(line, dots)
		p.Legend.Add(curve.name, line, dots)
	}
	if i := best - history[0].Epoch; i >= 0 && i < len(val) {
		mark, err := plotter.NewScatter(plotter.XYs{val[i]})
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		mark.Color, mark.Radius = grey, vg.Points(6)
		p.Add(mark)
		p.Legend.Add(fmt.Sprintf("best: epoch %d", best), mark)
	}
	return save(path, p, 8*vg.Inch, 5*vg.Inch)
}
