package comparison

import (
	"fmt"
	"math"

	"steersim/trainer/grid"
)

// growth says whom more data helped: from the least to the most of each learner, on average over the doublings between.
func (m measure) growth(all []learner) string {
	var helped, hurt, unsure, single, level []string
	for _, l := range all {
		if len(l.groups) < 2 {
			continue
		}
		first, last := l.groups[0], l.groups[len(l.groups)-1]
		from := standing{spread: first.Spread(m.value), seeds: len(first.Rows)}
		to := standing{spread: last.Spread(m.value), seeds: len(last.Rows)}
		gain := m.round(to.spread.Median) - m.round(from.spread.Median)
		each := gain / math.Log2(last.Minutes/first.Minutes)
		text := fmt.Sprintf("%s (%+.*f)", l.name, m.decimals, each)
		if m.round(each) == 0 {
			text = fmt.Sprintf("%s (less than %s)", l.name, m.least())
		}
		switch {
		case m.round(gain) == 0:
			level = append(level, l.name)
		case from.seeds < 2 || to.seeds < 2:
			single = append(single, text)
		case from.spread.Meets(to.spread):
			unsure = append(unsure, text)
		case m.better(to.spread.Median, from.spread.Median) > 0:
			helped = append(helped, text)
		default:
			hurt = append(hurt, text)
		}
	}
	var parts []string
	for _, p := range []struct {
		names []string
		text  string
	}{
		{helped, "helped %s by more than the spread over seeds"},
		{hurt, "hurt %s by more than the spread over seeds"},
		{unsure, "changed %s by no more than the spread over seeds"},
		{single, "changed %s by what a single seed cannot tell from chance"},
		{level, "made no difference to %s"},
	} {
		if len(p.names) > 0 {
			parts = append(parts, fmt.Sprintf(p.text, listed(p.names)))
		}
	}
	if len(parts) == 0 {
		return "No learner had more than one amount of driving to learn from, so this says nothing about more of it"
	}
	return fmt.Sprintf("More data (in brackets:%s a doubling, on average from least to most) %s", m.points, listedParts(parts))
}

// least is the smallest difference that is shown.
func (m measure) least() string { return m.number(math.Pow10(-m.decimals)) }

// listedParts joins what has commas and "and" of its own.
func listedParts(parts []string) string {
	s := parts[0]
	for i, p := range parts[1:] {
		if i == len(parts)-2 {
			s += "; and it " + p
		} else {
			s += "; it " + p
		}
	}
	return s
}

// widest says where seeds differ most.
func (m measure) widest(all []learner) string {
	var most grid.Spread
	where := ""
	for _, l := range all {
		for _, g := range l.groups {
			if s := g.Spread(m.value); len(g.Rows) > 1 && (where == "" || s.Width() > most.Width()) {
				most, where = s, fmt.Sprintf("%s after %s", l.name, driving(g.Minutes))
			}
		}
	}
	switch {
	case where == "":
		return "with one seed each, nothing is known about chance"
	case m.apart(most.Min, most.Max) == 0:
		return "seeds make no difference anywhere"
	}
	return fmt.Sprintf("seeds differ most for %s, from %s to %s", where, m.number(most.Min), m.text(most.Max))
}
