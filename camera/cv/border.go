//go:build cgo && !nocv

package cv

// A border of the tarmac stands out by so many grey levels, and by so many times what the row's steps do on the average.
const (
	leastStep = 4
	overSteps = 2.5
)

// borderSearch finds places along a row of the view where the brightness changes for good: the mean of so many pixels to the one side
// differs from that of as many to the other, once stripes are taken away. It keeps its memory.
type borderSearch struct {
	found []stripe
	noise float32 // grey levels
	sums  []int   // of the pixels before
	steps []int   // how far apart the sums of both sides are
}

// find looks at one row. stripes is its top-hat: what is left without it is the row's opening.
func (s *borderSearch) find(grey, stripes []uint8, seen []bool, sidePx int) {
	s.found = s.found[:0]
	n := len(grey)
	if cap(s.steps) < n {
		s.sums, s.steps = make([]int, n+1), make([]int, n)
	}
	s.sums, s.steps = s.sums[:n+1], s.steps[:n]
	for i, v := range grey {
		s.sums[i+1] = s.sums[i] + int(v) - int(stripes[i])
	}
	total, count := 0, 0
	for i := range n {
		s.steps[i] = unseen
		if i < sidePx || i+sidePx >= n || !seen[i-sidePx] || !seen[i+sidePx] {
			continue
		}
		d := s.sums[i+1+sidePx] - s.sums[i+1] - s.sums[i] + s.sums[i-sidePx]
		s.steps[i] = max(d, -d)
		total += s.steps[i]
		count++
	}
	if count == 0 {
		return
	}
	side := float32(sidePx)
	s.noise = float32(total) / float32(count) / side
	level := int(max(leastStep, overSteps*s.noise) * side)
	for i := sidePx; i+sidePx < n; i++ {
		if s.steps[i] >= level && s.peak(i, sidePx/2) {
			s.found = append(s.found, stripe{float32(i), float32(s.steps[i]) / side})
		}
	}
}

// unseen is the step where a side of it is out of the frame.
const unseen = -1

// peak says whether no step near i is larger, nor as large before it. What grows towards the end of what is seen is none: its peak may lie beyond.
func (s *borderSearch) peak(i, nearPx int) bool {
	if s.steps[i-1] == unseen || s.steps[i+1] == unseen {
		return false
	}
	for d := 1; d <= nearPx; d++ {
		if s.steps[i-d] >= s.steps[i] || s.steps[i+d] > s.steps[i] {
			return false
		}
	}
	return true
}
