package comparison

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// crossing is where two curves change places.
type crossing struct {
	text  string
	clear bool // on both sides the seeds' spreads do not meet
	size  float64
}

// meeting is where two learners had as much data.
type meeting struct {
	minutes float64
	ahead   float64 // how much better the one is than the other
	clear   bool    // their seeds' spreads do not meet, and there are several
}

// meetings are those of two learners, as far as they differ.
func (m measure) meetings(a, b learner) (all []meeting) {
	for _, g := range a.groups {
		h, ok := b.at(g.Minutes)
		if !ok {
			continue
		}
		x, y := g.Spread(m.value), h.Spread(m.value)
		if ahead := m.better(x.Median, y.Median); ahead != 0 {
			all = append(all, meeting{g.Minutes, ahead, len(g.Rows) > 1 && len(h.Rows) > 1 && !x.Meets(y)})
		}
	}
	return all
}

// crossings are those between neighbouring amounts at which two learners differ: the clear ones first, then the largest.
func (m measure) crossings(all []learner) (found []crossing) {
	for i, b := range all {
		for _, a := range all[:i] {
			meetings := m.meetings(a, b)
			for k := 1; k < len(meetings); k++ {
				from, to := meetings[k-1], meetings[k]
				if (from.ahead > 0) == (to.ahead > 0) {
					continue
				}
				found = append(found, crossing{
					text:  fmt.Sprintf("%s and %s between %g and %s", a.name, b.name, from.minutes, driving(to.minutes)),
					clear: from.clear && to.clear,
					size:  min(math.Abs(from.ahead), math.Abs(to.ahead)),
				})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b crossing) int {
		if a.clear != b.clear {
			return map[bool]int{true: -1, false: 1}[a.clear]
		}
		return cmp.Compare(b.size, a.size)
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
		return fmt.Sprintf("the curves of %s cross by more than the spread over seeds%s", listed(names), byLess(len(found)-clear))
	}
	return fmt.Sprintf("curves cross %d times by more than the spread over seeds, the most those of %s%s", clear, listed(names), byLess(len(found)-clear))
}

// byLess counts the crossings that the seeds alone may have made.
func byLess(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", once by less"
	}
	return fmt.Sprintf(", %d times by less", n)
}
