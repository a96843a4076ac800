package eval

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"steersim/sim"
	"steersim/sim/loop"
)

// ErrNoSamples says that there is nothing to report on.
var ErrNoSamples = errors.New("no samples")

const controlPeriodS = sim.ControlTicks * sim.TickS

// Meter is a sink that keeps the score. A control tick counts with all it saw: the tick of an intervention too. The zero
// Meter is ready.
type Meter struct {
	offsets       []float64 // |offset| of every tick
	square        float64   // sums
	heading       float64
	turning       float64 // of squared changes of the wheel angle, rad
	changes       int
	distanceM     float64
	beyond        int
	interventions int
	last          loop.Sample
}

// Note takes a sample in.
func (m *Meter) Note(s loop.Sample) error {
	e, h := s.Lane.OffsetM, s.Lane.HeadingErrorRad
	if math.IsNaN(e) || math.IsNaN(h) {
		return fmt.Errorf("meter: offset %v m, heading error %v: want numbers", e, h)
	}
	// The jump of the wheels when a car is put back is not the driver's steering.
	if len(m.offsets) > 0 && !m.last.Intervention {
		d := s.Truth.SteerRad - m.last.Truth.SteerRad
		m.turning += float64(d * d)
		m.changes++
	}
	m.offsets = append(m.offsets, math.Abs(e))
	m.square += float64(e * e)
	m.heading += float64(h * h)
	m.distanceM += float64(s.Truth.SpeedMPS * controlPeriodS)
	if math.Abs(e) > loop.InterventionOffsetM {
		m.beyond++
	}
	if s.Intervention {
		m.interventions++
	}
	m.last = s
	m.last.Obs.Frame = nil
	return nil
}

// Ticks is how many control ticks were noted.
func (m *Meter) Ticks() int { return len(m.offsets) }

// Report is the score so far, without names, laps and wall time.
func (m *Meter) Report() (Report, error) {
	n := float64(len(m.offsets))
	if n == 0 {
		return Report{}, fmt.Errorf("meter: %w", ErrNoSamples)
	}
	sum := 0.0
	for _, e := range m.offsets {
		sum += e
	}
	sorted := slices.Clone(m.offsets)
	slices.Sort(sorted)
	r := Report{
		DistanceM: m.distanceM, ElapsedS: n * controlPeriodS, Interventions: m.interventions,
		LateralMAEM: sum / n, LateralRMSEM: math.Sqrt(m.square / n),
		LateralP95M: quantile(sorted, 0.95), LateralMaxM: sorted[len(sorted)-1],
		FailureRate: float64(m.beyond) / n, HeadingRMSERad: math.Sqrt(m.heading / n), WhitenessDegS: m.whiteness(),
	}
	r.rates()
	return r, nil
}

// whiteness is sqrt(mean(((a[i+1]-a[i]) x rate)^2)) of the wheel angle a at the control rate, as the evaluation of
// Rally Estonia's end-to-end drivers has it (UT-ADL/e2e-rally-estonia, metrics.py).
func (m *Meter) whiteness() float64 {
	if m.changes == 0 {
		return 0
	}
	return math.Sqrt(m.turning/float64(m.changes)) * sim.ControlHz * 180 / math.Pi
}

// quantile interpolates between the neighbours in rank, as NumPy does by default.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + float64((sorted[high]-sorted[low])*(at-float64(low)))
}
