package trainer

import (
	"math"
	"testing"
)

// Oracle: the textbook's formula over all pairs, and by hand where it is plain.
func TestCorrelationIsPearsons(t *testing.T) {
	const rounding = 1e-12
	for name, tc := range map[string]struct {
		x, y []float64
		want float64
	}{
		"one is the other's double":  {[]float64{1, 2, 4}, []float64{2, 4, 8}, 1},
		"turned round":               {[]float64{1, 2, 4}, []float64{-1, -2, -4}, -1},
		"nothing in common":          {[]float64{-1, 0, 1}, []float64{1, -2, 1}, 0},
		"always the same":            {[]float64{1, 2}, []float64{3, 3}, 0},
		"no pair":                    {nil, nil, 0},
		"far from zero":              {[]float64{1e9, 1e9 + 1, 1e9 + 2}, []float64{5, 7, 8}, 0.9819805060619659},
		"five pairs of the textbook": {[]float64{43, 21, 25, 42, 57}, []float64{99, 65, 79, 75, 87}, pearson([]float64{43, 21, 25, 42, 57}, []float64{99, 65, 79, 75, 87})},
	} {
		var c correlation
		for i := range tc.x {
			c.add(tc.x[i], tc.y[i])
		}
		if got := c.value(); math.Abs(got-tc.want) > rounding {
			t.Errorf("%s: got %v, want %v", name, got, tc.want)
		}
	}
}

// pearson is n sum xy - sum x sum y over the root of the same of x and of y.
func pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy, sxx, syy, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
}
