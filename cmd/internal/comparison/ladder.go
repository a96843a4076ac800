package comparison

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"steersim/cmd/internal/report"
)

// Ladder are the learners of the lecture, from the perceptron to deep end-to-end learning: in the order that one expects, the worst first.
func Ladder() []string { return []string{"perceptron", "features", "midlevel", "alvinn", "pilotnet"} }

// ladderSays says whether learners stand in the expected order, with the most data that at least two of them had.
func ladderSays(all []learner) string {
	var known []learner
	for _, name := range Ladder() {
		if i := slices.IndexFunc(all, func(l learner) bool { return l.name == name }); i >= 0 {
			known = append(known, all[i])
		}
	}
	var at []standing
	var minutes float64
	for _, m := range slices.Backward(amounts(known)) {
		at, minutes = nil, m
		for _, l := range known {
			if g, ok := l.at(m); ok {
				at = append(at, standing{l.name, g.Spread(byAutonomy.value), len(g.Rows)})
			}
		}
		if len(at) > 1 {
			break
		}
	}
	if len(at) < 2 {
		return "Fewer than two rungs of the expected ladder (" + strings.Join(Ladder(), " < ") + ") had as much data, so that it is not tested here"
	}
	pairs, level := 0, 0
	var broken, meant []string
	for i, upper := range at {
		for _, lower := range at[:i] {
			pairs++
			switch d := byAutonomy.better(upper.spread.Median, lower.spread.Median); {
			case d == 0:
				level++
			case d < 0:
				text := fmt.Sprintf("%s is %s ahead of %s, %s", lower.name, byAutonomy.gap(lower, upper), upper.name, chance(lower, upper))
				broken = append(broken, text)
				if lower.seeds > 1 && upper.seeds > 1 && !lower.spread.Meets(upper.spread) {
					meant = append(meant, text)
				}
			}
		}
	}
	var names []string
	for _, s := range at {
		names = append(names, s.name)
	}
	text := fmt.Sprintf("After %s the expected order of autonomy (%s) holds in %d of %s", driving(minutes), strings.Join(names, " < "), pairs-level-len(broken), report.Counted(pairs, "pair"))
	if level > 0 {
		text += fmt.Sprintf(", with %d alike", level)
	}
	const named = 2
	switch show := append(slices.Clone(meant), broken...); {
	case len(broken) == 0:
		return text
	case len(broken) == 1:
		return fmt.Sprintf("%s; against it %s", text, show[0])
	case len(meant) == 0:
		return fmt.Sprintf("%s; against it are %d, none of which the seeds tell from chance, the first that %s", text, len(broken), show[0])
	default:
		return fmt.Sprintf("%s; against it are %d, of which %d by more than the spread over seeds: %s", text, len(broken), len(meant), join(meant[:min(named, len(meant))]))
	}
}

func join(parts []string) string {
	if len(parts) == 2 {
		return parts[0] + ", and " + parts[1]
	}
	return parts[0]
}

// dataOrLearner says which of the two made more of a difference to autonomy.
func dataOrLearner(all []learner) string {
	minutes := amounts(all)
	least, most := minutes[0], minutes[len(minutes)-1]
	at := byAutonomy.standings(all, most)
	if len(at) < 2 || least == most {
		return fmt.Sprintf("Whether the learner or the amount of driving matters more is not seen here, with %s of driving and %s at the most of it", report.Counted(len(minutes), "amount"), report.Counted(len(at), "learner"))
	}
	best, worst := at[0], at[len(at)-1]
	between := byAutonomy.apart(best.spread.Median, worst.spread.Median)
	text := fmt.Sprintf("After %s the best and the worst learner are %s apart (%s, %s)", driving(most), byAutonomy.gap(best, worst), best.name, worst.name)
	i := slices.IndexFunc(all, func(l learner) bool { return l.name == best.name })
	first, ok := all[i].at(least)
	if !ok {
		return text
	}
	gain := byAutonomy.round(byAutonomy.round(best.spread.Median) - byAutonomy.round(first.Spread(autonomy).Median))
	verb := "gains"
	if gain < 0 {
		verb = "loses"
	}
	return fmt.Sprintf("%s, while %s itself %s %s points from %s to there: %s", text, best.name, verb, byAutonomy.number(math.Abs(gain)), driving(least), larger(between, math.Abs(gain)))
}

// larger says which of two differences is, without regard to what chance may have done.
func larger(learners, data float64) string {
	switch {
	case learners > data:
		return "here the choice of the learner makes more of a difference than that of the data"
	case data > learners:
		return "here the amount of data makes more of a difference than the choice of the learner"
	}
	return "here the choice of the learner and the amount of data make as much of a difference"
}
