package report

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestBinsOfCurvature: the bins rise from the sharpest bend to the right to the sharpest to the left.
func TestBinsOfCurvature(t *testing.T) {
	n := len(edgesPerM)
	for v, want := range map[float64]int{0: n, 0.0005: n, -0.0005: n - 1, 0.0015: n + 1, -0.0015: n - 2, 5: 2*n - 1, -5: 0, 0.1: 2*n - 1, 0.099: 2*n - 2} {
		if got := binOf(v); got != want {
			t.Errorf("%v 1/m is in bin %d, want %d", v, got, want)
		}
	}
	if binName(n) != "0" || binName(0) != "-0.1" || binName(2*n-1) != "0.1" {
		t.Errorf("bins are called %q, %q, %q", binName(0), binName(n), binName(2*n-1))
	}
}

func TestHistogramIsAPicture(t *testing.T) {
	path := filepath.Join(t.TempDir(), "curves.png")
	if err := Histogram(path, []float64{0, 0.01, -0.2}, []float64{0.3}); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if m, err := png.Decode(f); err != nil || m.Bounds().Dx() < 500 {
		t.Errorf("%v, %v", m, err)
	}
}
