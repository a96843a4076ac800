package report

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"steersim/sim/eval"
)

// Sweeps prints a table a sweep, each under the line that says where its drives first fail.
func Sweeps(w io.Writer, sweeps []eval.Sweep) error {
	var errs []error
	for _, s := range sweeps {
		fmt.Fprintf(w, "\n%s: %s\n", s.Name, FirstFailure(s))
		if len(s.Points) == 0 {
			continue
		}
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintf(t, "%s\tinterventions\tper km\tautonomy %%\tMAE m\tmax m\twhiteness °/s\t\n", strings.TrimSpace(s.Name+" "+s.Unit))
		for _, p := range s.Points {
			fmt.Fprintf(t, "%g\t%d\t%.3f\t%.2f\t%.3f\t%.3f\t%.2f\t\n", p.Value, p.Interventions, p.InterventionsPerKm, p.AutonomyPct, p.LateralMAEM, p.LateralMaxM, p.WhitenessDegS)
		}
		errs = append(errs, t.Flush())
	}
	return errors.Join(errs...)
}

// FirstFailure says where the drives of a sweep first fail, on each side of the base's value that was driven.
func FirstFailure(s eval.Sweep) string {
	if len(s.Points) == 0 {
		return "not driven"
	}
	value := func(v float64) string { return strings.TrimSpace(fmt.Sprintf("%g %s", v, s.Unit)) }
	below, above := s.Fails()
	least, most := s.Points[0].Value, s.Points[len(s.Points)-1].Value
	switch {
	case below != nil && above != nil && *below == *above:
		return "first intervention at " + value(*below) + ", the drives as they are"
	case below != nil && above != nil:
		return "first intervention at " + value(*below) + " and at " + value(*above)
	case below != nil && most > s.Base:
		return "first intervention at " + value(*below) + ", none up to " + value(most)
	case above != nil && least < s.Base:
		return "first intervention at " + value(*above) + ", none down to " + value(least)
	case below != nil:
		return "first intervention at " + value(*below)
	case above != nil:
		return "first intervention at " + value(*above)
	case least < s.Base && most <= s.Base:
		return "none down to " + value(least)
	case least < s.Base:
		return "none down to " + value(least) + " and up to " + value(most)
	}
	return "none up to " + value(most)
}
