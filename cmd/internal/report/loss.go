package report

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/cmd/internal/plots"
	"steersim/trainer"
)

// Loss draws a training run's losses over its epochs as a PNG file, and below them how it drove; the best epoch is marked.
func Loss(path string, history []trainer.Epoch, best int) error {
	if len(history) == 0 {
		return fmt.Errorf("%s: no epoch to draw", path)
	}
	p := plots.New("training", "epoch", "loss (1/m²), weighted")
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
		p.Y.Tick.Marker = plots.Decades{}
	}
	for _, curve := range []struct {
		name   string
		points plotter.XYs
		color  color.Color
	}{{"training", train, plots.Blue}, {"validation", val, plots.Orange}} {
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
		mark.Color, mark.Radius = plots.Grey, vg.Points(6)
		p.Add(mark)
		p.Legend.Add(fmt.Sprintf("best: epoch %d", best), mark)
	}
	drives, err := exams(history, best)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, err)
	case drives == nil:
		return plots.Save(path, 8*vg.Inch, 5*vg.Inch, p)
	}
	drives.X.Min, drives.X.Max = p.X.Min, p.X.Max
	return plots.Save(path, 12*vg.Inch, 5*vg.Inch, p, drives)
}

// exams plots how far off the lane's centre a network drove after each exam, with its interventions; nil where there was none.
func exams(history []trainer.Epoch, best int) (*plot.Plot, error) {
	var off, chosen plotter.XYs
	var counts plotter.XYLabels
	for _, e := range history {
		if e.Drives == nil {
			continue
		}
		at := plotter.XY{X: float64(e.Epoch), Y: e.Drives.LateralMAEM}
		off, counts.XYs = append(off, at), append(counts.XYs, at)
		counts.Labels = append(counts.Labels, fmt.Sprint(e.Drives.Interventions))
		if e.Epoch == best {
			chosen = plotter.XYs{at}
		}
	}
	if len(off) == 0 {
		return nil, nil
	}
	p := plots.New("driving held-out roads", "epoch", "off the lane's centre (m)")
	p.Y.Min = 0
	line, dots, err := plotter.NewLinePoints(off)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width, dots.Color = plots.Blue, vg.Points(1.5), plots.Blue
	labels, err := plotter.NewLabels(counts)
	if err != nil {
		return nil, err
	}
	labels.Offset = vg.Point{X: vg.Points(3), Y: vg.Points(5)}
	p.Add(plotter.NewGrid(), line, dots, labels)
	if len(chosen) > 0 {
		mark, err := plotter.NewScatter(chosen)
		if err != nil {
			return nil, err
		}
		mark.Color, mark.Radius = plots.Grey, vg.Points(6)
		p.Add(mark)
	}
	p.Legend.Add("mean, with the interventions", line, dots)
	p.Y.Max *= 1.15 // room for the numbers
	return p, nil
}
