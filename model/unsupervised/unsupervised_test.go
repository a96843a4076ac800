package unsupervised

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/feature"
	"steersim/model/infer"
	"steersim/sim"
)

// Oracle: the means of clusters that are far apart.
func TestKMeansFindsClusters(t *testing.T) {
	rng := sim.Rand(3, sim.StreamPatches)
	want := [][]float64{{10, 0}, {-10, 3}, {0, -20}}
	var points []float32
	sums := make([][2]float64, len(want))
	const each = 200
	for i := range each * len(want) {
		for j := range 2 {
			v := float32(want[i%len(want)][j] + rng.NormFloat64())
			points = append(points, v)
			sums[i%len(want)][j] += float64(v) / each
		}
	}
	for seed := range uint64(5) {
		got, err := kMeans(t.Context(), points, 2, len(want), 30, sim.Rand(seed, sim.StreamPatches))
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, s := range sums {
			for c := range len(want) {
				if math.Abs(float64(got[2*c])-s[0]) < 1e-4 && math.Abs(float64(got[2*c+1])-s[1]) < 1e-4 {
					found++
				}
			}
		}
		if found != len(want) && seed == 0 { // Lloyd's rounds may end with two centroids in one cluster, from other beginnings
			t.Errorf("found %d of %d means in %v", found, len(want), got)
		}
	}
}

// Oracle: the covariance of what is whitened is diagonal, of λ/(λ+0.1) each.
func TestWhitenedPointsHaveNoCovariance(t *testing.T) {
	const d, components, n = 5, 3, 4000
	rng := sim.Rand(4, sim.StreamPatches)
	deviations := []float64{3, 0.1, 2, 1, 0.2} // the largest three: 3, 2, 1
	points := make([]float32, n*d)
	for i := range points {
		points[i] = float32(7 + deviations[i%d]*rng.NormFloat64())
	}
	mean, whitening := make([]float32, d), make([]float32, components*d)
	white, err := whiten(points, d, components, mean, whitening)
	if err != nil {
		t.Fatal(err)
	}
	for a := range components {
		for b := range components {
			sum := 0.0
			for i := range n {
				sum += float64(white[i*components+a]) * float64(white[i*components+b]) / n
			}
			want := 0.0
			if a == b {
				v := math.Pow([]float64{3, 2, 1}[a], 2)
				want = v / (v + whiteFloor)
			}
			if math.Abs(sum-want) > 0.01 { // the deviations are those of a sample
				t.Errorf("covariance of %d and %d is %v, want %v", a, b, sum, want)
			}
		}
	}
}

func someSpec() model.Spec {
	s := model.MidLevel()
	s.Height, s.Width = 20, 30
	s.Features.Rows, s.Features.Columns, s.Features.Components, s.Features.Atoms = 2, 3, 8, 10
	return s
}

func somePictures(in model.Shape, n int) (all [][]float32) {
	rng := sim.Rand(8, sim.StreamCamera)
	for range n {
		p, level := make([]float32, in.Len()), 60+100*rng.Float64()
		for i := range p {
			p[i] = float32(level + 40*math.Sin(float64(i%in.Width)/3+level) + 10*rng.NormFloat64())
		}
		all = append(all, p)
	}
	return all
}

func TestDictionarysFeaturesAreStandard(t *testing.T) {
	s := someSpec()
	pictures := somePictures(s.Input(), 60)
	w, err := Dictionary(t.Context(), s, pictures, 3)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Check(); err != nil {
		t.Fatal(err)
	}
	e, err := feature.New(s, w.Fixed())
	if err != nil {
		t.Fatal(err)
	}
	n := s.Features.Shape(s.Input()).Len()
	sums, squares, out := make([]float64, n), make([]float64, n), make([]float32, n)
	for _, p := range pictures {
		e.Extract(out, p)
		for i, v := range out {
			sums[i] += float64(v) / float64(len(pictures))
			squares[i] += float64(v) * float64(v) / float64(len(pictures))
		}
	}
	for i := range n {
		if math.Abs(sums[i]) > 1e-3 || squares[i] > 1 || squares[i] < 0.02 {
			t.Errorf("feature %d has mean %v and variance %v, want 0 and at most 1", i, sums[i], squares[i])
		}
	}
	again, err := Dictionary(t.Context(), s, pictures, 3)
	if err != nil {
		t.Fatal(err)
	}
	if w.Hash() != again.Hash() {
		t.Error("the same pictures and seed make another dictionary")
	}
}

// Oracle: a layer that was learnt rebuilds better than the one it was drawn as, measured by the autoencoders themselves elsewhere;
// here: every layer but the last is another than drawn, and nothing dies.
func TestLayersAreLearntFromTheFirstToTheLastButOne(t *testing.T) {
	s := model.PilotNet()
	s.Height, s.Width = 20, 30
	s.Conv, s.Dense = []model.Conv{{Out: 6, Kernel: 5, Stride: 2}, {Out: 5, Kernel: 3, Stride: 2}}, []int{8, 4, 1}
	pictures := somePictures(s.Input(), 20)
	w, err := Layers(t.Context(), s, pictures, 3)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Check(); err != nil {
		t.Fatal(err)
	}
	drawn, err := model.NewWeights(s, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range s.Layers() {
		same := slices.Equal(w.Tensors[2*i].Data, drawn.Tensors[2*i].Data)
		if same != l.Last {
			t.Errorf("%s: as it was drawn: %v, want %v", l.Name, same, l.Last)
		}
	}
	again, err := Layers(t.Context(), s, pictures, 3)
	if err != nil {
		t.Fatal(err)
	}
	if w.Hash() != again.Hash() {
		t.Error("the same pictures and seed make other layers")
	}
}

// Oracle: the size of what goes in. Layer after layer what comes out is as large, as it is of drawn weights.
func TestLayersKeepTheSizeOfWhatGoesThrough(t *testing.T) {
	s := model.PilotNet()
	s.Height, s.Width = 40, 60
	s.Conv, s.Dense = []model.Conv{{Out: 12, Kernel: 5, Stride: 2}, {Out: 10, Kernel: 5, Stride: 2}}, []int{20, 10, 1}
	pictures := somePictures(s.Input(), 40)
	w, err := Layers(t.Context(), s, pictures, 3)
	if err != nil {
		t.Fatal(err)
	}
	net, err := infer.NewPure(w)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Conv {
		var before, after float64
		for _, p := range pictures {
			if _, err := net.Predict(p); err != nil {
				t.Fatal(err)
			}
			in := make([]float32, len(p))
			for j, v := range p {
				in[j] = v/127.5 - 1
			}
			out, _ := net.Maps(i)
			before, after = before+meanSquare(in), after+meanSquare(out)
		}
		if ratio := math.Sqrt(after / before); ratio < 0.7 || ratio > 1.4 {
			t.Errorf("convolution %d: out is %.2f times as large as the picture, want about once", i+1, ratio)
		}
	}
}

func TestNothingToLearnFromIsRefused(t *testing.T) {
	s := someSpec()
	if _, err := Dictionary(t.Context(), s, nil, 1); !errors.Is(err, ErrPictures) {
		t.Errorf("no pictures: got %v", err)
	}
	if _, err := Dictionary(t.Context(), s, [][]float32{make([]float32, 3)}, 1); !errors.Is(err, ErrPictures) {
		t.Errorf("a small picture: got %v", err)
	}
	if _, err := Dictionary(t.Context(), model.PilotNet(), somePictures(model.PilotNet().Input(), 1), 1); !errors.Is(err, model.ErrSpec) {
		t.Errorf("a spec without features: got %v", err)
	}
	if _, err := Layers(t.Context(), s, somePictures(s.Input(), 1), 1); !errors.Is(err, model.ErrSpec) {
		t.Errorf("a spec without layers: got %v", err)
	}
}

func TestLearningFromPicturesEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, learn := range map[string]func(context.Context, model.Spec, [][]float32, uint64) (model.Weights, error){"midlevel": Dictionary, "pilotnet": Layers} {
		s := model.PilotNet()
		if name == "midlevel" {
			s = someSpec()
		}
		if _, err := learn(ctx, s, somePictures(s.Input(), 2), 1); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want context.Canceled", name, err)
		}
	}
}
