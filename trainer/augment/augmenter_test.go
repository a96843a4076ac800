package augment

import (
	"errors"
	"math"
	"slices"
	"testing"

	"steersim/sim"
)

func TestDrawIsAFunctionOfItsGenerator(t *testing.T) {
	c := Default()
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(50) {
		a, b := c.Draw(sim.Rand(seed, sim.StreamAugment)), c.Draw(sim.Rand(seed, sim.StreamAugment))
		if a != b {
			t.Fatalf("seed %d: %v and %v", seed, a, b)
		}
		// One change switched off leaves the others as they were.
		off := c
		off.MoveShare = 0
		if d := off.Draw(sim.Rand(seed, sim.StreamAugment)); d.ShiftM != 0 || d.YawRad != 0 || d.Shadows != a.Shadows || d.NoiseAt != a.NoiseAt || d.Contrast != a.Contrast {
			t.Fatalf("seed %d: without moves %v, with %v", seed, d, a)
		}
	}
	if d := (Config{}).Draw(sim.Rand(1, sim.StreamAugment)); d != Still() {
		t.Errorf("the zero Config draws %v, want Still", d)
	}
}

// Oracle: the shares and deviations that Config promises, within five standard errors of 20,000 draws.
func TestDrawKeepsItsPromises(t *testing.T) {
	c := Default()
	r := sim.Rand(3, sim.StreamAugment)
	const n = 20000
	var moved, lit, shaded, blurred float64
	var yaw []float64
	for range n {
		d := c.Draw(r)
		if math.Abs(d.ShiftM) > c.ShiftMaxM || math.Abs(d.YawRad) > c.YawMaxRad {
			t.Fatalf("moved by %v m and %v rad, beyond the cut", d.ShiftM, d.YawRad)
		}
		if d.YawRad != 0 {
			moved++
			yaw = append(yaw, d.YawRad)
		}
		if d.Contrast != 1 {
			lit++
		}
		if d.Shadows[0].Light != 1 {
			shaded++
		}
		if d.Blur {
			blurred++
		}
	}
	for name, s := range map[string]struct{ got, want float64 }{
		"moved": {moved / n, c.MoveShare}, "lit": {lit / n, c.LightShare}, "shaded": {shaded / n, c.ShadowShare}, "blurred": {blurred / n, c.BlurShare},
	} {
		if math.Abs(s.got-s.want) > 5*math.Sqrt(0.25/n) {
			t.Errorf("%s: %v, want %v", name, s.got, s.want)
		}
	}
	mean, square := 0.0, 0.0
	for _, y := range yaw {
		mean += y / float64(len(yaw))
		square += y * y / float64(len(yaw))
	}
	if math.Abs(mean) > 5*c.YawSDRad/math.Sqrt(n) || math.Abs(math.Sqrt(square)/c.YawSDRad-1) > 0.06 { // the cut costs a few per cent
		t.Errorf("yaw: mean %v, deviation %v, want 0 and %v", mean, math.Sqrt(square), c.YawSDRad)
	}
}

func TestLightDoesWhatItSays(t *testing.T) {
	v := view()
	a, err := New(v)
	if err != nil {
		t.Fatal(err)
	}
	plane := v.Width * v.Height
	src := slices.Repeat([]byte{100}, 3*plane)
	apply := func(change func(*Draw)) []byte {
		d := Still()
		change(&d)
		out := make([]byte, len(src))
		if err := a.Apply(out, src, d); err != nil {
			t.Fatal(err)
		}
		return out
	}
	// Oracle: arithmetic by hand on the level 100.
	for name, tc := range map[string]struct {
		change  func(*Draw)
		y, u, v byte
	}{
		"brighter":   {func(d *Draw) { d.Brightness = 20 }, 120, 100, 100},
		"contrast":   {func(d *Draw) { d.Contrast = 0.5 }, 114, 100, 100}, // 128 - 28/2
		"gamma":      {func(d *Draw) { d.Gamma = 2 }, 39, 100, 100},       // 100^2/255 = 39.2
		"tinted":     {func(d *Draw) { d.ChromaU, d.ChromaV = 5, -5 }, 100, 105, 95},
		"pale":       {func(d *Draw) { d.Saturation = 0.5 }, 100, 114, 114},
		"soft":       {func(d *Draw) { d.Blur = true }, 100, 100, 100}, // an even picture stays even
		"all shadow": {func(d *Draw) { d.Shadows[0] = Shadow{0, 1, 0, 1, 0.5} }, 50, 100, 100},
		"clipped":    {func(d *Draw) { d.Brightness = 300 }, 255, 100, 100},
	} {
		t.Run(name, func(t *testing.T) {
			out := apply(tc.change)
			for i, got := range out {
				if want := []byte{tc.y, tc.u, tc.v}[i/plane]; got != want {
					t.Fatalf("byte %d: got %d, want %d", i, got, want)
				}
			}
		})
	}
	half := apply(func(d *Draw) { d.Shadows[1] = Shadow{0, 0.5, 0, 0.5, 0.5} })
	if half[10] != 50 || half[v.Width-10] != 100 {
		t.Errorf("shadow on the left half: %d left, %d right, want 50 and 100", half[10], half[v.Width-10])
	}
	noisy := apply(func(d *Draw) { d.NoiseSDLevel = 5 })
	sum, square := 0.0, 0.0
	for _, y := range noisy[:plane] {
		sum += float64(y) - 100
		square += (float64(y) - 100) * (float64(y) - 100)
	}
	if mean, sd := sum/float64(plane), math.Sqrt(square/float64(plane)); math.Abs(mean) > 0.3 || math.Abs(sd-5) > 0.3 {
		t.Errorf("noise: mean %v, deviation %v, want 0 and 5", mean, sd)
	}
}

func TestWrongConfigsAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"share over 1":      func(c *Config) { c.MoveShare = 1.5 },
		"not a number":      func(c *Config) { c.YawSDRad = math.NaN() },
		"range upside down": func(c *Config) { c.ContrastMin, c.ContrastMax = 2, 1 },
		"negative":          func(c *Config) { c.NoiseSDLevel = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			c := Default()
			change(&c)
			if err := c.Check(); !errors.Is(err, ErrConfig) {
				t.Errorf("got %v, want %v", err, ErrConfig)
			}
		})
	}
	v := view()
	v.HeightM = 0
	if _, err := New(v); !errors.Is(err, ErrConfig) {
		t.Errorf("camera on the ground: got %v, want %v", err, ErrConfig)
	}
	a, err := New(view())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Apply(make([]byte, 5), make([]byte, 5), Still()); !errors.Is(err, ErrConfig) {
		t.Errorf("picture of five bytes: got %v, want %v", err, ErrConfig)
	}
}

func TestApplyAllocatesNothing(t *testing.T) {
	a, err := New(view())
	if err != nil {
		t.Fatal(err)
	}
	src := paint(view(), 0, 0)
	dst := make([]byte, len(src))
	d := everything()
	if n := testing.AllocsPerRun(20, func() {
		if err := a.Apply(dst, src, d); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a picture, want 0", n)
	}
}

func everything() Draw {
	return Draw{
		ShiftM: 0.3, YawRad: 0.05, Contrast: 0.8, Brightness: 10, Gamma: 1.2, ChromaU: 3, ChromaV: -4, Saturation: 0.7,
		Shadows: [2]Shadow{{0, 0.5, 0.1, 0.6, 0.5}, {0.5, 0.9, 0.2, 0.6, 0.7}}, Blur: true, NoiseSDLevel: 4, NoiseAt: 77,
	}
}

func BenchmarkApply(b *testing.B) {
	moved := Still()
	moved.ShiftM, moved.YawRad = 0.3, 0.05
	src := paint(view(), 0, 0)
	dst := make([]byte, len(src))
	for name, d := range map[string]Draw{"everything": everything(), "moved": moved, "still": Still()} {
		b.Run(name, func(b *testing.B) {
			a, err := New(view())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := a.Apply(dst, src, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// In the same light cars are moved as they would be, and nothing else is done.
func TestInSameLightOnlyMoves(t *testing.T) {
	all, moves := Default(), Default().InSameLight()
	moved := 0
	for seed := range uint64(200) {
		want := Still()
		whole := all.Draw(sim.Rand(seed, sim.StreamAugment))
		want.ShiftM, want.YawRad = whole.ShiftM, whole.YawRad
		if got := moves.Draw(sim.Rand(seed, sim.StreamAugment)); got != want {
			t.Fatalf("seed %d: %+v, want %+v", seed, got, want)
		}
		if want.ShiftM != 0 {
			moved++
		}
	}
	if moved < 100 {
		t.Errorf("%d of 200 are moved", moved)
	}
}
