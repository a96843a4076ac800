package report

import (
	"fmt"
	"io"
	"text/tabwriter"

	"steersim/sim/eval"
)

// Table prints a row a drive and one for all together.
func Table(w io.Writer, runs []eval.Report, total eval.Report) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "road\tscene\tseed\tlaps\tkm\tmin\tautonomy %\tinterventions\tper km\tMAE m\tp95 m\tmax m\twhiteness °/s\texpert's\t")
	for _, r := range runs {
		laps := fmt.Sprint(r.Laps)
		if !r.Completed {
			laps += " (unfinished)"
		}
		row(t, r.Road, r.Scene, fmt.Sprint(r.Seed), laps, r)
	}
	if len(runs) > 1 {
		row(t, "all", total.Scene, "", fmt.Sprint(total.Laps), total)
	}
	return t.Flush()
}

func row(w io.Writer, road, scene, seed, laps string, r eval.Report) {
	if r.Path != "" {
		laps = r.Path
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%.2f\t%.1f\t%.2f\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.2f\t%.2f\t\n",
		road, scene, seed, laps, r.DistanceM/1000, r.ElapsedS/60, r.AutonomyPct, r.Interventions, r.InterventionsPerKm,
		r.LateralMAEM, r.LateralP95M, r.LateralMaxM, r.WhitenessDegS, r.ExpertWhitenessDegS)
}
