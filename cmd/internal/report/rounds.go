package report

import (
	"encoding/json"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"text/tabwriter"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim"
	"steersim/cmd/internal/plots"
	"steersim/trainer/rounds"
)

// Rounds draws a PNG file: interventions per km by round, the lateral error beside them; the best round is marked.
func Rounds(path string, all []rounds.Round) error {
	if len(all) == 0 {
		return fmt.Errorf("%s: no round to draw", path)
	}
	best := rounds.Best(all)
	var drawn []*plot.Plot
	for _, curve := range []struct {
		title string
		ink   color.Color
		value func(rounds.Round) float64
	}{
		{"interventions per km", plots.Blue, func(r rounds.Round) float64 { return r.InterventionsPerKm }},
		{"mean lateral error, m", plots.Orange, func(r rounds.Round) float64 { return r.LateralMAEM }},
	} {
		p := plots.New(curve.title, "round", "")
		p.Add(plotter.NewGrid())
		points := make(plotter.XYs, len(all))
		ticks := make(plot.ConstantTicks, len(all))
		for i, r := range all {
			points[i] = plotter.XY{X: float64(r.Round), Y: curve.value(r)}
			ticks[i] = plot.Tick{Value: float64(r.Round), Label: strconv.Itoa(r.Round)}
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		line.Color, line.Width, dots.Color = curve.ink, vg.Points(2), curve.ink
		mark, err := plotter.NewScatter(points[best : best+1])
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		mark.Color, mark.Radius = plots.Grey, vg.Points(6)
		p.Add(line, dots, mark)
		p.X.Tick.Marker, p.Y.Min = ticks, 0
		drawn = append(drawn, p)
	}
	return plots.Save(path, 10*vg.Inch, 4*vg.Inch, drawn...)
}

// RoundsTable prints a row a round; the best one has a star.
func RoundsTable(w io.Writer, all []rounds.Round) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "round\tminutes\tpictures\tkm to learn\tinterventions then\tinterventions\tper km\tautonomy %\tMAE m\tseconds\t")
	for i, r := range all {
		name := strconv.Itoa(r.Round)
		if i == rounds.Best(all) {
			name = "* " + name
		}
		fmt.Fprintf(t, "%s\t%.1f\t%d\t%.2f\t%d\t%d\t%.3f\t%.2f\t%.3f\t%.0f\t\n", name, r.MinutesOfDriving, r.Pictures, r.KmDrivenToLearn,
			r.InterventionsWhileLearning, r.Interventions, r.InterventionsPerKm, r.AutonomyPct, r.LateralMAEM, r.Seconds)
	}
	return t.Flush()
}

// RoundsJSON prints the rounds and which of them is the best.
func RoundsJSON(w io.Writer, net string, all []rounds.Round) error {
	text := struct {
		Version string         `json:"version"`
		Net     string         `json:"net"`
		Best    int            `json:"best"`
		Rounds  []rounds.Round `json:"rounds"`
	}{steersim.Version, net, rounds.Best(all), all}
	if err := json.NewEncoder(w).Encode(text); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}
