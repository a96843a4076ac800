package comparison

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"steersim"
	"steersim/trainer/grid"
)

// Table prints a row for all seeds of a learner and its data: the middle, with the least and the most.
func Table(w io.Writer, rows []grid.Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "learner\tminutes\troads\tseeds\tkm each\tinterventions per km\tautonomy %\tMAE m\twhiteness/expert\tvalidation loss\t")
	for _, g := range grid.Groups(rows) {
		spread := func(format string, value func(grid.Row) float64) string { return spreadText(g, format, " to ", value) }
		fmt.Fprintf(t, "%s\t%g\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t\n", g.Learner, g.Minutes, g.Roads, len(g.Rows),
			fmt.Sprintf("%.1f", g.Spread(func(r grid.Row) float64 { return r.DistanceM / 1000 }).Median),
			spread("%.3f", byInterventions.value), spread("%.2f", autonomy), spread("%.3f", lateral),
			spread("%.2f", restlessness), spread("%.3g", func(r grid.Row) float64 { return r.ValLoss }))
	}
	return t.Flush()
}

// spreadText is the middle of a group's values, and of several seeds the least and the most, with the word to between them.
func spreadText(g grid.Group, format, to string, value func(grid.Row) float64) string {
	s := g.Spread(value)
	if len(g.Rows) == 1 {
		return fmt.Sprintf(format, s.Median)
	}
	return fmt.Sprintf(format+" ("+format+to+format+")", s.Median, s.Min, s.Max)
}

// JSON prints the rows.
func JSON(w io.Writer, rows []grid.Row) error {
	text := struct {
		Version string     `json:"version"`
		Cells   []grid.Row `json:"cells"`
	}{steersim.Version, rows}
	if err := json.NewEncoder(w).Encode(text); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}
