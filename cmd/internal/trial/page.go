package trial

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"steersim/cmd/internal/plots"
	"steersim/cmd/internal/report"
	"steersim/sim/eval"
)

// Page is the page of an evaluation. perturbed says what was done to the drives, if anything; swept is what was beside them.
func Page(net, driver, perturbed string, drives []*Witness, swept []eval.Sweep) (*report.Page, error) {
	var reports []eval.Report
	for _, w := range drives {
		reports = append(reports, w.Report)
	}
	t := eval.Total(reports)
	about := fmt.Sprintf("%s, %s, %.1f km, %.1f min", strings.TrimSpace(driver+" "+net), report.Counted(len(drives), "drive"), t.DistanceM/1000, t.ElapsedS/60)
	if perturbed != "" {
		about += ", made hard by " + perturbed
	}
	p := &report.Page{Title: fmt.Sprintf("%.2f %% autonomy, %s", t.AutonomyPct, report.Counted(t.Interventions, "intervention")), About: about}
	if err := summary(p, t, drives); err != nil {
		return nil, err
	}
	matrix(p, reports)
	if err := sweeps(p, swept); err != nil {
		return nil, err
	}
	worst := worstFirst(drives)
	if err := steering(p, drives, worst[0]); err != nil {
		return nil, err
	}
	if err := maps(p, worst); err != nil {
		return nil, err
	}
	if err := strips(p, worst); err != nil {
		return nil, err
	}
	list(p, reports)
	return p, nil
}

// summary is what is to be seen first: the figures of all drives together.
func summary(p *report.Page, t eval.Report, drives []*Witness) error {
	p.Section("All drives together", "A car that is more than 1 m off its lane's centre is put back, which costs six seconds; autonomy is the share of the time that is left (Bojarski et al. 2016).")
	p.Facts(
		report.Fact{Number: fmt.Sprintf("%.2f", t.InterventionsPerKm), Name: "interventions per km"},
		report.Fact{Number: fmt.Sprintf("%.3f", t.LateralMAEM), Unit: "m", Name: "off the lane's centre in the mean"},
		report.Fact{Number: fmt.Sprintf("%.3f", t.LateralP95M), Unit: "m", Name: "in 95 % of the time"},
		report.Fact{Number: fmt.Sprintf("%.2f", t.LateralMaxM), Unit: "m", Name: "at most"},
		report.Fact{Number: fmt.Sprintf("%.2f", t.WhitenessDegS), Unit: "°/s", Name: fmt.Sprintf("restlessness of the wheels; the expert's is %.2f", t.ExpertWhitenessDegS)})
	var offsetsM []float64
	for _, w := range drives {
		for _, at := range w.way {
			offsetsM = append(offsetsM, math.Abs(at.OffsetM))
		}
	}
	const mostM = 1.2
	offsets, err := plots.Panels(plots.Panel{Title: "distance from the lane's centre", XLabel: "m", YLabel: "% of the time", Curves: []plots.Curve{shares("", offsetsM, mostM)}})
	if err != nil {
		return err
	}
	p.PNG(offsets, "How much of the time the car was how far off. An intervention is due at 1 m.", report.Half)
	rates, err := restlessness(drives)
	if err != nil {
		return err
	}
	p.PNG(rates, "The wheels' angle from one control tick to the next; the last bin holds all that is faster.", report.Half)
	return nil
}

// worstFirst puts the drives in the order of their interventions, and of their distance from the lane's centre.
func worstFirst(drives []*Witness) []*Witness {
	return slices.SortedStableFunc(slices.Values(drives), func(a, b *Witness) int {
		return cmp.Or(cmp.Compare(b.Report.Interventions, a.Report.Interventions), cmp.Compare(b.Report.LateralMAEM, a.Report.LateralMAEM))
	})
}

// list has a row for every drive.
func list(p *report.Page, reports []eval.Report) {
	p.Section("Drive by drive", "")
	rows := [][]string{{"road", "scene", "seed", "km", "autonomy %", "interventions", "MAE m", "p95 m", "max m", "whiteness °/s", "expert's"}}
	for _, r := range reports {
		rows = append(rows, []string{r.Road, r.Scene, fmt.Sprint(r.Seed), fmt.Sprintf("%.2f", r.DistanceM/1000), fmt.Sprintf("%.2f", r.AutonomyPct), fmt.Sprint(r.Interventions),
			fmt.Sprintf("%.3f", r.LateralMAEM), fmt.Sprintf("%.3f", r.LateralP95M), fmt.Sprintf("%.3f", r.LateralMaxM), fmt.Sprintf("%.2f", r.WhitenessDegS), fmt.Sprintf("%.2f", r.ExpertWhitenessDegS)})
	}
	p.Table(rows)
}
