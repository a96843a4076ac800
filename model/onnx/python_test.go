package onnx_test

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"steersim/model/infer"
)

// The oracle is PyPI's onnxruntime, which shares no line with OpenCV's DNN or with model/infer.
func TestOnnxruntimeComputesTheSame(t *testing.T) {
	python := cmp.Or(os.Getenv("STEERSIM_PYTHON"), "python3")
	script := filepath.Join("testdata", "run.py")
	if out, err := exec.Command(python, script, "check").CombinedOutput(); err != nil {
		t.Skipf("%s has no onnxruntime and numpy (STEERSIM_PYTHON names another interpreter): %v\n%s", python, err, out)
	}
	for _, name := range exportable(t) {
		w, folder := someWeights(t, name), t.TempDir()
		net, bytes := filepath.Join(folder, "net.onnx"), filepath.Join(folder, "pictures")
		if err := os.WriteFile(net, written(t, w, someMeta()), 0o666); err != nil {
			t.Fatal(err)
		}
		all := pictures(t, w.Spec.Input(), 100)
		var raw []byte
		for _, x := range all {
			for _, v := range x {
				raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
			}
		}
		if err := os.WriteFile(bytes, raw, 0o666); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(python, script, net, bytes)
		run.Stderr = os.Stderr
		out, err := run.Output()
		if err != nil {
			t.Fatal(err)
		}
		var said struct {
			Version, Input, Output string
			Shape                  []int
			Description            map[string]any
			Answers                []float64
		}
		if err := json.Unmarshal(out, &said); err != nil {
			t.Fatal(err)
		}
		if said.Input != "image" || said.Output != "curvature_per_m" || said.Description["weights_sha256"] != w.Hash() || len(said.Answers) != len(all) {
			t.Fatalf("%s: got %+v, want image, curvature_per_m, the weights %s and %d answers", name, said, w.Hash(), len(all))
		}
		engine, err := infer.New(w)
		if err != nil {
			t.Fatal(err)
		}
		defer engine.Close()
		largest, scale := 0.0, 0.0
		for i, x := range all {
			want, err := engine.Predict(x)
			if err != nil {
				t.Fatal(err)
			}
			largest, scale = max(largest, math.Abs(said.Answers[i]-float64(want))), max(scale, math.Abs(float64(want)))
		}
		if scale == 0 || largest > agreement*scale {
			t.Errorf("%s: differs by %v where outputs are up to %v", name, largest, scale)
		}
		t.Logf("%s, onnxruntime %s: largest difference %.2g of %.3g, %.2g", name, said.Version, largest, scale, largest/scale)
	}
}
