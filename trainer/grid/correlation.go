package grid

import (
	"cmp"
	"math"
	"slices"
)

// fewest is how many pairs a correlation needs to say anything: two are always on a line.
const fewest = 3

// Pearson is the correlation of pairs of values, from -1 to 1. It is not defined (ok is false) for fewer than three pairs, or
// where either value is the same everywhere.
func Pearson(x, y []float64) (r float64, ok bool) {
	if len(x) != len(y) || len(x) < fewest {
		return 0, false
	}
	meanX, meanY := mean(x), mean(y)
	var xx, yy, xy float64
	for i := range x {
		dx, dy := x[i]-meanX, y[i]-meanY
		xx += float64(dx * dx)
		yy += float64(dy * dy)
		xy += float64(dx * dy)
	}
	r = xy / math.Sqrt(xx) / math.Sqrt(yy)
	if math.IsNaN(r) || math.IsInf(r, 0) || same(x) || same(y) {
		return 0, false
	}
	return max(-1, min(r, 1)), true
}

// Spearman is the correlation of the ranks of pairs of values (Spearman 1904); equal values share the mean of their ranks. It is
// not defined where Pearson is not.
func Spearman(x, y []float64) (rho float64, ok bool) {
	if len(x) != len(y) {
		return 0, false
	}
	return Pearson(ranks(x), ranks(y))
}

// ranks are from 1, the least.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	ranks := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return ranks
}

// Pairs counts the pairs in which the one with less of x has more of y, and those in which it has less; pairs with a tie are
// neither.
func Pairs(x, y []float64) (against, with int) {
	for i := range x {
		for j := range i {
			switch d := cmp.Compare(x[i], x[j]) * cmp.Compare(y[i], y[j]); {
			case d < 0:
				against++
			case d > 0:
				with++
			}
		}
	}
	return against, with
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func same(values []float64) bool { return slices.Min(values) == slices.Max(values) }
