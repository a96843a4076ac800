package model

import (
	"errors"
	"math"
	"testing"
)

// The table of Bojarski et al. (arXiv 1604.07316, figure 4): shapes as printed there, counts computed from them; the
// text says "about 27 million connections and 250 thousand parameters".
func TestPilotNetIsThePapers(t *testing.T) {
	want := []struct {
		name                string
		out                 Shape
		parameters, mulAdds int
	}{
		{"conv1", Shape{24, 31, 98}, 1824, 5468400},
		{"conv2", Shape{36, 14, 47}, 21636, 14212800},
		{"conv3", Shape{48, 5, 22}, 43248, 4752000},
		{"conv4", Shape{64, 3, 20}, 27712, 1658880},
		{"conv5", Shape{64, 1, 18}, 36928, 663552},
		{"fc1", Shape{100, 1, 1}, 115300, 115200},
		{"fc2", Shape{50, 1, 1}, 5050, 5000},
		{"fc3", Shape{10, 1, 1}, 510, 500},
		{"fc4", Shape{1, 1, 1}, 11, 10},
	}
	s := PilotNet()
	layers := s.Layers()
	if len(layers) != len(want) {
		t.Fatalf("got %d layers, want %d", len(layers), len(want))
	}
	for i, l := range layers {
		w := want[i]
		if l.Name != w.name || l.Out != w.out || l.Parameters() != w.parameters || l.MultiplyAdds() != w.mulAdds {
			t.Errorf("got %s %v %d %d, want %+v", l.Name, l.Out, l.Parameters(), l.MultiplyAdds(), w)
		}
		if l.Last != (i == len(layers)-1) {
			t.Errorf("%s: Last is %v", l.Name, l.Last)
		}
	}
	if got := s.Parameters(); got != 252219 {
		t.Errorf("got %d parameters, want 252219", got)
	}
	if got := s.MultiplyAdds(); got != 26876342 {
		t.Errorf("got %d multiply-adds, want 26876342", got)
	}
}

func TestSpecByName(t *testing.T) {
	for _, name := range SpecNames() {
		s, err := SpecByName(name)
		if err != nil || s.Name != name || s.Check() != nil {
			t.Errorf("%s: got %v, %v, %v", name, s, err, s.Check())
		}
	}
	if s, _ := SpecByName("pilotnet-elu"); s.Activation != ELU {
		t.Errorf("pilotnet-elu has %q", s.Activation)
	}
	if _, err := SpecByName("alexnet"); !errors.Is(err, ErrSpec) {
		t.Errorf("got %v, want ErrSpec", err)
	}
}

func TestSpecCheckRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Spec){
		"no activation":         func(s *Spec) { s.Activation = "" },
		"unknown activation":    func(s *Spec) { s.Activation = "swish" },
		"no channels":           func(s *Spec) { s.Channels = 0 },
		"a negative height":     func(s *Spec) { s.Height = -66 },
		"a huge width":          func(s *Spec) { s.Width = math.MaxInt },
		"no convolution":        func(s *Spec) { s.Conv = nil },
		"no dense layer":        func(s *Spec) { s.Dense = nil },
		"too many layers":       func(s *Spec) { s.Dense = make([]int, 100) },
		"a kernel of nothing":   func(s *Spec) { s.Conv[1].Kernel = 0 },
		"a kernel too large":    func(s *Spec) { s.Conv[4].Kernel = 4 },
		"a stride of nothing":   func(s *Spec) { s.Conv[0].Stride = 0 },
		"a huge stride":         func(s *Spec) { s.Conv[0].Stride = math.MaxInt },
		"a layer of no outputs": func(s *Spec) { s.Dense[1] = 0 },
		"a layer of many":       func(s *Spec) { s.Conv[2].Out = math.MaxInt },
		"two curvatures":        func(s *Spec) { s.Dense[3] = 2 },
		"a picture too large": func(s *Spec) {
			s.Channels, s.Height, s.Width = 4096, 4096, 4096
			s.Conv, s.Dense = []Conv{{Out: 1, Kernel: 1, Stride: 4096}}, []int{1}
		},
		"patches without a stride": func(s *Spec) {
			s.Conv, s.Features = nil, Features{Kind: Patches, Kernel: 6, Components: 4, Atoms: 4, Rows: 2, Columns: 2}
		},
		"more than memory holds": func(s *Spec) { s.Height, s.Width, s.Dense[0] = 4000, 4000, 4000 },
	} {
		t.Run(name, func(t *testing.T) {
			s := PilotNet()
			spoil(&s)
			if err := s.Check(); !errors.Is(err, ErrSpec) {
				t.Errorf("got %v, want ErrSpec", err)
			}
			if _, err := NewWeights(s, 1); !errors.Is(err, ErrSpec) {
				t.Errorf("NewWeights: got %v, want ErrSpec", err)
			}
		})
	}
}

// The oracle is He's variance, 2/fan-in; the standard error of a sample variance of n normals is its sqrt(2/n).
func TestNewWeightsFollowHe(t *testing.T) {
	w, err := NewWeights(PilotNet(), 7)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Check(); err != nil {
		t.Fatal(err)
	}
	for i, l := range w.Spec.Layers() {
		sum := 0.0
		for _, v := range w.Tensors[2*i].Data {
			sum += float64(v) * float64(v)
		}
		n := float64(len(w.Tensors[2*i].Data))
		want := 2 / float64(l.FanIn())
		if l.Last {
			want *= firstOutputScale * firstOutputScale
		}
		if tolerance := 4 * want * math.Sqrt(2/n); math.Abs(sum/n-want) > tolerance {
			t.Errorf("%s: variance %v, want %v within %v", l.Name, sum/n, want, tolerance)
		}
		for _, b := range w.Tensors[2*i+1].Data {
			if b != 0 {
				t.Errorf("%s: bias %v, want 0", l.Name, b)
			}
		}
	}
	again, _ := NewWeights(PilotNet(), 7)
	other, _ := NewWeights(PilotNet(), 8)
	if again.Tensors[0].Data[5] != w.Tensors[0].Data[5] || other.Tensors[0].Data[5] == w.Tensors[0].Data[5] {
		t.Error("the seed alone does not make the weights")
	}
}

func TestWeightsCheckRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Weights){
		"a tensor too few":  func(w *Weights) { w.Tensors = w.Tensors[:17] },
		"a wrong name":      func(w *Weights) { w.Tensors[3].Name = "conv1.bias" },
		"a wrong shape":     func(w *Weights) { w.Tensors[0].Shape = []int{24, 5, 5, 3} },
		"a value too few":   func(w *Weights) { w.Tensors[1].Data = w.Tensors[1].Data[:23] },
		"not a number":      func(w *Weights) { w.Tensors[2].Data[9] = float32(math.NaN()) },
		"infinity":          func(w *Weights) { w.Tensors[17].Data[0] = float32(math.Inf(-1)) },
		"a spec that fails": func(w *Weights) { w.Spec.Activation = "" },
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := NewWeights(PilotNet(), 1)
			c := w.Clone()
			spoil(&c)
			if err := c.Check(); !errors.Is(err, ErrWeights) && !errors.Is(err, ErrSpec) {
				t.Errorf("got %v", err)
			}
			if err := w.Check(); err != nil {
				t.Errorf("the clone shares memory: %v", err)
			}
		})
	}
}
