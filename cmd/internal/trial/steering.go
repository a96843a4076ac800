package trial

import (
	"fmt"
	"math"
	"slices"

	"steersim/cmd/internal/plots"
	"steersim/cmd/internal/report"
	"steersim/sim"
)

// ask is what the driver asked for at a control tick, and what the expert would have asked for in the same pose.
type ask struct {
	speedMPS               float64
	driverPerM, expertPerM float64
	intervention           bool
}

func (a ask) differencePerM() float64 { return a.driverPerM - a.expertPerM }

// stretchTicks is how much of the worst drive is shown tick by tick: 20 s.
const stretchTicks = 20 * sim.ControlHz

// steering compares the driver with the expert, tick by tick; worst is the drive of which a stretch is shown.
func steering(p *report.Page, drives []*Witness, worst *Witness) error {
	var driver, expert, apart []float64
	leaning := 0.0
	for _, w := range drives {
		for _, a := range w.asks {
			driver, expert = append(driver, a.driverPerM), append(expert, a.expertPerM)
			apart = append(apart, math.Abs(a.differencePerM()))
			leaning += a.differencePerM()
		}
	}
	n := float64(len(apart))
	if n == 0 {
		return nil
	}
	sum := 0.0
	for _, v := range apart {
		sum += v
	}
	slices.Sort(apart)
	const within = 0.95
	nearly := apart[int(within*(n-1))]
	p.Section("Steering against the expert", "At every control tick the expert, which knows the road, is asked what it would do in the very pose that the driver has brought the car to. Curvature is positive to the left. It only answers; the driver drives.")
	p.Facts(report.Fact{Number: fmt.Sprintf("%.5f", sum/n), Unit: "1/m", Name: "mean difference"},
		report.Fact{Number: fmt.Sprintf("%.5f", nearly), Unit: "1/m", Name: "not exceeded in 95 % of the time"},
		report.Fact{Number: fmt.Sprintf("%+.5f", leaning/n), Unit: "1/m", Name: "of the driver, to the left in the mean"})
	density, err := plots.Density("what both ask for", "expert, 1/m", "driver, 1/m", expert, driver)
	if err != nil {
		return err
	}
	p.PNG(density, "On the dashed line the driver does what the expert would. The darker, the more control ticks.", report.Half)
	gaps, err := plots.Panels(plots.Panel{Title: "how far apart", XLabel: "difference, 1/m", YLabel: "% of the time", Curves: []plots.Curve{shares("", apart, max(1.5*nearly, 1e-6))}})
	if err != nil {
		return err
	}
	p.PNG(gaps, "The distance of the two, whatever the side; the last bin holds all that is further apart.", report.Half)
	return stretch(p, worst)
}

// stretch draws both over the distance where they differ most.
func stretch(p *report.Page, w *Witness) error {
	from := furthest(w.asks, stretchTicks)
	driver, expert := plots.Curve{Name: "driver"}, plots.Curve{Name: "expert, in the driver's pose"}
	alongM := 0.0
	for i, a := range w.asks {
		if i >= from && i < from+stretchTicks {
			driver.X, driver.Y, driver.Marked = append(driver.X, alongM), append(driver.Y, a.driverPerM), append(driver.Marked, a.intervention)
			expert.X, expert.Y = append(expert.X, alongM), append(expert.Y, a.expertPerM)
		}
		alongM += a.speedMPS / sim.ControlHz
	}
	if len(driver.X) == 0 {
		return nil
	}
	plot, err := plots.Curves(fmt.Sprintf("%s, %s: from %.0f s on", w.Report.Road, w.Report.Scene, float64(from)/sim.ControlHz), "distance driven, m", "curvature asked for, 1/m", []plots.Curve{driver, expert})
	if err != nil {
		return err
	}
	p.PNG(plot, "Where the worst drive is furthest from the expert, for 20 s. Red is an intervention.", report.Whole)
	return nil
}

// furthest is where the window of so many ticks begins in which the two differ most.
func furthest(asks []ask, ticks int) int {
	sum, most, at := 0.0, 0.0, 0
	for i, a := range asks {
		sum += math.Abs(a.differencePerM())
		if i >= ticks {
			sum -= math.Abs(asks[i-ticks].differencePerM())
		}
		if sum > most {
			most, at = sum, max(0, i+1-ticks)
		}
	}
	return at
}
