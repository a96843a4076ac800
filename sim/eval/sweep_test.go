package eval_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"steersim/sim/eval"
)

// TestSweepTellsWhereDrivesFirstFail: the oracle is the eye, on counts written by hand.
func TestSweepTellsWhereDrivesFirstFail(t *testing.T) {
	for name, tc := range map[string]struct {
		base          float64
		interventions map[float64]int // by value
		want          string          // below, above
	}{
		"nowhere":                             {0, map[float64]int{0: 0, 50: 0, 100: 0}, "- -"},
		"from a value on":                     {0, map[float64]int{0: 0, 50: 0, 100: 2, 150: 1}, "- 100"},
		"once, and not beyond":                {0, map[float64]int{0: 0, 50: 1, 100: 0}, "- 50"},
		"to both sides, the nearest of each":  {0, map[float64]int{-3: 9, -2: 1, -1: 0, 0: 0, 1: 0, 2: 0, 3: 4}, "-2 3"},
		"to one side of two":                  {1, map[float64]int{0.25: 3, 0.5: 1, 1: 0, 3: 0}, "0.5 -"},
		"before anything is done to them":     {0, map[float64]int{-1: 0, 0: 1, 1: 2}, "0 0"},
		"beyond, the base not being asked of": {0, map[float64]int{100: 1, 200: 2}, "- 100"},
	} {
		t.Run(name, func(t *testing.T) {
			s := eval.Sweep{Base: tc.base}
			for _, v := range slices.Sorted(maps.Keys(tc.interventions)) {
				s.Points = append(s.Points, eval.Point{Value: v, Report: eval.Report{Interventions: tc.interventions[v]}})
			}
			below, above := s.Fails()
			text := func(v *float64) string {
				if v == nil {
					return "-"
				}
				return fmt.Sprint(*v)
			}
			if got := text(below) + " " + text(above); got != tc.want {
				t.Errorf("fails at %s, want %s", got, tc.want)
			}
		})
	}
}

// A point is the value with a run's own fields beside it, as the command line's format has it.
func TestPointIsFlatInJSON(t *testing.T) {
	text, err := json.Marshal(eval.Point{Value: 1.5, Report: eval.Report{Road: "oval", Interventions: 2}})
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	if fields["value"] != 1.5 || fields["road"] != "oval" || fields["interventions"] != 2.0 || fields["autonomy_pct"] == nil {
		t.Errorf("%s", text)
	}
}
