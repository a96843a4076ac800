package main

import (
	"fmt"
	"strings"
	"testing"

	"steersim/sim/eval"
)

// TestSweepsAreRead: what --sweep takes, and what it says of what it does not take.
func TestSweepsAreRead(t *testing.T) {
	for name, tc := range map[string]struct {
		given []string
		want  string // names with values, or a part of the error
	}{
		"a name has its usual values": {[]string{"latency"}, "latency[0 50 100 150 200 300]"},
		"values are put in order":     {[]string{"bias=2:-2:0"}, "bias[-2 0 2]"},
		"commas and again":            {[]string{"push, gust=0:1", "blur=2"}, "push[0 0.3 0.6 0.9 1.2] gust[0 1] blur[2]"},
		"not a perturbation":          {[]string{"wind"}, `"wind", want NAME or NAME=V:V:V with a name of latency, noise, blur, brightness, bias, start, gust, push, or all`},
		"all takes no values":         {[]string{"all=3"}, `"all=3", want`},
		"beyond the range":            {[]string{"noise=0:1000"}, `"noise=0:1000", want noise=V:V:V from 0 to 100`},
		"not a number":                {[]string{"noise=0:x"}, `want noise=V:V:V from 0 to 100`},
		"no value":                    {[]string{"noise="}, `want noise=V:V:V from 0 to 100`},
		"between the control ticks":   {[]string{"latency=0:70"}, "every 50 ms"},
		"a value twice":               {[]string{"noise=3:1:3"}, "3 is there twice"},
		"a name twice":                {[]string{"noise", "noise=3"}, "noise is swept already"},
		"a name beside all":           {[]string{"push,all"}, "push is swept already"},
	} {
		t.Run(name, func(t *testing.T) {
			var s sweeps
			var err error
			for _, text := range tc.given {
				if err = s.Set(text); err != nil {
					break
				}
			}
			var read []string
			for _, one := range s {
				read = append(read, one.name+fmt.Sprint(one.values))
			}
			if got := strings.Join(read, " "); err == nil && got != tc.want || err != nil && !strings.Contains(err.Error(), tc.want) {
				t.Errorf("read %s, error %v, want %s", got, err, tc.want)
			}
		})
	}
}

// TestEveryPerturbationIsSweptByItsOwnValues: the usual values are ones that --perturb takes too, rise, and hold the one that does
// nothing.
func TestEveryPerturbationIsSweptByItsOwnValues(t *testing.T) {
	var s sweeps
	if err := s.Set("all"); err != nil {
		t.Fatal(err)
	}
	if len(s) != len(perturbations()) {
		t.Fatalf("%d sweeps, want %d", len(s), len(perturbations()))
	}
	for _, one := range s {
		calm := false
		for i, v := range one.values {
			var p perturb
			if err := p.Set(fmt.Sprintf("%s=%g", one.name, v)); err != nil {
				t.Error(err)
			}
			if got := one.perturbation.value(p); got != v {
				t.Errorf("%s=%g is kept as %g", one.name, v, got)
			}
			if i > 0 && v <= one.values[i-1] {
				t.Errorf("%s: %v, want a rise", one.name, one.values)
			}
			calm = calm || v == one.perturbation.value(perturb{})
		}
		if !calm {
			t.Errorf("%s: %v, want among them the value that does nothing", one.name, one.values)
		}
	}
}

// TestSweepsAddUp: counts one can add in one's head. The base's value is the drives themselves; a value that was not driven to its
// end is left out.
func TestSweepsAddUp(t *testing.T) {
	var s sweeps
	if err := s.Set("latency=0:100:200,bias=1"); err != nil {
		t.Fatal(err)
	}
	base := perturb{latencyMS: 100}
	run := func(interventions int) eval.Report {
		return eval.Report{ElapsedS: 60, DistanceM: 500, Interventions: interventions}
	}
	points := []point{{0, 0, 2, 4}, {0, 1, 0, 2}, {0, 2, 4, 6}, {1, 0, 6, 8}}
	reports := []eval.Report{run(1), run(0), run(2), run(3), run(4), run(5), run(6), run(1)}
	got := s.results(base, points, reports, []bool{true, true, true, true, true, false, true, true})
	if len(got) != 2 || got[0].Base != 100 || got[1].Base != 0 || got[0].Unit != "ms" {
		t.Fatalf("%+v", got)
	}
	var found []string
	for _, one := range got {
		for _, p := range one.Points {
			found = append(found, fmt.Sprintf("%s %g: %d, %g per km, %g %%", one.Name, p.Value, p.Interventions, p.InterventionsPerKm, p.AutonomyPct))
		}
	}
	want := "latency 0: 5, 5 per km, 75 %|latency 100: 1, 1 per km, 95 %|bias 1: 7, 7 per km, 65 %" // 6 s each of 120 s, on 1 km
	if text := strings.Join(found, "|"); text != want {
		t.Errorf("got %s, want %s", text, want)
	}
}
