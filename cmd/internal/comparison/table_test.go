package comparison

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/cmd/internal/plots"
	"steersim/trainer/grid"
)

// growing is a grid of two learners over three amounts of data, and of few roads beside it, by two seeds.
func growing() (rows []grid.Row) {
	for _, seed := range []uint64{1, 2} {
		for l, learner := range []string{"a", "b"} {
			for i, minutes := range []float64{1, 4, 16} {
				r := grid.Row{Cell: grid.Cell{Learner: learner, Minutes: minutes, Roads: grid.Drives(minutes), Seed: seed}, AutonomyPct: 50 + 15*float64(i) + 5*float64(l) + float64(seed), LateralMAEM: 0.4 - 0.1*float64(i) + 0.01*float64(seed)}
				rows = append(rows, r)
			}
		}
		few := rows[len(rows)-1]
		few.Roads, few.AutonomyPct = 2, 60
		rows = append(rows, few)
	}
	return rows
}

func TestTheGridIsATable(t *testing.T) {
	var b bytes.Buffer
	if err := Table(&b, growing()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	// Oracle: by hand, 51 and 52 % at the least of data, and of four roads of 16 minutes.
	if got := strings.Join(strings.Fields(lines[1]), " "); len(lines) != 8 || got != "a 1 6 2 0.0 0.000 (0.000 to 0.000) 51.50 (51.00 to 52.00) 0.415 (0.410 to 0.420) 0.00 (0.00 to 0.00) 0 (0 to 0)" {
		t.Errorf("%d lines, the first of them %q", len(lines), got)
	}
}

func TestTheGridIsDrawnWhereThereAreCurves(t *testing.T) {
	for name, tc := range map[string]struct {
		rows    []grid.Row
		columns int
	}{
		"minutes and roads": {growing(), 2},
		"minutes":           {growing()[:6], 1},
		"one amount":        {growing()[:1], 0},
	} {
		path := filepath.Join(t.TempDir(), "compare.png")
		if err := Plot(path, tc.rows); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if tc.columns == 0 {
			if err == nil {
				t.Errorf("%s: there is a picture", name)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		c, err := png.DecodeConfig(f)
		if want := tc.columns * 6 * plots.DotsPerInch; err != nil || c.Width != want {
			t.Errorf("%s: %d pixels wide (%v), want %d", name, c.Width, err, want)
		}
	}
}
