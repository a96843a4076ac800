package grid

import (
	"cmp"
	"slices"
)

// Group are the rows that differ by their seed alone.
type Group struct {
	Learner string
	Minutes float64
	Roads   int
	Rows    []Row // by seed
}

// Groups sorts rows into groups, from little to much data; learners come in the order of their first rows.
func Groups(rows []Row) []Group {
	var groups []Group
	var learners []string
	for _, r := range rows {
		i := slices.IndexFunc(groups, func(g Group) bool { return g.Learner == r.Learner && g.Minutes == r.Minutes && g.Roads == r.Roads })
		if i < 0 {
			i, groups = len(groups), append(groups, Group{Learner: r.Learner, Minutes: r.Minutes, Roads: r.Roads})
		}
		groups[i].Rows = append(groups[i].Rows, r)
		if !slices.Contains(learners, r.Learner) {
			learners = append(learners, r.Learner)
		}
	}
	for _, g := range groups {
		slices.SortFunc(g.Rows, func(a, b Row) int { return cmp.Compare(a.Seed, b.Seed) })
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(slices.Index(learners, a.Learner), slices.Index(learners, b.Learner)), cmp.Compare(a.Minutes, b.Minutes), cmp.Compare(a.Roads, b.Roads))
	})
	return groups
}

// Spread is the least, the middle and the most of a group's values.
type Spread struct{ Min, Median, Max float64 }

// Spread is that of one value of the rows; of an even number, the middle is between the two in the middle.
func (g Group) Spread(value func(Row) float64) Spread {
	var values []float64
	for _, r := range g.Rows {
		values = append(values, value(r))
	}
	slices.Sort(values)
	n := len(values)
	return Spread{Min: values[0], Median: (values[(n-1)/2] + values[n/2]) / 2, Max: values[n-1]}
}

// Meets says whether two spreads have a value in common: then a difference between them may be the seeds'.
func (s Spread) Meets(t Spread) bool { return s.Min <= t.Max && t.Min <= s.Max }

// Width is from the least to the most.
func (s Spread) Width() float64 { return s.Max - s.Min }

// Fullest keeps, of the groups of a learner and an amount of driving, the one with the most roads.
func Fullest(groups []Group) (kept []Group) {
	for _, g := range groups {
		i := slices.IndexFunc(kept, func(k Group) bool { return k.Learner == g.Learner && k.Minutes == g.Minutes })
		switch {
		case i < 0:
			kept = append(kept, g)
		case g.Roads > kept[i].Roads:
			kept[i] = g
		}
	}
	return kept
}
