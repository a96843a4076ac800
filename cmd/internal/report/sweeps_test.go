package report

import (
	"bytes"
	"strings"
	"testing"

	"steersim/sim/eval"
)

// TestFirstFailureIsSaid: the sentences, written by hand, for counts that are seen at a glance.
func TestFirstFailureIsSaid(t *testing.T) {
	type at struct {
		value         float64
		interventions int
	}
	for name, tc := range map[string]struct {
		base   float64
		points []at
		want   string
	}{
		"never":                       {0, []at{{0, 0}, {200, 0}}, "none up to 200 ms"},
		"from a value on":             {0, []at{{0, 0}, {100, 1}, {200, 3}}, "first intervention at 100 ms"},
		"never, to both sides":        {0, []at{{-3, 0}, {0, 0}, {3, 0}}, "none down to -3 ms and up to 3 ms"},
		"never, to the lower side":    {1, []at{{0.5, 0}, {1, 0}}, "none down to 0.5 ms"},
		"to the upper side of two":    {0, []at{{-3, 0}, {0, 0}, {3, 1}}, "first intervention at 3 ms, none down to -3 ms"},
		"to the lower side of two":    {1, []at{{0.5, 2}, {1, 0}, {2, 0}}, "first intervention at 0.5 ms, none up to 2 ms"},
		"to the only, the lower side": {1, []at{{0.5, 2}, {1, 0}}, "first intervention at 0.5 ms"},
		"to both sides":               {0, []at{{-3, 2}, {-2, 1}, {0, 0}, {3, 1}}, "first intervention at -2 ms and at 3 ms"},
		"as they are":                 {0, []at{{0, 1}, {200, 0}}, "first intervention at 0 ms, the drives as they are"},
		"nothing was driven":          {0, nil, "not driven"},
	} {
		t.Run(name, func(t *testing.T) {
			s := eval.Sweep{Name: "latency", Unit: "ms", Base: tc.base}
			for _, p := range tc.points {
				s.Points = append(s.Points, eval.Point{Value: p.value, Report: eval.Report{Interventions: p.interventions}})
			}
			if got := FirstFailure(s); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestSweepsAreTables(t *testing.T) {
	var b bytes.Buffer
	s := eval.Sweep{Name: "brightness", Base: 1, Points: []eval.Point{{Value: 0.5, Report: eval.Report{Interventions: 2, AutonomyPct: 87.5, LateralMAEM: 0.25}}, {Value: 1}}}
	if err := Sweeps(&b, []eval.Sweep{s}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 4 || lines[0] != "brightness: first intervention at 0.5" || strings.Join(strings.Fields(lines[2]), " ") != "0.5 2 0.000 87.50 0.250 0.000 0.00" {
		t.Errorf("%q", lines)
	}
}
