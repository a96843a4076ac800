package trial

import (
	"math"
	"slices"

	"steersim/cmd/internal/plots"
	"steersim/sim"
	"steersim/sim/loop"
)

// Wheels is a sink that remembers how fast the wheels were turned from one control tick to the next. The zero Wheels is ready.
type Wheels struct {
	ratesDegS []float64
	last      loop.Sample
	begun     bool
}

// Note takes a control tick in. The jump of the wheels when a car is put back is not the driver's steering.
func (w *Wheels) Note(s loop.Sample) error {
	if w.begun && !w.last.Intervention {
		w.ratesDegS = append(w.ratesDegS, math.Abs(s.Truth.SteerRad-w.last.Truth.SteerRad)*sim.ControlHz*180/math.Pi)
	}
	w.last, w.begun = loop.Sample{Truth: s.Truth, Intervention: s.Intervention}, true
	return nil
}

// restlessness draws how fast the wheels turn, the driver's and the expert's.
func restlessness(drives []*Witness) ([]byte, error) {
	var driver, companion []float64
	for _, w := range drives {
		driver, companion = append(driver, w.wheels.ratesDegS...), append(companion, w.Companion.ratesDegS...)
	}
	all := slices.Sorted(slices.Values(slices.Concat(driver, companion)))
	most := 1.0
	if len(all) > 0 {
		const within = 0.995
		most = max(most, math.Ceil(all[int(within*float64(len(all)-1))]))
	}
	curves := []plots.Curve{shares("driver", driver, most)}
	if len(companion) > 0 {
		curves = append(curves, shares("expert, on a drive of its own", companion, most))
	}
	return plots.Panels(plots.Panel{Title: "how fast the wheels turn", XLabel: "°/s", YLabel: "% of the time", Curves: curves})
}

// bins are those of every distribution; the last one holds what is beyond.
const bins = 24

// shares is the share of the values in each bin from 0 to most, in percent.
func shares(name string, values []float64, most float64) plots.Curve {
	c := plots.Curve{Name: name, Steps: true, X: make([]float64, bins), Y: make([]float64, bins)}
	for i := range bins {
		c.X[i] = (float64(i) + 0.5) * most / bins
	}
	for _, v := range values {
		c.Y[min(int(v/most*bins), bins-1)] += 100 / float64(len(values))
	}
	return c
}
