package grid

import (
	"math"
	"slices"
	"testing"
)

func TestCorrelations(t *testing.T) {
	const close = 1e-9
	iq := []float64{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}
	hours := []float64{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}
	for name, tc := range map[string]struct {
		x, y          []float64
		pearson, rank float64
		ok            bool
	}{
		"a line": {[]float64{1, 2, 3}, []float64{10, 20, 30}, 1, 1, true},
		// By hand: deviations of -1, 0, 1 and of 4, -2, -2 give -6 / sqrt(2 * 24); ranks of 1, 2, 3 and of 3, 1.5, 1.5 the same.
		"a tie": {[]float64{1, 2, 3}, []float64{6, 0, 0}, -math.Sqrt(3) / 2, -math.Sqrt(3) / 2, true},
		// Ranks alone are on a line. By hand: deviations of -1.5 to 1.5 and of -3, -2, -1, 6 give 14 / sqrt(5 * 50).
		"a cube": {[]float64{-1, 0, 1, 2}, []float64{-1, 0, 1, 8}, 14 / math.Sqrt(5*50), 1, true},
		// The example of Wikipedia's article on Spearman's rank correlation, -29/165; Pearson by hand, from means of 102.7 and 19.8.
		"a published one":  {iq, hours, -73.6 / math.Sqrt(592.1*1855.6), -29.0 / 165, true},
		"two pairs":        {[]float64{1, 2}, []float64{1, 2}, 0, 0, false},
		"all alike":        {[]float64{1, 2, 3}, []float64{0.1, 0.1, 0.1}, 0, 0, false},
		"none":             {nil, nil, 0, 0, false},
		"not as many":      {[]float64{1, 2, 3}, []float64{1, 2}, 0, 0, false},
		"tenths all alike": {[]float64{0.1, 0.1, 0.1, 0.1}, []float64{1, 2, 3, 4}, 0, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			r, ok := Pearson(tc.x, tc.y)
			if ok != tc.ok || math.Abs(r-tc.pearson) > 1e-6 {
				t.Errorf("Pearson: got %v %v, want %v %v", r, ok, tc.pearson, tc.ok)
			}
			rho, ok := Spearman(tc.x, tc.y)
			if ok != tc.ok || math.Abs(rho-tc.rank) > close {
				t.Errorf("Spearman: got %v %v, want %v %v", rho, ok, tc.rank, tc.ok)
			}
		})
	}
}

// Oracle: by hand.
func TestRanksShareTies(t *testing.T) {
	if got, want := ranks([]float64{5, 1, 5, 7, 5}), []float64{3, 1, 3, 5, 3}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Oracle: counted by hand; (1, 9) against (2, 8) and (3, 9) is a fall and a tie, (2, 8) to (3, 9) a rise.
func TestPairs(t *testing.T) {
	if against, with := Pairs([]float64{1, 2, 3}, []float64{9, 8, 9}); against != 1 || with != 1 {
		t.Errorf("got %d and %d, want 1 and 1", against, with)
	}
}
