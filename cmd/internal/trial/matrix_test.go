package trial

import (
	"fmt"
	"testing"

	"steersim/sim/eval"
)

// TestMatrixAddsUp: counts one can add in one's head; the mean is weighed by time, as eval.Total has it.
func TestMatrixAddsUp(t *testing.T) {
	run := func(road, scene string, interventions int, maeM, elapsedS float64) eval.Report {
		return eval.Report{Road: road, Scene: scene, Interventions: interventions, LateralMAEM: maeM, ElapsedS: elapsedS}
	}
	reports := []eval.Report{
		run("oval", "clear", 1, 0.1, 10), run("oval", "clear", 2, 0.1, 10), run("oval", "night", 0, 0.2, 20),
		run("kart", "clear", 4, 0.3, 10), run("kart", "night", 0, 0.3, 10),
	}
	roads, scenes := []string{"oval", "kart"}, []string{"clear", "night"}
	cells := matrixOf(reports, roads, scenes)
	for name, tc := range map[string]struct {
		value  func(eval.Report) float64
		format string
		want   string
	}{
		"interventions": {func(r eval.Report) float64 { return float64(r.Interventions) }, "%.0f", "[[ clear night all] [oval 3 0 3] [kart 4 0 4] [all 7 0 7]]"},
		"MAE":           {func(r eval.Report) float64 { return r.LateralMAEM }, "%.2f", "[[ clear night all] [oval 0.10 0.20 0.15] [kart 0.30 0.30 0.30] [all 0.17 0.23 0.20]]"},
	} {
		var got [][]string
		for _, row := range table(roads, scenes, cells, tc.value, tc.format, 0) {
			var texts []string
			for _, c := range row {
				texts = append(texts, c.Text)
			}
			got = append(got, texts)
		}
		if fmt.Sprint(got) != tc.want {
			t.Errorf("%s: got %v, want %v", name, got, tc.want)
		}
	}
	shaded := table(roads, scenes, cells, func(r eval.Report) float64 { return float64(r.Interventions) }, "%.0f", 0)
	if shaded[2][1].Shade != 1 || shaded[1][2].Shade != 0 || shaded[1][1].Shade != 0.75 || shaded[3][1].Shade != 0 {
		t.Errorf("shades %v, want the largest at 1, its share for the others, none for totals", shaded)
	}
	if one := table([]string{"oval"}, scenes, matrixOf(reports[:3], []string{"oval"}, scenes), func(eval.Report) float64 { return 0 }, "%.0f", 0); len(one) != 2 || len(one[1]) != 4 {
		t.Errorf("one road: %v, want a head and a row, with the total of its scenes", one)
	}
}
