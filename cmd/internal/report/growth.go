package report

import (
	"fmt"
	"math"
	"slices"

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

// crossing is where two curves change places.
type crossing struct {
	text  string
	clear bool // on both sides the seeds' spreads do not meet
	size  float64
}

// crossings are those between neighbouring amounts that both learners had, the largest first.
func (m measure) crossings(all []learner) (found []crossing) {
	for i, a := range all {
		for _, b := range all[:i] {
			var before grid.Spread // of a and of b, where they last differed
			var beforeB grid.Spread
			var from float64
			var several bool
			side := 0.0
			for _, g := range a.groups {
				h, ok := b.at(g.Minutes)
				if !ok {
					continue
				}
				x, y := g.Spread(m.value), h.Spread(m.value)
				d := m.better(x.Median, y.Median)
				if d == 0 {
					continue
				}
				seeds := len(g.Rows) > 1 && len(h.Rows) > 1
				if d*side < 0 {
					found = append(found, crossing{
						text:  fmt.Sprintf("%s and %s between %g and %s", b.name, a.name, from, driving(g.Minutes)),
						clear: several && seeds && !before.Meets(beforeB) && !x.Meets(y),
						size:  min(math.Abs(d), math.Abs(side)),
					})
				}
				before, beforeB, from, several, side = x, y, g.Minutes, seeds, d
			}
		}
	}
	slices.SortStableFunc(found, func(a, b crossing) int {
		if a.clear != b.clear {
			if a.clear {
				return -1
			}
			return 1
		}
		return int(math.Copysign(1, b.size-a.size))
	})
	return found
}

// crossed says which curves change places.
func (m measure) crossed(all []learner) string {
	found := m.crossings(all)
	clear := 0
	for _, c := range found {
		if c.clear {
			clear++
		}
	}
	const named = 2
	var names []string
	for _, c := range found[:min(named, max(clear, 1), len(found))] {
		names = append(names, c.text)
	}
	switch {
	case len(all) < 2:
		return "there is one curve"
	case len(found) == 0:
		return "no two curves cross"
	case clear == 0 && len(found) == 1:
		return fmt.Sprintf("the curves of %s cross, within the spread over seeds or with a single one", names[0])
	case clear == 0:
		return fmt.Sprintf("curves cross %d times, never by more than the spread over seeds, the most those of %s", len(found), names[0])
	case clear <= named:
		return fmt.Sprintf("the curves of %s cross by more than the spread over seeds, and %d times others do by less", listed(names), len(found)-clear)
	}
	return fmt.Sprintf("curves cross %d times by more than the spread over seeds, the most those of %s, and %d times by less", clear, listed(names), len(found)-clear)
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
