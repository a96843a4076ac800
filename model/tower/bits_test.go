//go:build cgo && !nodnnl

package tower_test

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/tower"
)

// bits makes NaNs comparable too.
func bits(s []float32) []uint32 {
	b := make([]uint32, len(s))
	for i, v := range s {
		b[i] = math.Float32bits(v)
	}
	return b
}

// TestSameBits: threads and GOMAXPROCS change who does the work, never what comes out.
func TestSameBits(t *testing.T) {
	const n = 19 // the last shard is not full
	w, x, dy := example(t, model.PilotNet(), n, 3)
	var wantY, wantG []uint32
	runs := 0
	for _, procs := range []int{2, 1} {
		for _, threads := range []int{1, 2, 3, 8, 2} {
			before := runtime.GOMAXPROCS(procs)
			tw := open(t, w, tower.Config{Batch: 32, Threads: threads})
			y, g := step(t, tw, w, x, dy)
			runtime.GOMAXPROCS(before)
			if runs++; runs == 1 {
				wantY, wantG = bits(y), bits(g)
				continue
			}
			if !slices.Equal(bits(y), wantY) || !slices.Equal(bits(g), wantG) {
				t.Errorf("%d threads, GOMAXPROCS %d: other bits than with 1 thread", threads, procs)
			}
		}
	}
	if runs != 10 {
		t.Fatalf("%d runs, want 10", runs)
	}
}

// TestNothingStaysBehind: a call's numbers do not depend on the calls before it, whatever their size.
func TestNothingStaysBehind(t *testing.T) {
	w, x, dy := example(t, spec(model.ReLU, 3, 20, 24, model.Conv{Out: 10, Kernel: 5, Stride: 2}, model.Conv{Out: 6, Kernel: 3, Stride: 1}), 11, 5)
	in, out := len(x)/11, len(dy)/11
	used := open(t, w, tower.Config{Batch: 11})
	for _, n := range []int{11, 3, 1, 6, 11, 2} {
		fresh := open(t, w, tower.Config{Batch: 11})
		wantY, wantG := step(t, fresh, w, x[:n*in], dy[:n*out])
		y, g := step(t, used, w, x[:n*in], dy[:n*out])
		if !slices.Equal(bits(y), bits(wantY)) || !slices.Equal(bits(g), bits(wantG)) {
			t.Errorf("%d samples: other bits than in a new tower", n)
		}
		nan := slices.Repeat([]float32{float32(math.NaN())}, len(x))
		if err := used.Forward(nan, make([]float32, len(dy))); err == nil {
			t.Error("a picture that is no number was taken")
		}
	}
}

func TestNoAllocations(t *testing.T) {
	w, x, dy := example(t, model.PilotNet(), 1, 1)
	tw := open(t, w, tower.Config{Batch: 1})
	y, g := make([]float32, len(dy)), make([]float32, tower.Config{Spec: w.Spec}.Parameters())
	if n := testing.AllocsPerRun(20, func() {
		if tw.Forward(x, y) != nil || tw.Backward(dy, g) != nil {
			t.Error("forward or backward failed")
		}
	}); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}

// TestNoLeak: memory and threads come back with Close, and with the garbage collector if Close is forgotten.
func TestNoLeak(t *testing.T) {
	if _, err := os.Stat("/proc/self/statm"); err != nil {
		t.Skip("no /proc here: ", err)
	}
	w, x, dy := example(t, model.PilotNet(), 16, 1)
	for name, release := range map[string]func(*tower.Tower){
		"closed":    func(tw *tower.Tower) { tw.Close(); tw.Close() },
		"forgotten": func(tw *tower.Tower) { runtime.GC() },
	} {
		t.Run(name, func(t *testing.T) {
			var first int
			const rounds, warm = 25, 5
			for i := range rounds {
				tw, err := tower.New(tower.Config{Spec: w.Spec, Batch: 16, Threads: 3}) // 9 MB of activations, 2 threads
				if err != nil {
					t.Fatal(err)
				}
				load(t, tw, w)
				if i%8 == 0 {
					step(t, tw, w, x, dy)
				}
				release(tw)
				runtime.GC()
				if i == warm {
					first = resident(t)
				}
			}
			if grown := resident(t) - first; grown > 40<<20 {
				t.Errorf("%d towers left %d MB behind, want under 40 of the 180 they took", rounds-warm, grown>>20)
			}
		})
	}
}

// resident is the memory of this process, in bytes.
func resident(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var size, pages int
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
