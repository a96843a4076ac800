package feature_test

import (
	"fmt"
	"math"
	"testing"

	"steersim/model"
	"steersim/model/feature"
	"steersim/sim"
)

func extractor(t testing.TB, s model.Spec, seed uint64) (feature.Extractor, model.Weights) {
	t.Helper()
	w, err := model.NewWeights(s, seed)
	if err != nil {
		t.Fatal(err)
	}
	e, err := feature.New(s, w.Fixed())
	if err != nil {
		t.Fatal(err)
	}
	return e, w
}

func features(t testing.TB, s model.Spec, e feature.Extractor, picture func(c, y, x int) float64) []float32 {
	t.Helper()
	in := s.Input()
	all := make([]float32, 0, in.Len())
	for c := range in.Channels {
		for y := range in.Height {
			for x := range in.Width {
				all = append(all, float32(picture(c, y, x)))
			}
		}
	}
	out := make([]float32, s.Features.Shape(in).Len())
	e.Extract(out, all)
	return out
}

func noise(seed uint64, in model.Shape) func(c, y, x int) float64 {
	rng := sim.Rand(seed, sim.StreamCamera)
	values := make([]float64, in.Len())
	for i := range values {
		values[i] = float64(rng.IntN(256))
	}
	return func(c, y, x int) float64 { return values[(c*in.Height+y)*in.Width+x] }
}

// Oracle: the average over a grid so fine that no point of it lies on the border of a pixel or of an area.
func TestRetinaAveragesAreas(t *testing.T) {
	s := model.ALVINN()
	e, _ := extractor(t, s, 1)
	picture := noise(3, s.Input())
	got := features(t, s, e, picture)
	fineY, fineX := s.Height*s.Features.Rows, s.Width*s.Features.Columns // points down and across
	want, mean, variance := make([]float64, len(got)), 0.0, 0.0
	for area := range want {
		row, column := area/s.Features.Columns, area%s.Features.Columns
		for y := row * s.Height; y < (row+1)*s.Height; y++ {
			for x := column * s.Width; x < (column+1)*s.Width; x++ {
				want[area] += picture(0, y*s.Height/fineY, x*s.Width/fineX) / float64(s.Height*s.Width)
			}
		}
		mean += want[area] / float64(len(want))
	}
	for _, v := range want {
		variance += (v - mean) * (v - mean) / float64(len(want))
	}
	checked := 0
	for area, v := range want {
		if v = (v - mean) / math.Sqrt(variance+10); math.Abs(float64(got[area])-v) > 1e-4 {
			t.Errorf("area %d: got %v, want %v", area, got[area], v)
		}
		checked++
	}
	if checked == 0 {
		t.Fatal("nothing was checked")
	}
}

// Oracle: plane waves. Their gradient has one orientation, which falls between the middles of two bins and is shared by how near
// it is to each. All bins of a block are alike but those two, and after normalisation the larger is cut at 0.2 before.
func TestGradientsKnowTheirOrientation(t *testing.T) {
	s := model.OrientedGradients()
	e, _ := extractor(t, s, 1)
	bins := s.Features.Orientations
	plane := s.Features.Shape(s.Input()).Height * s.Features.Shape(s.Input()).Width
	for _, degrees := range []float64{10, 30, 90, 130, 170} { // the middles of bins, 20 degrees apart
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		got := features(t, s, e, func(_, y, x int) float64 { return 128 + 0.5*(float64(x)*cos+float64(y)*sin) })
		want := int(degrees / 20)
		at := 5*24 + 12 // a block in the middle
		for cell := range 4 {
			for bin := range bins {
				v := float64(got[(cell*bins+bin)*plane+at])
				if bin == want && math.Abs(v-0.5) > 1e-3 { // four cells alike: a quarter of the squares each
					t.Errorf("%v degrees: bin %d is %v, want a half", degrees, bin, v)
				}
				if bin != want && v > 1e-3 {
					t.Errorf("%v degrees: bin %d is %v, want 0", degrees, bin, v)
				}
			}
		}
	}
	for i, v := range features(t, s, e, func(int, int, int) float64 { return 77 }) {
		if v != 0 {
			t.Fatalf("a plain wall has %v at %d", v, i)
		}
	}
}

// Oracle: the definition, patch by patch and atom by atom, in float64.
func TestPatchesAreTheTriangleOfTheirDistances(t *testing.T) {
	s := model.MidLevel()
	s.Height, s.Width, s.Features.Rows, s.Features.Columns = 20, 31, 2, 3
	e, w := extractor(t, s, 5)
	constants := map[string][]float32{}
	rng := sim.Rand(7, sim.StreamWeights)
	for _, c := range w.Fixed() {
		constants[c.Name] = c.Data
		if c.Name == model.PatchMean || c.Name == model.FeatureMean || c.Name == model.FeatureScale {
			for i := range c.Data {
				c.Data[i] = float32(rng.NormFloat64())
			}
		}
	}
	picture, in, f := noise(9, s.Input()), s.Input(), s.Features
	got := features(t, s, e, picture)
	rows, columns := (in.Height-f.Kernel)/f.Stride+1, (in.Width-f.Kernel)/f.Stride+1
	sums, counts := make([]float64, len(got)), make([]float64, f.Rows*f.Columns)
	for r := range rows {
		for c := range columns {
			pool := 0
			for pool/f.Columns*rows/f.Rows+rows/f.Rows <= r && pool/f.Columns < f.Rows-1 {
				pool += f.Columns
			}
			for (pool%f.Columns+1)*columns/f.Columns <= c {
				pool++
			}
			counts[pool]++
			for k, v := range triangle(patch(picture, in, f, c*f.Stride, r*f.Stride), f, constants) {
				sums[k*len(counts)+pool] += v
			}
		}
	}
	for i, v := range got {
		want := (sums[i]/counts[i%len(counts)] - float64(constants[model.FeatureMean][i])) * float64(constants[model.FeatureScale][i])
		if math.Abs(float64(v)-want) > 1e-4*(1+math.Abs(want)) {
			t.Fatalf("feature %d: got %v, want %v", i, v, want)
		}
	}
}

func patch(picture func(c, y, x int) float64, in model.Shape, f model.Features, x0, y0 int) (all []float64) {
	mean := 0.0
	for c := range in.Channels {
		for y := range f.Kernel {
			for x := range f.Kernel {
				all = append(all, picture(c, y0+y, x0+x))
				mean += all[len(all)-1] / float64(f.PatchLen(in))
			}
		}
	}
	variance := 0.0
	for _, v := range all {
		variance += (v - mean) * (v - mean) / float64(len(all))
	}
	for i := range all {
		all[i] = (all[i] - mean) / math.Sqrt(variance+10)
	}
	return all
}

func triangle(x []float64, f model.Features, constants map[string][]float32) []float64 {
	white := make([]float64, f.Components)
	for i := range white {
		for j, v := range x {
			white[i] += float64(constants[model.PatchWhitening][i*len(x)+j]) * (v - float64(constants[model.PatchMean][j]))
		}
	}
	z, mean := make([]float64, f.Atoms), 0.0
	for k := range z {
		for i, v := range white {
			z[k] += math.Pow(v-float64(constants[model.PatchAtoms][k*f.Components+i]), 2)
		}
		z[k] = math.Sqrt(z[k])
		mean += z[k] / float64(f.Atoms)
	}
	for k := range z {
		z[k] = max(0, mean-z[k])
	}
	return z
}

func TestExtractAllocatesNothing(t *testing.T) {
	for _, s := range []model.Spec{model.Perceptron(), model.OrientedGradients(), model.MidLevel(), model.ALVINN()} {
		e, _ := extractor(t, s, 1)
		x, out := make([]float32, s.Input().Len()), make([]float32, s.Features.Shape(s.Input()).Len())
		for i := range x {
			x[i] = float32(i * 7 % 256)
		}
		if n := testing.AllocsPerRun(3, func() { e.Extract(out, x) }); n != 0 {
			t.Errorf("%s: %v allocations", s.Name, n)
		}
	}
	if _, err := feature.New(model.PilotNet(), nil); err == nil {
		t.Error("a network with convolutions: got no error")
	}
}

func BenchmarkExtract(b *testing.B) {
	for _, s := range []model.Spec{model.OrientedGradients(), model.MidLevel(), model.ALVINN()} {
		b.Run(fmt.Sprint(s.Features.Kind), func(b *testing.B) {
			e, _ := extractor(b, s, 1)
			x, out := make([]float32, s.Input().Len()), make([]float32, s.Features.Shape(s.Input()).Len())
			for i := range x {
				x[i] = float32(i * 7 % 256)
			}
			b.ReportAllocs()
			for b.Loop() {
				e.Extract(out, x)
			}
		})
	}
}
