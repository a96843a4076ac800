package setup

import (
	"runtime"
	"testing"
)

// TestKeepProcessorsGoesBack: however those who ask overlap, what there is grows with the largest wish and no further, and is as before in the end.
func TestKeepProcessorsGoesBack(t *testing.T) {
	before := Processors()
	want := func(when string, n int) {
		t.Helper()
		if got := runtime.GOMAXPROCS(0); got != n {
			t.Errorf("%s: %d processors, want %d", when, got, n)
		}
	}
	first := KeepProcessors(before)
	want("one asks", max(before, before+2*min(before-1, 1)))
	second := KeepProcessors(before + 1)
	first()
	want("the first has gone", before+3)
	third := KeepProcessors(before + 1)
	second()
	third()
	want("nobody is left", before)
}
