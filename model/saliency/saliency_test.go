package saliency

import (
	"errors"
	"math"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/infer"
	"steersim/sim"
)

// fake has the maps that a test gives it.
type fake struct {
	maps   [][]float32
	shapes []model.Shape
}

func (f *fake) Predict([]float32) (float32, error)      { return 0.25, nil }
func (f *fake) Convolutions() int                       { return len(f.maps) }
func (f *fake) Maps(layer int) ([]float32, model.Shape) { return f.maps[layer], f.shapes[layer] }
func spec(h, w int, conv ...model.Conv) model.Spec {
	return model.Spec{Name: "test", Channels: 1, Height: h, Width: w, Conv: conv, Dense: []int{1}, Activation: model.ReLU}
}

// TestMaskByHand: two layers that can be done in one's head. The second's one answer grows to the 2x2 pixels of the first's maps
// that it looked at, is multiplied with their means, and grows once more.
func TestMaskByHand(t *testing.T) {
	s := spec(4, 4, model.Conv{Out: 2, Kernel: 2, Stride: 1}, model.Conv{Out: 1, Kernel: 2, Stride: 1})
	net := &fake{
		maps:   [][]float32{make([]float32, 3*3*2), make([]float32, 2*2)},
		shapes: []model.Shape{{Channels: 2, Height: 3, Width: 3}, {Channels: 1, Height: 2, Width: 2}},
	}
	net.maps[0][(0*3+0)*2+0] = 2 // mean 1 above left
	net.maps[0][(1*3+1)*2+1] = 4 // mean 2 in the middle
	net.maps[0][(2*3+2)*2+0] = 8 // mean 4 below right, where the second layer is silent
	net.maps[1][0] = 5           // the second layer answers above left
	f, err := NewFinder(s, net)
	if err != nil {
		t.Fatal(err)
	}
	k, mask, err := f.Find(nil)
	if err != nil || k != 0.25 {
		t.Fatalf("curvature %v, %v", k, err)
	}
	// Above left 1, the middle 2, each spread over 2x2 pixels: they meet in pixel (1, 1), the largest.
	want := []float32{
		1, 1, 0, 0,
		1, 3, 2, 0,
		0, 2, 2, 0,
		0, 0, 0, 0,
	}
	for i := range want {
		if math.Abs(float64(mask[i]-want[i]/3)) > 1e-6 {
			t.Errorf("pixel %d: %v, want %v", i, mask[i], want[i]/3)
		}
	}
}

// TestGrowIsTheAdjoint. Oracle: a deconvolution by ones is the adjoint of a convolution by ones, <conv x, y> = <x, grow y>, also
// where the stride does not fit the size.
func TestGrowIsTheAdjoint(t *testing.T) {
	checked := 0
	for _, l := range spec(66, 200, model.Conv{Out: 1, Kernel: 5, Stride: 2}, model.Conv{Out: 1, Kernel: 5, Stride: 2}, model.Conv{Out: 1, Kernel: 3, Stride: 1}).Layers() {
		if l.Kernel == 0 {
			continue
		}
		r := sim.Rand(uint64(l.Kernel), sim.StreamWeights)
		x, y := make([]float32, l.In.Height*l.In.Width), make([]float32, l.Out.Height*l.Out.Width)
		for i := range x {
			x[i] = r.Float32()
		}
		for i := range y {
			y[i] = r.Float32()
		}
		left := 0.0
		for oy := range l.Out.Height {
			for ox := range l.Out.Width {
				sum := 0.0
				for dy := range l.Kernel {
					for dx := range l.Kernel {
						sum += float64(x[(oy*l.Stride+dy)*l.In.Width+ox*l.Stride+dx])
					}
				}
				left += sum * float64(y[oy*l.Out.Width+ox])
			}
		}
		grown := make([]float32, len(x))
		grow(grown, y, l)
		right := 0.0
		for i := range x {
			right += float64(x[i]) * float64(grown[i])
		}
		if math.Abs(left-right) > 1e-5*left {
			t.Errorf("%s: %v and %v", l.Name, left, right)
		}
		checked++
	}
	if checked != 3 {
		t.Fatalf("%d layers were checked", checked)
	}
}

// TestMaskFindsTheOnlyThingThereIs: PilotNet with random weights looks at a bright spot on a grey ground, whose surroundings
// are the same everywhere.
func TestMaskFindsTheOnlyThingThereIs(t *testing.T) {
	s := model.PilotNet()
	w, err := model.NewWeights(s, 3)
	if err != nil {
		t.Fatal(err)
	}
	net, err := infer.NewPure(w)
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewFinder(s, net)
	if err != nil {
		t.Fatal(err)
	}
	picture := make([]float32, s.Input().Len())
	for i := range picture {
		picture[i] = 127.5 // which the network is shown as 0
	}
	const spotX, spotY = 60, 30
	for y := spotY - 3; y < spotY+3; y++ {
		for x := spotX - 3; x < spotX+3; x++ {
			picture[y*200+x] = 255
		}
	}
	_, mask, err := f.Find(picture)
	if err != nil {
		t.Fatal(err)
	}
	best := 0
	for i, v := range mask {
		if v > mask[best] {
			best = i
		}
	}
	if x, y := best%200, best/200; math.Hypot(float64(x-spotX), float64(y-spotY)) > 8 || mask[best] != 1 {
		t.Errorf("it looks at (%d, %d), %v, want (%d, %d), 1", x, y, mask[best], spotX, spotY)
	}
	if n := testing.AllocsPerRun(3, func() { _, _, err = f.Find(picture) }); n != 0 || err != nil {
		t.Errorf("%v allocations, %v", n, err)
	}
}

func TestSplitAndShift(t *testing.T) {
	const width = 7
	mask := make([]float32, 2*width)
	mask[3] = 1
	salient := make([]bool, len(mask))
	Split(salient, mask, width, 0.5, 1)
	want := []bool{false, false, true, true, true, false, false, false, false, false, true, false, false, false}
	if !slices.Equal(salient, want) {
		t.Fatalf("salient %v, want %v", salient, want)
	}
	src := []float32{1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7}
	dst := make([]float32, len(src))
	for class, row := range map[Class][]float32{
		Whole:      {1, 1, 2, 3, 4, 5, 6},
		Salient:    {1, 2, 3, 3, 4, 5, 7}, // 3, 4 and 5 went to the right by one
		Background: {1, 1, 3, 4, 5, 6, 6}, // 1 and 6 did, and nothing covers 3, 4, 5
	} {
		Shift(dst, src, salient, width, class, 1)
		if !slices.Equal(dst[:width], row) {
			t.Errorf("%v: %v, want %v", class, dst[:width], row)
		}
	}
}

// One network looks above left and the other below right: the ensemble looks at both, and steers between them.
func TestEnsemblesMaskIsTheMean(t *testing.T) {
	s := spec(2, 2, model.Conv{Out: 1, Kernel: 1, Stride: 1})
	s.Members = 2
	shape := []model.Shape{{Channels: 1, Height: 2, Width: 2}}
	a := &fake{maps: [][]float32{{4, 0, 0, 0}}, shapes: shape}
	b := &fake{maps: [][]float32{{0, 0, 1, 2}}, shapes: shape}
	f, err := NewFinder(s, a, b)
	if err != nil {
		t.Fatal(err)
	}
	k, mask, err := f.Find(nil)
	if err != nil || k != 0.25 {
		t.Fatalf("curvature %v, %v, want 0.25", k, err)
	}
	for i, want := range []float32{1, 0, 0.5, 1} {
		if math.Abs(float64(mask[i]-want)) > 1e-6 {
			t.Errorf("pixel %d: %v, want %v", i, mask[i], want)
		}
	}
	if _, err := NewFinder(s, a); !errors.Is(err, ErrNet) {
		t.Errorf("one network of two: got %v, want ErrNet", err)
	}
}

func TestNewFinderRefuses(t *testing.T) {
	if _, err := NewFinder(spec(8, 8, model.Conv{Out: 1, Kernel: 3, Stride: 1}), &fake{}); !errors.Is(err, ErrNet) {
		t.Errorf("a network of other layers: %v", err)
	}
	if _, err := NewFinder(model.Spec{}, &fake{}); err == nil {
		t.Error("no spec: no error")
	}
}
