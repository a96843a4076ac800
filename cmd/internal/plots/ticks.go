package plots

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
)

// Ticks marks an axis at round numbers, about this many.
type Ticks int

// Ticks is of plot.Ticker.
func (n Ticks) Ticks(least, most float64) []plot.Tick {
	step := roundStep((most - least) / float64(n))
	decimals := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	var all []plot.Tick
	for i := math.Ceil(least/step - 1e-9); i*step <= most+1e-9*step; i++ {
		all = append(all, plot.Tick{Value: i * step, Label: strconv.FormatFloat(i*step+0, 'f', decimals, 64)})
	}
	return all
}

// roundStep is the least of 1, 2 and 5 times a power of ten that is not below what is asked for.
func roundStep(atLeast float64) float64 {
	if !(atLeast > 0) || math.IsInf(atLeast, 1) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(atLeast)))
	for _, times := range []float64{1, 2, 5} {
		if step := times * power; step >= atLeast*(1-1e-9) {
			return step
		}
	}
	return 10 * power
}

// Decades marks a logarithmic axis at 1, 2 and 5 times the powers of ten.
type Decades struct{}

// Ticks is of plot.Ticker.
func (Decades) Ticks(least, most float64) []plot.Tick {
	var ticks []plot.Tick
	for power := math.Floor(math.Log10(least)); power <= math.Log10(most); power++ {
		for _, digit := range []float64{1, 2, 5} {
			if v := digit * math.Pow(10, power); v >= least*(1-1e-9) && v <= most*(1+1e-9) {
				ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'g', 3, 64)})
			}
		}
	}
	return ticks
}
