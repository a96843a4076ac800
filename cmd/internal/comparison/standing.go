package comparison

import (
	"cmp"
	"fmt"
	"slices"

	"steersim/trainer/grid"
)

// learner is one of a comparison, with its trainings by amount of data, from little to much.
type learner struct {
	name   string
	groups []grid.Group
}

// learnersOf sorts rows by learner; of several numbers of roads for as many minutes it takes the most.
func learnersOf(rows []grid.Row) (all []learner) {
	for _, g := range grid.Fullest(grid.Groups(rows)) {
		if n := len(all); n == 0 || all[n-1].name != g.Learner {
			all = append(all, learner{name: g.Learner})
		}
		all[len(all)-1].groups = append(all[len(all)-1].groups, g)
	}
	return all
}

// at is the learner's group of so many minutes.
func (l learner) at(minutes float64) (grid.Group, bool) {
	for _, g := range l.groups {
		if g.Minutes == minutes {
			return g, true
		}
	}
	return grid.Group{}, false
}

// amounts are all amounts of data, from little to much.
func amounts(all []learner) (minutes []float64) {
	for _, l := range all {
		for _, g := range l.groups {
			minutes = append(minutes, g.Minutes)
		}
	}
	slices.Sort(minutes)
	return slices.Compact(minutes)
}

// standing is how a learner stands among others with as much data.
type standing struct {
	name   string
	spread grid.Spread
	seeds  int
}

// standings are from the best to the worst.
func (m measure) standings(all []learner, minutes float64) (at []standing) {
	for _, l := range all {
		if g, ok := l.at(minutes); ok {
			at = append(at, standing{l.name, g.Spread(m.value), len(g.Rows)})
		}
	}
	slices.SortStableFunc(at, func(a, b standing) int { return cmp.Compare(m.better(b.spread.Median, a.spread.Median), 0) })
	return at
}

const beyondChance = "more than the spread over seeds"

// chance says whether the seeds alone may have made a difference.
func chance(a, b standing) string {
	switch {
	case a.seeds < 2 || b.seeds < 2:
		return "from one seed, so it may be chance"
	case a.spread.Meets(b.spread):
		return "which is within the spread over seeds"
	}
	return beyondChance
}

// leader says who is best of those with as much data.
func (m measure) leader(at []standing) string {
	first := at[0]
	k := 1
	for k < len(at) && m.better(first.spread.Median, at[k].spread.Median) == 0 {
		k++
	}
	var names []string
	for _, s := range at[:k] {
		names = append(names, s.name)
	}
	value := m.text(first.spread.Median)
	switch {
	case len(at) == 1:
		return fmt.Sprintf("%s, alone there, comes to %s", first.name, value)
	case k == len(at):
		return fmt.Sprintf("%s are alike at %s", listed(names), value)
	}
	verb := "leads"
	if k > 1 {
		verb = "share the lead"
	}
	// Whoever comes next is all that are alike; the doubt about one of them is the doubt about all.
	var next []string
	doubt := chance(first, at[k])
	for _, s := range at[k:] {
		if m.better(at[k].spread.Median, s.spread.Median) == 0 {
			next = append(next, s.name)
			for _, leader := range at[:k] {
				if c := chance(leader, s); c != beyondChance {
					doubt = c
				}
			}
		}
	}
	return fmt.Sprintf("%s %s with %s, %s ahead of %s, %s", listed(names), verb, value, m.gap(first, at[k]), listed(next), doubt)
}

func (m measure) gap(a, b standing) string {
	return m.number(m.apart(a.spread.Median, b.spread.Median)) + m.points
}

// ends says who is best with the least and with the most data.
func (m measure) ends(all []learner) string {
	minutes := amounts(all)
	least, most := minutes[0], minutes[len(minutes)-1]
	s := fmt.Sprintf("After %s of driving %s", driving(least), m.leader(m.standings(all, least)))
	if least == most {
		return s
	}
	return fmt.Sprintf("%s; after %s %s", s, driving(most), m.leader(m.standings(all, most)))
}
