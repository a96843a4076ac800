//go:build cgo && !nodnnl

package tower_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/tower"
)

// openHalf returns a tower of bfloat16 that holds w, where there can be one.
func openHalf(t *testing.T, w model.Weights, c tower.Config) *tower.Tower {
	t.Helper()
	c.Spec, c.BFloat16 = w.Spec, true
	tw, err := tower.New(c)
	if errors.Is(err, tower.ErrUnavailable) {
		t.Skip("this processor does not multiply bfloat16: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tw.Close)
	load(t, tw, w)
	return tw
}

// halved is v rounded to 8 bits of precision, ties to even.
func halved(v float64) float64 {
	if v == 0 {
		return 0
	}
	fraction, exponent := math.Frexp(v)
	return math.Ldexp(math.RoundToEven(math.Ldexp(fraction, 8)), exponent-8)
}

// TestHalfIsRoundedOnce: inputs, weights and features are rounded to bfloat16, the sums between them are not.
func TestHalfIsRoundedOnce(t *testing.T) {
	w, x, dy := example(t, spec(model.ReLU, 3, 15, 17, model.Conv{Out: 16, Kernel: 5, Stride: 2}), 5, 7)
	tw := openHalf(t, w, tower.Config{Batch: 6, Shard: 2})
	y, _ := step(t, tw, w, x, dy)
	o := newOracle(w, 5)
	for i, v := range o.params[0] {
		o.params[0][i] = halved(v)
	}
	in := make([]float64, len(x))
	for i, v := range x {
		in[i] = halved(float64(v*(1/float32(127.5)) - 1)) // in float32, as the tower does
	}
	exact, positive := 0, 0
	for i, sum := range o.layer(0, in) {
		want := halved(sum)
		if d := math.Abs(float64(y[i]) - want); d > 1.0/256*want+1e-5 { // the next bfloat16, where a sum lies between two
			t.Fatalf("feature %d is %v, want %v", i, y[i], want)
		}
		if want > 0 {
			positive++
			if float64(y[i]) == want {
				exact++
			}
		}
	}
	if positive == 0 || exact < positive*99/100 {
		t.Errorf("%d of %d features are the rounded sums, want 99 %%", exact, positive)
	}
}

// TestHalfGradient: rounding to 8 bits of precision turns PilotNet's gradient by less than 10 degrees.
func TestHalfGradient(t *testing.T) {
	for _, a := range []model.Activation{model.ReLU, model.ELU} {
		s := model.PilotNet()
		s.Activation = a
		const n = 7
		w, x, dy := example(t, s, n, 3)
		half, whole := openHalf(t, w, tower.Config{Batch: n}), open(t, w, tower.Config{Batch: n})
		y, g := step(t, half, w, x, dy)
		wantY, wantG := step(t, whole, w, x, dy)
		if slices.Equal(y, wantY) {
			t.Fatalf("%s: the features are those of float32", a)
		}
		start := 0
		for _, l := range s.Layers()[:len(s.Conv)] {
			end := start + l.Parameters()
			if c := cosine(g[start:end], wantG[start:end]); c < math.Cos(10*math.Pi/180) {
				t.Errorf("%s: %s's gradient is turned by %.1f degrees", a, l.Name, math.Acos(c)*180/math.Pi)
			}
			start = end
		}
		if c := cosine(y, wantY); c < 0.9999 {
			t.Errorf("%s: features agree to a cosine of %v", a, c)
		}
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

func TestHalfHasTheSameBits(t *testing.T) {
	const n = 19
	w, x, dy := example(t, model.PilotNet(), n, 3)
	var wantY, wantG []uint32
	for _, threads := range []int{1, 2, 3} {
		y, g := step(t, openHalf(t, w, tower.Config{Batch: 32, Threads: threads}), w, x, dy)
		if threads == 1 {
			wantY, wantG = bits(y), bits(g)
		} else if !slices.Equal(bits(y), wantY) || !slices.Equal(bits(g), wantG) {
			t.Errorf("%d threads: other bits than with 1 thread", threads)
		}
	}
}
