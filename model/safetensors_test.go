package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"steersim/camera"
)

func tiny() Spec {
	return Spec{Name: "tiny", Channels: 3, Height: 3, Width: 4, Conv: []Conv{{Out: 2, Kernel: 3, Stride: 1}}, Dense: []int{1}, Activation: ELU}
}

// someMeta goes with tiny.
func someMeta() Meta {
	return Meta{
		Prepare:  camera.PrepareConfig{Top: 0.1, Bottom: 1.0 / 3, Width: 4, Height: 3},
		DataHash: strings.Repeat("ab", 32),
		Seeds:    map[string]uint64{"train": 7, "data": math.MaxUint64},
		Version:  "0.1.0",
		Extra:    map[string]string{"epoch": "12", "note": "Kurven, \"eng\" ü"},
	}
}

func encode(t testing.TB, w Weights, m Meta) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, w, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFileKeepsEverything(t *testing.T) {
	for name, tc := range map[string]struct {
		spec Spec
		meta Meta
	}{
		"pilotnet":                 {PilotNet(), Meta{Prepare: camera.DefaultPrepare(), Version: "1"}},
		"a tiny net, all metadata": {tiny(), someMeta()},
		"a tiny net, none":         {tiny(), Meta{}},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := NewWeights(tc.spec, 5)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "net.safetensors")
			for range 2 { // the second time over the first
				if err := WriteFile(path, w, tc.meta); err != nil {
					t.Fatal(err)
				}
			}
			gotW, gotM, err := ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(gotW, w) {
				t.Error("the weights came back different")
			}
			if !reflect.DeepEqual(gotM, tc.meta) {
				t.Errorf("got %+v, want %+v", gotM, tc.meta)
			}
			if a, b := encode(t, w, tc.meta), encode(t, gotW, gotM); !bytes.Equal(a, b) {
				t.Error("the same content made other bytes")
			}
			files, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(files) != 1 {
				t.Errorf("the folder holds %v (%v), want the file alone", files, err)
			}
		})
	}
}

// The format's own rules: 8 bytes of length, JSON from byte 8 to a multiple of 8, little-endian float32 in one block.
func TestFileIsLaidOutAsTheFormatSays(t *testing.T) {
	w, err := NewWeights(tiny(), 1)
	if err != nil {
		t.Fatal(err)
	}
	data := encode(t, w, Meta{})
	length := binary.LittleEndian.Uint64(data)
	if length%8 != 0 || data[8] != '{' {
		t.Errorf("header of %d bytes begins with %q, want a multiple of 8 and '{'", length, data[8])
	}
	var header map[string]struct {
		Offsets [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal(data[8:8+length], &header); err != nil {
		t.Fatal(err)
	}
	at := header["conv1.bias"].Offsets[0]
	if at != 4*54 { // behind conv1.weight of 2 x 3 x 3 x 3 values
		t.Errorf("conv1.bias begins at %d, want 216", at)
	}
	last := math.Float32frombits(binary.LittleEndian.Uint32(data[int(length)+8+header["fc1.weight"].Offsets[0]+4:]))
	if last != w.Tensors[2].Data[1] {
		t.Errorf("fc1.weight[1] is %v, want %v", last, w.Tensors[2].Data[1])
	}
}

func TestReadRefuses(t *testing.T) {
	w, err := NewWeights(tiny(), 1)
	if err != nil {
		t.Fatal(err)
	}
	good := encode(t, w, someMeta())
	length := binary.LittleEndian.Uint64(good)
	// with replaces text in the header by text of any length.
	with := func(old, new string) []byte {
		header := string(good[8 : 8+length])
		if !strings.Contains(header, old) {
			t.Fatalf("the header has no %q: %s", old, header)
		}
		header = strings.Replace(header, old, new, 1)
		out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
		return append(append(out, header...), good[8+length:]...)
	}
	number := func(at int, v float64) []byte {
		out := bytes.Clone(good)
		binary.LittleEndian.PutUint32(out[8+int(length)+4*at:], math.Float32bits(float32(v)))
		return out
	}
	for name, tc := range map[string]struct {
		data []byte
		say  string // what the message must name
	}{
		"nothing":                    {nil, "0 bytes"},
		"half a length":              {good[:5], "5 bytes"},
		"an absurd length":           {append(bytes.Repeat([]byte{255}, 8), good[8:]...), "header of 18446744073709551615"},
		"a cut header":               {good[:30], "header of"},
		"a cut number":               {good[:len(good)-1], "bytes of numbers"},
		"a number too many":          {append(bytes.Clone(good), 0, 0, 0, 0), "bytes of numbers"},
		"no object":                  {append([]byte{2, 0, 0, 0, 0, 0, 0, 0}, "[]"...), "JSON object"},
		"no metadata":                {with(`"__metadata__"`, `"metadata"`), "metadata"},
		"not our format":             {with(fileFormat, "steersim-net-9"), "steersim-net-9"},
		"no spec":                    {with(`"spec"`, `"speck"`), `"spec"`},
		"another spec":               {with(`\"kernel\":3`, `\"kernel\":2`), "numbers"},
		"a spec that fails":          {with(`\"activation\":\"elu\"`, `\"activation\":\"swish\"`), "swish"},
		"an unknown spec field":      {with(`\"channels\"`, `\"chanels\"`), "chanels"},
		"a seed that is no number":   {with(`"seed.train":"7"`, `"seed.train":"x"`), "seed.train"},
		"preparation that is none":   {with(`{\"top\"`, `{top`), "prepare"},
		"an unknown preparation":     {with(`{\"top\"`, `{\"tip\"`), "tip"},
		"a preparation upside down":  {with(`\"top\":0.1`, `\"top\":0.9`), "prepare"},
		"pictures of another size":   {with(`\"width\":4,\"height\":3}`, `\"width\":5,\"height\":3}`), "Width:5"},
		"an unknown type":            {with(`"dtype":"F32"`, `"dtype":"F16"`), "F16"},
		"a missing tensor":           {with(`"conv1.bias"`, `"conv1.bies"`), "conv1.bias"},
		"a tensor twice":             {with(`"fc1.bias"`, `"conv1.bias"`), "twice"},
		"a turned shape":             {with(`"shape":[1,4]`, `"shape":[4,1]`), "shape"},
		"an offset below zero":       {with(`[0,216]`, `[-216,0]`), "-216"},
		"an offset beyond the end":   {with(`[0,216]`, `[92,308]`), "308"},
		"an offset turned round":     {with(`[0,216]`, `[216,0]`), "216 to 0"},
		"an offset beyond int64":     {with(`[0,216]`, `[0,99999999999999999999]`), "99999999999999999999"},
		"two tensors in one place":   {with(`[216,224]`, `[224,232]`), "tensor"},
		"tensors that overlap":       {with(`[216,224]`, `[214,222]`), "begins at byte 216"},
		"an unknown field":           {with(`"dtype"`, `"extra":1,"dtype"`), "extra"},
		"text behind the header":     {with(`}}`, `}}x`), "x"},
		"a weight that is no number": {number(3, math.NaN()), "conv1.weight: value 3 is NaN"},
		"an infinite bias":           {number(54, math.Inf(1)), "conv1.bias: value 0 is +Inf"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "broken.safetensors")
			if err := os.WriteFile(path, tc.data, 0o600); err != nil {
				t.Fatal(err)
			}
			_, _, err := ReadFile(path)
			if !errors.Is(err, ErrFile) && !errors.Is(err, ErrWeights) {
				t.Fatalf("got %v, want ErrFile or ErrWeights", err)
			}
			if !strings.Contains(err.Error(), tc.say) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %q, want the file and %q in it", err, tc.say)
			}
		})
	}
	if _, _, err := ReadFile(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want ErrNotExist", err)
	}
}

func TestWriteRefuses(t *testing.T) {
	w, err := NewWeights(tiny(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]Meta{
		"a key of ours":         {Extra: map[string]string{"spec": "mine"}},
		"a key like a seed's":   {Extra: map[string]string{"seed.mine": "1"}},
		"a text that is binary": {Version: "\xff"},
		"a size not the net's":  {Prepare: camera.DefaultPrepare()},
		"an endless header":     {Version: strings.Repeat("1", maxHeaderBytes)},
	} {
		if err := Write(&bytes.Buffer{}, w, m); !errors.Is(err, ErrFile) {
			t.Errorf("%s: got %v, want ErrFile", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "net.safetensors")
	if err := WriteFile(path, w, Meta{}); err != nil {
		t.Fatal(err)
	}
	w.Tensors[0].Data[0] = float32(math.NaN())
	if err := WriteFile(path, w, Meta{}); !errors.Is(err, ErrWeights) {
		t.Errorf("got %v, want ErrWeights", err)
	}
	if _, _, err := ReadFile(path); err != nil {
		t.Errorf("the refused write spoilt the old file: %v", err)
	}
	if err := WriteFile(filepath.Join(path, "below", "a", "file"), w, Meta{}); err == nil {
		t.Error("a folder that is none: got no error")
	}
}

// The oracle is the format's reference reader, the safetensors package of Python.
func TestPythonReadsTheFile(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	if exec.Command(python, "-c", "import safetensors.numpy").Run() != nil {
		t.Skip("python3 has no safetensors and numpy")
	}
	w, err := NewWeights(PilotNet(), 1)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "net.safetensors")
	if err := WriteFile(path, w, Meta{Version: "0.1.0"}); err != nil {
		t.Fatal(err)
	}
	const script = `import sys, safetensors
with safetensors.safe_open(sys.argv[1], framework="numpy") as f:
    print(len(f.keys()), f.metadata()["version"], sum(f.get_tensor(k).size for k in f.keys()))
    x = f.get_tensor("conv2.weight")
    print(x.shape, "%.9g" % x[3, 2, 1, 4])`
	got, err := exec.Command(python, "-c", script, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	value := w.Tensors[2].Data[((3*24+2)*5+1)*5+4]
	if want := fmt.Sprintf("18 0.1.0 252219\n(36, 24, 5, 5) %.9g\n", value); string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A file is refused or it is kept: what was read is written and read to the same.
func FuzzRead(f *testing.F) {
	w, err := NewWeights(tiny(), 1)
	if err != nil {
		f.Fatal(err)
	}
	for _, m := range []Meta{{}, someMeta()} {
		good := encode(f, w, m)
		f.Add(good)
		f.Add(good[:len(good)-1])
		f.Add(good[:20])
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		w, m, err := Read(in)
		if err != nil {
			return
		}
		w2, m2, err := Read(encode(t, w, m))
		if err != nil || !reflect.DeepEqual(w, w2) || !reflect.DeepEqual(m, m2) {
			t.Errorf("%v: read %+v, then %+v", err, m, m2)
		}
	})
}
