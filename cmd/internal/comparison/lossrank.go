package comparison

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/cmd/internal/plots"
	"steersim/cmd/internal/report"
	"steersim/trainer/grid"
)

// losses are trainings with a loss, by learner: what a logarithmic axis can show.
func losses(rows []grid.Row, name string) (loss, drove []float64) {
	for _, r := range rows {
		if (name == "" || r.Learner == name) && r.ValLoss > 0 {
			loss, drove = append(loss, r.ValLoss), append(drove, r.AutonomyPct)
		}
	}
	return loss, drove
}

// strength is a correlation in words; loss should fall as autonomy rises.
func strength(rho float64) string {
	const strong, weak = 0.7, 0.3 // of no theory; the number stands beside the word
	switch {
	case rho <= -strong:
		return "a lower loss goes with better driving"
	case rho <= -weak:
		return "a lower loss goes with better driving only loosely"
	case rho < weak:
		return "the loss hardly says how a net drives"
	}
	return "a lower loss goes with worse driving"
}

// lossSays are the sentences on whether loss ranks drivers.
func lossSays(rows []grid.Row, all []learner) says {
	var s says
	loss, drove := losses(rows, "")
	if rho, ok := grid.Spearman(loss, drove); ok {
		s[0] = fmt.Sprintf("Over %s the rank correlation of offline loss with autonomy is %.2f (-1 would be a loss that ranks drivers without a fault): %s", report.Counted(len(loss), "training"), rho, strength(rho))
	} else {
		s[0] = fmt.Sprintf("%s with a loss, or all alike in loss or autonomy, are too few to correlate the two", report.Counted(len(loss), "training"))
	}
	const enough = 5 // of fewer, chance alone makes any correlation
	var within, none []string
	for _, l := range all {
		loss, drove := losses(rows, l.name)
		if rho, ok := grid.Spearman(loss, drove); ok && len(loss) >= enough {
			within = append(within, fmt.Sprintf("%.2f for %s", rho, l.name))
		} else {
			none = append(none, l.name)
		}
	}
	switch {
	case len(within) == 0:
		s[1] = "No learner has five trainings that differ in loss and autonomy, so nothing is said of the correlation within one"
	case len(none) == 0:
		s[1] = fmt.Sprintf("Within a learner, over its data and seeds, it is %s", listed(within))
	default:
		s[1] = fmt.Sprintf("Within a learner, over its data and seeds, it is %s; %s had fewer than %d trainings or no differences", listed(within), listed(none), enough)
	}
	against, with := pairsOfSameData(rows)
	switch n := against + with; {
	case n == 0:
		s[2] = "No two learners with the same data differ in both loss and autonomy, so that loss cannot be asked to choose between them"
	default:
		s[2] = fmt.Sprintf("Of %s of trainings on the same data, where loss would have to choose a learner, the one with less loss drives better in %.0f %%, where a coin would in 50 %%", report.Counted(n, "pair"), 100*float64(against)/float64(n))
	}
	return s
}

// pairsOfSameData counts pairs of learners that had the same log and seed, and so the same stretches held out for the loss.
func pairsOfSameData(rows []grid.Row) (against, with int) {
	var done []grid.Data
	for _, r := range rows {
		if slices.Contains(done, r.Data()) {
			continue
		}
		done = append(done, r.Data())
		var loss, drove []float64
		for _, other := range rows {
			if other.Data() == r.Data() && other.ValLoss > 0 {
				loss, drove = append(loss, other.ValLoss), append(drove, other.AutonomyPct)
			}
		}
		a, w := grid.Pairs(loss, drove)
		against, with = against+a, with+w
	}
	return against, with
}

// lossFigure draws a dot a training: its offline loss, and how it drove. Without a loss there is none.
func lossFigure(rows []grid.Row, strokes []stroke) ([]byte, error) {
	loss, drove := losses(rows, "")
	if len(loss) == 0 {
		return nil, nil
	}
	title := ""
	if rho, ok := grid.Spearman(loss, drove); ok {
		title = fmt.Sprintf("Spearman's rho %.2f over %s", rho, report.Counted(len(loss), "training"))
	}
	p := plots.New(title, "offline loss of the best epoch on held-out stretches, 1/m² (log)", "autonomy, %")
	lines := plotter.NewGrid()
	lines.Vertical.Color, lines.Horizontal.Color = plots.Pale, plots.Pale
	p.Add(lines)
	legend := besideLegend(p)
	for _, s := range strokes {
		loss, drove := losses(rows, s.name)
		if len(loss) == 0 {
			continue
		}
		points := make(plotter.XYs, len(loss))
		for i := range loss {
			points[i] = plotter.XY{X: loss[i], Y: drove[i]}
		}
		dots, err := plotter.NewScatter(points)
		if err != nil {
			return nil, err
		}
		dots.Color, dots.Shape, dots.Radius = s.ink, s.glyph, vg.Points(4)
		p.Add(dots)
		name := " " + s.name
		if rho, ok := grid.Spearman(loss, drove); ok {
			name += fmt.Sprintf(" (%.2f)", rho)
		}
		legend.Add(name, dots)
	}
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plots.Decades{}
	p.X.Min, p.X.Max = p.X.Min/1.2, p.X.Max*1.2
	p.Y.Min, p.Y.Max = max(0, p.Y.Min-2), min(p.Y.Max+2, 101)
	return encodeBeside(p, legend)
}
