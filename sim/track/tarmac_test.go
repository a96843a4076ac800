package track

import (
	"math"
	"testing"
)

// The oracle is the offset's own length, 1 - k d a metre: no border of the tarmac folds, and the lane is always on tarmac.
func TestTarmacNeverFoldsAndHoldsTheLane(t *testing.T) {
	for name, road := range manyRoads(t) {
		for s := 0.0; s < road.LengthM(); s += 0.25 {
			k := road.Centre(s).CurvaturePerM
			right, left := road.Tarmac(s)
			if 1+k*right <= 0 || 1-k*left <= 0 {
				t.Fatalf("%s at %.1f m: tarmac %.2f right and %.2f left folds, radius %.2f m", name, s, right, left, 1/k)
			}
			if right < 3.5 || left < 0 {
				t.Fatalf("%s at %.1f m: tarmac %.2f right and %.2f left does not hold the lane", name, s, right, left)
			}
			nextRight, nextLeft := road.Tarmac(s + 0.25)
			if max(math.Abs(nextRight-right), math.Abs(nextLeft-left)) > 0.5*0.25+1e-9 {
				t.Fatalf("%s at %.1f m: the tarmac's border jumps", name, s)
			}
		}
	}
}

// In the head: a circle of 6 m to the right; its inner border stops at nine tenths, 5.4 m. Its outer one stays, 9 m.
func TestInnerBorderIsClipped(t *testing.T) {
	k := -1 / 6.0
	road := must(t, integrate(6, 0, -math.Pi/2, []bend{{12 * math.Pi, k, k}}, 9, 9))
	right, left := road.Tarmac(10)
	near(t, "right", right, 5.4, 1e-9)
	near(t, "left", left, 9, 1e-9)
}

func TestNarrowTarmacIsWidened(t *testing.T) {
	k := 1 / 60.0
	road := must(t, integrate(60, 0, math.Pi/2, []bend{{120 * math.Pi, k, k}}, 2, 0))
	right, left := road.Tarmac(10)
	near(t, "right: the lane and its shoulder", right, 3.75, 1e-9)
	near(t, "left: room for the paint", left, 0.25, 1e-9)
}
