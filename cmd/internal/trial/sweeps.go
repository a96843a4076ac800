package trial

import (
	"math"
	"strings"

	"steersim/cmd/internal/plots"
	"steersim/cmd/internal/report"
	"steersim/sim/eval"
)

// sweeps draws what each perturbation does as it grows: small plots, alike in their axes, so that one may be held against another.
func sweeps(p *report.Page, all []eval.Sweep) error {
	if len(all) == 0 {
		return nil
	}
	p.Section("How much it takes", "The same drives again, with one thing made harder step by step and all else left as it was. Red is a value with an intervention.")
	lowPct, mostM := 100.0, 0.0
	for _, s := range all {
		for _, at := range s.Points {
			lowPct, mostM = min(lowPct, at.AutonomyPct), max(mostM, at.LateralMAEM)
		}
	}
	lowPct = min(10*math.Floor(lowPct/10), 90)
	air := (100 - lowPct) / 20
	for _, s := range all {
		if len(s.Points) == 0 {
			continue
		}
		autonomy, mae := plots.Curve{}, plots.Curve{}
		for _, at := range s.Points {
			autonomy.X, autonomy.Y, autonomy.Marked = append(autonomy.X, at.Value), append(autonomy.Y, at.AutonomyPct), append(autonomy.Marked, at.Interventions > 0)
			mae.X, mae.Y, mae.Marked = append(mae.X, at.Value), append(mae.Y, at.LateralMAEM), autonomy.Marked
		}
		axis := strings.TrimSpace(s.Name + " " + s.Unit)
		plot, err := plots.Panels(
			plots.Panel{XLabel: axis, YLabel: "autonomy, %", YMin: lowPct - air, YMax: 100 + air, Curves: []plots.Curve{autonomy}},
			plots.Panel{XLabel: axis, YLabel: "MAE, m", YMin: -mostM / 20, YMax: 1.05 * max(mostM, 0.01), Curves: []plots.Curve{mae}})
		if err != nil {
			return err
		}
		p.PNG(plot, s.Name+": "+report.FirstFailure(s), report.Half)
	}
	return nil
}
