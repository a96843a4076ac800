package plots

import (
	"bytes"
	"image/png"
	"testing"

	"gonum.org/v1/plot/vg"
)

// TestDensityCountsEveryPair: the sum over the squares is the number of pairs, and a pair lies in the square of its values.
func TestDensityCountsEveryPair(t *testing.T) {
	x, y := []float64{0, 0, 0.1, -0.1, 0.05}, []float64{0, 0, 0.1, -0.1, -0.05}
	g := newDensity(x, y)
	sum := 0.0
	for r := range squares {
		for c := range squares {
			sum += g.counts[r][c]
		}
	}
	middle := squares / 2
	if sum != 5 || g.counts[middle][middle] != 2 {
		t.Errorf("%v pairs, %v in the middle, want 5 and 2", sum, g.counts[middle][middle])
	}
	if r, c := g.square(-0.05), g.square(0.05); g.counts[r][c] != 1 || g.at(r) > 0 || g.at(c) < 0 {
		t.Errorf("the pair (0.05, -0.05) is not in row %d, column %d", r, c)
	}
	picture, err := Density("a", "x", "y", x, y)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := png.Decode(bytes.NewReader(picture)); err != nil || m.Bounds().Dx() != int(halfWidth/vg.Inch*DotsPerInch) {
		t.Errorf("%v, %v", m, err)
	}
	if _, err := Density("a", "x", "y", x, y[1:]); err == nil {
		t.Error("took five values against four")
	}
}
