package main

import (
	"fmt"
	"slices"
	"strings"

	"steersim/sim/eval"
)

// sweeps are the perturbations of which every value is driven: --sweep NAME or NAME=V:V:V, again or with commas for more.
type sweeps []sweep

type sweep struct {
	perturbation
	values []float64 // rising
	ofAll  bool      // it came with all the others
}

const sweepUsage = `make all drives again at each value of a perturbation, ` + "`NAME[=V:V:V...]`" + `, again or with
commas for more: latency or latency=0:100:200; all stands for every one of --perturb with its usual values`

// everySweep is what stands for all perturbations.
const everySweep = "all"

// String is of flag.Value, as is Set.
func (s *sweeps) String() string {
	var names []string
	for _, one := range *s {
		names = append(names, one.name)
	}
	return strings.Join(names, ",")
}

// Set takes sweeps.
func (s *sweeps) Set(text string) error {
	for one := range strings.SplitSeq(text, ",") {
		one = strings.TrimSpace(one)
		if one == everySweep {
			for _, k := range perturbations() {
				if err := s.add(one, sweep{k, k.sweep, true}); err != nil {
					return err
				}
			}
			continue
		}
		name, list, told := strings.Cut(one, "=")
		k, ok := perturbationCalled(name)
		if !ok {
			return fmt.Errorf("%q, want NAME or NAME=V:V:V with a name of %s, or %s", one, perturbationNames(), everySweep)
		}
		values := k.sweep
		if told {
			var err error
			if values, err = k.list(one, list); err != nil {
				return err
			}
		}
		if err := s.add(one, sweep{k, values, false}); err != nil {
			return err
		}
	}
	return nil
}

func (s *sweeps) add(given string, one sweep) error {
	if slices.ContainsFunc(*s, func(o sweep) bool { return o.name == one.name }) {
		return fmt.Errorf("%q: %s is swept already, want it once", given, one.name)
	}
	*s = append(*s, one)
	return nil
}

// list reads values between colons and puts them in order.
func (k perturbation) list(given, text string) ([]float64, error) {
	var values []float64
	for part := range strings.SplitSeq(text, ":") {
		v, err := k.parse(given, part, "V:V:V")
		if err != nil {
			return nil, err
		}
		if slices.Contains(values, v) {
			return nil, fmt.Errorf("%q: %g is there twice, want each value once", given, v)
		}
		values = append(values, v)
	}
	slices.Sort(values)
	return values, nil
}

// at is what is done to the drives at one of the values, the rest being as it is without the sweep.
func (s sweep) at(p perturb, value float64) perturb {
	*s.field(&p) = value
	return p
}

// point is one value of a sweep and which drives of the list are made at it.
type point struct {
	sweep, value int
	from, to     int
}

// results puts the drives of each value together. A value of which not all drives were made to their end is left out.
func (s sweeps) results(base perturb, points []point, reports []eval.Report, over []bool) []eval.Sweep {
	var out []eval.Sweep
	for _, one := range s {
		out = append(out, eval.Sweep{Name: one.name, Unit: one.unit, Base: one.perturbation.value(base), Points: []eval.Point{}})
	}
	for _, at := range points {
		if !slices.Contains(over[at.from:at.to], false) {
			p := eval.Point{Value: s[at.sweep].values[at.value], Report: eval.Total(reports[at.from:at.to])}
			out[at.sweep].Points = append(out[at.sweep].Points, p)
		}
	}
	return out
}
