package trial

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"slices"
	"strings"

	"steersim/cmd/internal/report"
	"steersim/cmd/internal/view"
	"steersim/sim/eval"
)

// How much is drawn: a map for each of so many drives, the worst first.
const (
	mostMaps = 24
	bins     = 22 // of the distribution, 5 cm each
	binM     = 0.05
)

// Page is the page of an evaluation. perturbed says what was done to the drives, if anything.
func Page(net, driver, perturbed string, drives []*Witness) (*report.Page, error) {
	var reports []eval.Report
	for _, w := range drives {
		reports = append(reports, w.Report)
	}
	t := eval.Total(reports)
	about := fmt.Sprintf("%s, %s, %.1f km, %.0f minutes", strings.TrimSpace(driver+" "+net), counted(len(drives), "drive"), t.DistanceM/1000, t.ElapsedS/60)
	if perturbed != "" {
		about += ", made hard by " + perturbed
	}
	p := &report.Page{Title: fmt.Sprintf("%.2f %% autonomy, %s", t.AutonomyPct, counted(t.Interventions, "intervention")), About: about}
	p.Section("All drives together", fmt.Sprintf("A car that is more than 1 m off its lane's centre is put back, which costs six seconds (Bojarski et al. 2016). Off the centre: %.3f m in the mean, %.3f m in 95 %% of the time, %.2f m at most; over 1 m for %.2f %% of the time. The wheels' restlessness is %.2f °/s, the expert's %.2f.",
		t.LateralMAEM, t.LateralP95M, t.LateralMaxM, 100*t.FailureRate, t.WhitenessDegS, t.ExpertWhitenessDegS))
	plot, err := distribution(drives)
	if err != nil {
		return nil, err
	}
	p.PNG(plot, "how much of the time the car was how far off", true)
	p.Section("Drive by drive", "")
	rows := [][]string{{"road", "scene", "seed", "km", "autonomy %", "interventions", "MAE m", "p95 m", "max m", "whiteness °/s", "expert's"}}
	for _, r := range reports {
		rows = append(rows, []string{r.Road, r.Scene, fmt.Sprint(r.Seed), fmt.Sprintf("%.2f", r.DistanceM/1000), fmt.Sprintf("%.2f", r.AutonomyPct), fmt.Sprint(r.Interventions),
			fmt.Sprintf("%.3f", r.LateralMAEM), fmt.Sprintf("%.3f", r.LateralP95M), fmt.Sprintf("%.3f", r.LateralMaxM), fmt.Sprintf("%.2f", r.WhitenessDegS), fmt.Sprintf("%.2f", r.ExpertWhitenessDegS)})
	}
	p.Table(rows)
	worst := slices.Clone(drives)
	slices.SortStableFunc(worst, func(a, b *Witness) int {
		if d := b.Report.Interventions - a.Report.Interventions; d != 0 {
			return d
		}
		return int(math.Copysign(1, b.Report.LateralMAEM-a.Report.LateralMAEM))
	})
	if err := maps(p, worst[:min(len(worst), mostMaps)], len(worst)); err != nil {
		return nil, err
	}
	return p, strips(p, worst)
}

// counted is a number of things, in words that agree.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// maps draws the drives on their roads.
func maps(p *report.Page, drives []*Witness, all int) error {
	text := "Coloured by the distance from the lane's centre; a ring is an intervention. North is up."
	if len(drives) < all {
		text += fmt.Sprintf(" The %d worst of %d drives.", len(drives), all)
	}
	p.Section("Where", text)
	for _, w := range drives {
		m, err := view.Offsets(w.Road, image.Pt(420, 420), w.way)
		if err != nil {
			return err
		}
		if err := p.Picture(m, fmt.Sprintf("%s, %s: %s, %.3f m", w.Report.Road, w.Report.Scene, counted(w.Report.Interventions, "intervention"), w.Report.LateralMAEM), false); err != nil {
			return err
		}
	}
	return nil
}

// strips shows what was seen before each intervention.
func strips(p *report.Page, drives []*Witness) error {
	begun := false
	for _, w := range drives {
		for _, s := range w.strips {
			if len(s.pictures) == 0 {
				continue
			}
			if !begun {
				p.Section("Interventions", "What the driver saw, half a second apart; the last picture is the one at which it was put back.")
				begun = true
			}
			side := "left"
			if s.offsetM < 0 {
				side = "right"
			}
			if err := p.Picture(row(s.pictures), fmt.Sprintf("%s, %s, %.1f s, at %.0f m: %.2f m to the %s", w.Report.Road, w.Report.Scene, s.timeS, s.alongM, math.Abs(s.offsetM), side), true); err != nil {
				return err
			}
		}
	}
	return nil
}

// row lays pictures side by side, at half their size.
func row(pictures []*image.RGBA) *image.RGBA {
	const gap = 4
	size := pictures[0].Rect.Size().Div(2)
	m := image.NewRGBA(image.Rect(0, 0, len(pictures)*(size.X+gap)-gap, size.Y))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for i, from := range pictures {
		for y := range size.Y {
			for x := range size.X {
				a, b := from.PixOffset(2*x, 2*y), from.PixOffset(2*x, 2*y+1)
				to := m.Pix[m.PixOffset(i*(size.X+gap)+x, y):]
				for k := range 4 {
					to[k] = uint8((int(from.Pix[a+k]) + int(from.Pix[a+4+k]) + int(from.Pix[b+k]) + int(from.Pix[b+4+k])) / 4)
				}
			}
		}
	}
	return m
}

// distribution is the share of the time by distance from the lane's centre.
func distribution(drives []*Witness) ([]byte, error) {
	counts, n := make([]float64, bins), 0.0
	for _, w := range drives {
		for _, p := range w.way {
			counts[min(int(math.Abs(p.OffsetM)/binM), bins-1)]++
			n++
		}
	}
	c := report.Curve{Name: "share of the time"}
	for i, v := range counts {
		c.X, c.Y = append(c.X, (float64(i)+0.5)*binM), append(c.Y, 100*v/max(n, 1))
	}
	return report.Curves("distance from the lane's centre", "m", "% of the time", []report.Curve{c})
}
