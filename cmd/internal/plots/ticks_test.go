package plots

import (
	"fmt"
	"testing"
)

// TestTicksAreRound: the oracle is what one would write beside the axis by hand.
func TestTicksAreRound(t *testing.T) {
	for _, tc := range []struct {
		least, most float64
		want        string
	}{
		{0, 100, "[0 20 40 60 80 100]"},
		{-0.12, 0.12, "[-0.10 -0.05 0.00 0.05 0.10]"},
		{0, 1.2, "[0.0 0.5 1.0]"},
		{-3, 3, "[-2 0 2]"},
		{0, 0.006, "[0.000 0.002 0.004 0.006]"},
		{5, 5, "[5]"},
	} {
		var got []string
		for _, at := range Ticks(5).Ticks(tc.least, tc.most) {
			got = append(got, at.Label)
		}
		if fmt.Sprint(got) != tc.want {
			t.Errorf("from %v to %v: %v, want %s", tc.least, tc.most, got, tc.want)
		}
	}
}

// TestDecadesAreRound: likewise, on a logarithmic axis.
func TestDecadesAreRound(t *testing.T) {
	for _, tc := range []struct {
		least, most float64
		want        string
	}{
		{1.7e-5, 3.6e-4, "[2e-05 5e-05 0.0001 0.0002]"},
		{1, 10, "[1 2 5 10]"},
		{0.3, 0.4, "[]"},
	} {
		got := []string{}
		for _, at := range (Decades{}).Ticks(tc.least, tc.most) {
			got = append(got, at.Label)
		}
		if fmt.Sprint(got) != tc.want {
			t.Errorf("from %v to %v: %v, want %s", tc.least, tc.most, got, tc.want)
		}
	}
}
