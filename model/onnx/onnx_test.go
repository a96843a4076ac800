package onnx_test

import (
	"bytes"
	"errors"
	"image"
	"math"
	"reflect"
	"strings"
	"testing"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/camera/scene"
	"steersim/model"
	"steersim/model/infer"
	"steersim/model/onnx"
	"steersim/sim"
	"steersim/sim/track"
)

// someMeta is a Meta with something everywhere.
func someMeta() model.Meta {
	return model.Meta{
		Prepare: camera.DefaultPrepare(), DataHash: "ab12", Seeds: map[string]uint64{"train": 1 << 63, "data": 2}, Version: "0.1.0",
		Extra: map[string]string{"epoch": "3", "latency_s": "0.2"},
	}
}

// ensemble is the name of PilotNet twice.
const ensemble = "pilotnet-ensemble"

// someWeights are random, biases too.
func someWeights(t *testing.T, name string) model.Weights {
	t.Helper()
	spec, err := model.SpecByName(strings.TrimSuffix(name, "-ensemble"))
	if err != nil {
		t.Fatal(err)
	}
	if name == ensemble {
		spec = model.Ensemble(spec, 2)
	}
	w, err := model.NewWeights(spec, 5)
	if err != nil {
		t.Fatal(err)
	}
	rng := sim.Rand(6, sim.StreamWeights)
	if len(spec.Layers()) == 1 { // it is drawn as zeros
		for j := range w.Tensors[0].Data {
			w.Tensors[0].Data[j] = float32(0.001 * rng.NormFloat64())
		}
	}
	for i := range spec.Layers() {
		for j := range w.Tensors[2*i+1].Data {
			w.Tensors[2*i+1].Data[j] = float32(0.05 * rng.NormFloat64())
		}
	}
	return w
}

func written(t *testing.T, w model.Weights, m model.Meta) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := onnx.Write(&b, w, m, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exportable are the architectures that ONNX has operators for; the others must be refused.
func exportable(t *testing.T) (names []string) {
	t.Helper()
	for _, name := range append(model.SpecNames(), ensemble) {
		w := someWeights(t, name)
		if kind := w.Spec.Features.Kind; kind == "" || kind == model.Pixels {
			names = append(names, name)
		} else if err := onnx.Write(&bytes.Buffer{}, w, someMeta(), ""); !errors.Is(err, onnx.ErrFile) || !strings.Contains(err.Error(), string(kind)) {
			t.Errorf("%s: got %v, want one that names %q", name, err, kind)
		}
	}
	return names
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, name := range exportable(t) {
		w := someWeights(t, name)
		data := written(t, w, someMeta())
		got, meta, err := onnx.Read(data)
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash() != w.Hash() || !reflect.DeepEqual(got.Spec, w.Spec) || !reflect.DeepEqual(meta, someMeta()) {
			t.Errorf("%s: got %+v and %+v, want what was written", name, got.Spec, meta)
		}
		if !bytes.Equal(written(t, w, someMeta()), data) {
			t.Errorf("%s: the same network makes other bytes", name)
		}
		if _, _, err := onnx.Read(data[:len(data)-2000]); !errors.Is(err, onnx.ErrFile) || errors.Is(err, onnx.ErrForeign) {
			t.Errorf("%s: cut off: got %v", name, err)
		}
		changed := bytes.Replace(data, []byte("Gemm"), []byte("Conv"), 1)
		if _, _, err := onnx.Read(changed); !errors.Is(err, onnx.ErrFile) || !strings.Contains(err.Error(), "changed since its export") {
			t.Errorf("%s: a changed node: got %v", name, err)
		}
	}
	w := someWeights(t, "pilotnet")
	w.Tensors[3].Data[0] = float32(math.NaN())
	if err := onnx.Write(&bytes.Buffer{}, w, someMeta(), ""); !errors.Is(err, model.ErrWeights) {
		t.Errorf("a weight that is no number: got %v", err)
	}
}

// pictures are half of random bytes and half painted, along a road.
func pictures(t *testing.T, in model.Shape, n int) [][]float32 {
	t.Helper()
	road, err := track.Generate(3)
	if err != nil {
		t.Fatal(err)
	}
	ground, err := camera.NewGround(road)
	if err != nil {
		t.Fatal(err)
	}
	look, err := scene.ByName("clear")
	if err != nil {
		t.Fatal(err)
	}
	painter, err := camera.New(camera.Config{Size: camera.DefaultSize(), Mount: camera.CentreMount, Scene: look, Ground: ground, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	prepare, err := camera.NewPrepare(camera.DefaultPrepare())
	if err != nil {
		t.Fatal(err)
	}
	rng, frame, all := sim.Rand(7, sim.StreamWeights), image.NewRGBA(image.Rectangle{Max: camera.DefaultSize()}), make([][]float32, n)
	for i := range all {
		all[i] = make([]float32, in.Len())
		if i%2 == 0 {
			for j := range all[i] {
				all[i][j] = float32(rng.IntN(256))
			}
			continue
		}
		p := road.LaneCentre(float64(7 * i))
		painter.Render(frame, sim.State{XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad})
		if err := prepare.Floats(all[i], frame); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// The oracle is OpenCV's DNN, which shares no line with model/infer. Sums of up to 1,152 products differ by their order alone.
const agreement = 1e-5 // of the largest output

func TestOpenCVComputesTheSame(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	for _, name := range exportable(t) {
		w := someWeights(t, name)
		in := w.Spec.Input()
		net, err := cv.ReadNet(written(t, w, someMeta()), [4]int{1, in.Channels, in.Height, in.Width})
		if err != nil {
			t.Fatal(err)
		}
		engine, err := infer.New(w)
		if err != nil {
			t.Fatal(err)
		}
		defer engine.Close()
		largest, scale, compared := 0.0, 0.0, 0
		for _, x := range pictures(t, in, 100) {
			got, err := net.Forward(x)
			if err != nil {
				t.Fatal(err)
			}
			want, err := engine.Predict(x)
			if err != nil {
				t.Fatal(err)
			}
			largest, scale = max(largest, math.Abs(float64(got-want))), max(scale, math.Abs(float64(want)))
			compared++
		}
		if compared != 100 || scale == 0 {
			t.Fatalf("%s: compared %d pictures with outputs up to %v", name, compared, scale)
		}
		if largest > agreement*scale {
			t.Errorf("%s: differs by %v where outputs are up to %v", name, largest, scale)
		}
		t.Logf("%s, OpenCV %s: largest difference %.2g of %.3g, %.2g", name, cv.Version(), largest, scale, largest/scale)
	}
}

// A file is refused or it is kept: what was read is written and read to the same, and a shape that was settled stays.
func FuzzRead(f *testing.F) {
	spec := model.Spec{Name: "tiny", Channels: 3, Height: 4, Width: 6, Conv: []model.Conv{{Out: 2, Kernel: 3, Stride: 1}}, Dense: []int{3, 1}, Activation: model.ELU}
	w, err := model.NewWeights(spec, 1)
	if err != nil {
		f.Fatal(err)
	}
	meta := model.Meta{Prepare: camera.PrepareConfig{Top: 0.25, Bottom: 1, Width: 6, Height: 4}}
	var b bytes.Buffer
	if err := onnx.Write(&b, w, meta, "1.2.3"); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(bytes.ReplaceAll(b.Bytes(), []byte("steersim"), []byte("stranger")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if w, m, err := onnx.Read(data); err == nil {
			var again bytes.Buffer
			if err := onnx.Write(&again, w, m, ""); err != nil {
				t.Fatal(err)
			}
			if back, _, err := onnx.Read(again.Bytes()); err != nil || back.Hash() != w.Hash() {
				t.Errorf("what was read is not read again: %v", err)
			}
		}
		file, err := onnx.Parse(data)
		if err != nil {
			return
		}
		shape := file.Shape
		for i := range shape {
			shape[i] = max(shape[i], 1)
		}
		fixed, err := file.Fix(shape)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := onnx.Parse(fixed); err != nil || again.Shape != shape {
			t.Errorf("what was settled as %v is read as %v: %v", shape, again, err)
		}
	})
}
