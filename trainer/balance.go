package trainer

import "math"

// Balance shows rare curvatures more often and common ones less often. Records are counted in bins of the
// curvature's amount, each twice as wide as the one before; a bin of n records gets the factor (mean/n)^Power, not
// above MostFactor and not below its inverse. Power 0 leaves the road as it is, 1 shows all bins alike.
type Balance struct {
	Power      float64
	MostFactor float64
}

// The bins: 0 up to narrowestPerM, then doubling; the last takes all that is above.
const (
	narrowestPerM = 0.001
	bins          = 10
)

func bin(curvature float64) int {
	k := math.Abs(curvature)
	if k < narrowestPerM {
		return 0
	}
	return min(1+int(math.Log2(k/narrowestPerM)), bins-1)
}

// factors gives each bin's, from the counts.
func (b Balance) factors(counts [bins]int) [bins]float64 {
	sum, filled := 0, 0
	for _, n := range counts {
		if n > 0 {
			sum += n
			filled++
		}
	}
	var f [bins]float64
	for i, n := range counts {
		if n > 0 {
			mean := float64(sum) / float64(filled)
			f[i] = min(max(math.Pow(mean/float64(n), b.Power), 1/b.MostFactor), b.MostFactor)
		}
	}
	return f
}
