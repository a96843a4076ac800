package setup

import (
	"errors"
	"flag"
	"image"
	"io"
	"path/filepath"
	"testing"

	"steersim/cmd/internal/file"
)

// What the flags leave open the file settles, and what both do is usual.
func TestLayoutAndSizeAreSettled(t *testing.T) {
	for name, tc := range map[string]struct {
		file   [4]int
		size   image.Point
		layout string
		want   [4]int
		planes bool
	}{
		"planes in the file":       {[4]int{1, 3, 66, 200}, image.Point{}, "", [4]int{1, 3, 66, 200}, true},
		"pixels in the file":       {[4]int{0, 66, 200, 3}, image.Point{}, "", [4]int{1, 66, 200, 3}, false},
		"all open":                 {[4]int{}, image.Point{}, "", [4]int{1, 3, 66, 200}, true},
		"all open, pixels wanted":  {[4]int{}, image.Pt(160, 80), nhwc, [4]int{1, 80, 160, 3}, false},
		"size open":                {[4]int{0, 0, 0, 3}, image.Pt(160, 80), "", [4]int{1, 80, 160, 3}, false},
		"width open":               {[4]int{1, 3, 90, 0}, image.Point{}, "", [4]int{1, 3, 90, 200}, true},
		"three rows, planes first": {[4]int{1, 3, 66, 3}, image.Point{}, "", [4]int{1, 3, 66, 3}, true},
		"a contradiction remains":  {[4]int{1, 3, 66, 200}, image.Point{}, nhwc, [4]int{1, 3, 66, 3}, false}, // Fix refuses it
	} {
		f := &Foreign{}
		f.config.Size = tc.size
		f.resolve(tc.file, tc.layout)
		if f.shape != tc.want || f.config.Planes != tc.planes {
			t.Errorf("%s: got %v, planes %v, want %v, %v", name, f.shape, f.config.Planes, tc.want, tc.planes)
		}
	}
}

func TestONNXFlagsBelongToFilesOfOthers(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		path string
		want error
	}{
		"no flag, no file":       {nil, "", nil},
		"a flag without a file":  {[]string{"--onnx-crop", "0:0"}, "", ErrONNXFlags},
		"a flag and weights":     {[]string{"--onnx-lock-deg", "25"}, "net.safetensors", ErrONNXFlags},
		"a lock of none":         {[]string{"--onnx-lock-deg", "0"}, "net.onnx", ErrONNXFlags},
		"a lock that is no lock": {[]string{"--onnx-lock-deg", "NaN"}, "net.onnx", ErrONNXFlags},
	} {
		var o ONNX
		fs := flag.NewFlagSet("drive", flag.ContinueOnError)
		o.Register(fs)
		if err := fs.Parse(tc.args); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Loader(io.Discard)(tc.path); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
}

func TestExportedNetsAreReadAsOurs(t *testing.T) {
	net, err := LoadNet("")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "NET.ONNX")
	if err := file.Write(path, net.Export); err != nil {
		t.Fatal(err)
	}
	back, err := LoadNet(path)
	if err != nil {
		t.Fatal(err)
	}
	if back.weights.Hash() != net.weights.Hash() || back.Prepare() != net.Prepare() || back.LatencyS() != net.LatencyS() {
		t.Error("what comes back is another network")
	}
}
