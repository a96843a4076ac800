package comparison

import (
	"fmt"
	"image"
	"io"
	"math"
	"strings"

	"steersim/cmd/internal/report"
	"steersim/trainer/grid"
)

// Results are what is known of a comparison.
type Results struct {
	Rows     []grid.Row
	Scenes   []grid.SceneScore // by driver and scene; none: the section is left out
	Insides  []Inside          // none: the section is left out
	Recipe   []string          // what all trainings have in common, a line each
	Expected int               // trainings when all are whole; 0: not known
}

// Inside is a picture of what a learner has learnt.
type Inside struct {
	Learner, Caption string
	Picture          image.Image
}

// WritePage writes the page: figures, each with three sentences on what it shows, which are made from the numbers.
func (c Results) WritePage(w io.Writer) error {
	p, err := c.page()
	if err != nil {
		return fmt.Errorf("page of the comparison: %w", err)
	}
	return p.Write(w)
}

func (c Results) page() (*report.Page, error) {
	if len(c.Rows) == 0 {
		return nil, fmt.Errorf("no training is whole")
	}
	all := learnersOf(c.Rows)
	var names []string
	for _, l := range all {
		names = append(names, l.name)
	}
	strokes := strokesOf(names)
	p := &report.Page{Title: "Who learns to drive from how little", About: c.about(names)}
	c.headline(p, all)
	if err := c.growths(p, all, strokes); err != nil {
		return nil, err
	}
	p.Section("Does loss rank drivers?", lossSays(c.Rows, all).text())
	dots, err := lossFigure(c.Rows, strokes)
	if err != nil {
		return nil, err
	}
	if dots != nil {
		p.PNG(dots, "A dot a training; beside a name, Spearman's rho within that learner. Codevilla et al. (2018) found offline errors to say little of how a net drives. Losses of different data are of different held-out stretches.", report.Whole)
	}
	if err := c.scenery(p); err != nil {
		return nil, err
	}
	if err := c.insides(p); err != nil {
		return nil, err
	}
	c.table(p)
	c.recipe(p)
	return p, nil
}

func (c Results) about(names []string) string {
	seeds := map[uint64]bool{}
	for _, r := range c.Rows {
		seeds[r.Seed] = true
	}
	text := fmt.Sprintf("%s: %s, %s; each judged in closed loop on roads that none learnt from", report.Counted(len(c.Rows), "training"), report.Counted(len(names), "learner"), report.Counted(len(seeds), "seed"))
	if c.Expected > len(c.Rows) {
		text += fmt.Sprintf(". Not whole yet: %d are to come", c.Expected-len(c.Rows))
	}
	return text
}

// headline is what is to be seen first.
func (c Results) headline(p *report.Page, all []learner) {
	best, km, hours := c.Rows[0], 0.0, 0.0
	for _, r := range c.Rows {
		if d := byAutonomy.better(r.AutonomyPct, best.AutonomyPct); d > 0 || d == 0 && r.LateralMAEM < best.LateralMAEM {
			best = r
		}
		km += r.DistanceM / 1000
		hours += r.Seconds / 3600
	}
	minutes := amounts(all)
	p.Section("What came out", headSays(all).text())
	span := fmt.Sprintf("%g", minutes[0])
	if last := minutes[len(minutes)-1]; last != minutes[0] {
		span += fmt.Sprintf(" to %g", last)
	}
	p.Facts(
		report.Fact{Number: byAutonomy.number(best.AutonomyPct), Unit: "%", Name: fmt.Sprintf("autonomy of the best training: %s, %s, seed %d", best.Learner, driving(best.Minutes), best.Seed)},
		report.Fact{Number: byLateral.number(best.LateralMAEM), Unit: "m", Name: "it is off the lane's centre on average"},
		report.Fact{Number: span, Unit: "min", Name: "of driving to learn from"},
		report.Fact{Number: fmt.Sprintf("%.0f", km), Unit: "km", Name: "driven to judge"},
		report.Fact{Number: fmt.Sprintf("%.1f", hours), Unit: "h", Name: "of learning and driving, added up"})
}

func headSays(all []learner) says {
	return says{ladderSays(all), dataOrLearner(all), "Middles are medians over seeds; a difference counts as more than chance here only where the seeds' spreads do not meet, which is no test of significance with so few"}
}

// growthShown is a measure over the data, and what is said of it.
type growthShown struct {
	title, caption string
	m              measure
	floor          float64 // of a logarithmic axis: where none is drawn; 0: the axis is not logarithmic
	says           says
}

// growthsShown are the figures of each measure over the data.
func (c Results) growthsShown(all []learner) []growthShown {
	const how = " Line: the median over seeds; area or bar: from the least to the most of them. Learners of a single amount stand a little beside it, not to cover each other."
	least := math.Inf(1) // half an intervention over the longest judged drive: where none is drawn
	for _, r := range c.Rows {
		if r.DistanceM > 0 {
			least = min(least, 500/r.DistanceM)
		}
	}
	shown := []growthShown{
		{"Autonomy against data", "Autonomy is the share of the time without the six seconds that each intervention costs (Bojarski et al. 2016)." + how, byAutonomy, 0,
			says{byAutonomy.ends(all), byAutonomy.growth(all), upper(byAutonomy.crossed(all)) + ", and " + byAutonomy.widest(all)}},
		{"Lateral error against data", "Mean distance from the lane's centre. A car that is 1 m off is put back, so that the error hardly grows any more where interventions are many." + how, byLateral, 0,
			says{byLateral.ends(all), byLateral.growth(all), agreement(all) + "; " + byLateral.widest(all)}},
		{"Interventions against data", "Both axes are logarithmic; a drive without any is drawn as half an intervention." + how, byInterventions, least,
			says{byInterventions.ends(all), byInterventions.growth(all), c.counting()}},
	}
	if math.IsInf(least, 1) {
		shown = shown[:len(shown)-1] // nobody drove
	}
	return shown
}

func (c Results) growths(p *report.Page, all []learner, strokes []stroke) error {
	for _, f := range c.growthsShown(all) {
		p.Section(f.title, f.says.text())
		plot, err := f.m.growthFigure(all, strokes, f.floor)
		if err != nil {
			return fmt.Errorf("%s: %w", f.title, err)
		}
		p.PNG(plot, f.caption, report.Whole)
	}
	return nil
}

// upper begins a sentence with what is no name.
func upper(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return string(text[0]-'a'+'A') + text[1:]
}

// agreement says whether autonomy and lateral error order the learners alike, with the most data.
func agreement(all []learner) string {
	minutes := amounts(all)
	most := minutes[len(minutes)-1]
	var x, y []float64
	for _, l := range all {
		if g, ok := l.at(most); ok {
			x, y = append(x, byAutonomy.round(g.Spread(autonomy).Median)), append(y, byLateral.round(g.Spread(lateral).Median))
		}
	}
	if rho, ok := grid.Spearman(x, y); ok {
		return fmt.Sprintf("Autonomy and lateral error of the %d learners after %s have a rank correlation of %.2f, where -1 is the same order", len(x), driving(most), rho)
	}
	return fmt.Sprintf("After %s there are too few learners that differ to say whether autonomy and lateral error put them in the same order", driving(most))
}

// counting says how far the counts themselves can be trusted.
func (c Results) counting() string {
	none, few := 0, 0
	const small = 10
	for _, r := range c.Rows {
		if r.Interventions == 0 {
			none++
		} else if r.Interventions < small {
			few++
		}
	}
	if none+few == 0 {
		return fmt.Sprintf("Each of %s had %d interventions or more; a count of n strays by about the root of n from chance alone (Poisson), here by a third at most", report.Counted(len(c.Rows), "training"), small)
	}
	return fmt.Sprintf("Of %s %d had no intervention and %d had 1 to %d; a count of n strays by about the root of n from chance alone (Poisson), so that it hardly tells these apart", report.Counted(len(c.Rows), "training"), none, few, small-1)
}

// scenery is traditional against end-to-end.
func (c Results) scenery(p *report.Page) error {
	if len(c.Scenes) == 0 {
		return nil
	}
	scenes, drivers := sceneDrivers(c.Scenes)
	p.Section("Traditional against end-to-end, by scene", sceneSays(scenes, drivers).text())
	p.Shaded("interventions per km", sceneTable(scenes, drivers, byInterventions, func(s grid.SceneScore) float64 { return s.InterventionsPerKm }))
	p.Shaded("mean distance from the lane's centre, m", sceneTable(scenes, drivers, byLateral, func(s grid.SceneScore) float64 { return s.LateralMAEM }))
	bars, err := sceneFigure(scenes, drivers)
	if err != nil {
		return err
	}
	p.PNG(bars, "Each learner with the most data that it had, all its seeds together; the best that learnt is so by these same drives. The expert knows the road; the others look.", report.Whole)
	return nil
}

// insides are pictures of what was learnt.
func (c Results) insides(p *report.Page) error {
	if len(c.Insides) == 0 {
		return nil
	}
	p.Section("What each has learnt to look for", "")
	for _, in := range c.Insides {
		width := report.Half
		const wide = 900
		if in.Picture.Bounds().Dx() > wide {
			width = report.Whole
		}
		if err := p.Picture(in.Picture, in.Learner+": "+in.Caption, width); err != nil {
			return err
		}
	}
	return nil
}

// table has a row for all seeds of a learner and its data, and their spread.
func (c Results) table(p *report.Page) {
	p.Section("All numbers", "The middle of the seeds, with the least and the most.")
	const to = "\u2060–\u2060" // without a line's end beside it
	rows := [][]string{{"learner", "minutes", "roads", "seeds", "autonomy %", "interventions per km", "MAE m", "whiteness / expert", "loss 1e-6/m²"}}
	for _, g := range grid.Groups(c.Rows) {
		spread := func(format string, value func(grid.Row) float64) string { return spreadText(g, format, to, value) }
		rows = append(rows, []string{g.Learner, fmt.Sprintf("%g", g.Minutes), fmt.Sprint(g.Roads), fmt.Sprint(len(g.Rows)), spread("%.1f", autonomy),
			spread("%.2f", byInterventions.value), spread("%.3f", lateral), spread("%.2f", restlessness), spread("%.3g", func(r grid.Row) float64 { return 1e6 * r.ValLoss })})
	}
	p.Table(rows)
}

func (c Results) recipe(p *report.Page) {
	if len(c.Recipe) == 0 {
		return
	}
	p.Section("How it was made", "")
	rows := [][]string{{"the same for all", ""}}
	for _, line := range c.Recipe {
		name, value, _ := strings.Cut(line, ": ")
		rows = append(rows, []string{name, value})
	}
	p.Table(rows)
}
