package window

import (
	"math"
	"testing"
)

func TestKeysAreASet(t *testing.T) {
	var k Keys
	if k.Has(Left, F11) || k.Digit() != 0 {
		t.Error("an empty set has keys")
	}
	k = k.With(F11).With(Digit3)
	if !k.Has(F11) || !k.Has(Left, Digit3) || k.Has(Left) || k.Digit() != 3 {
		t.Errorf("%b: want F11 and Digit3", k)
	}
	if AllKeys > 64 {
		t.Errorf("%d keys do not fit a set of 64", AllKeys)
	}
}

func TestDeadened(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 0.1: 0, -0.1: 0, 1: 1, -1: -1, 0.55: 0.5, -0.55: -0.5, 1.2: 1} {
		if got := Deadened(v, 0.1); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v without a dead zone of 0.1 is %v, want %v", v, got, want)
		}
	}
}
