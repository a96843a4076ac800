package native

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// The oracle is an independent reader: PyPI's mcap and mcap-protobuf-support, which take the schemas from the file.
func TestAnIndependentReaderReadsTheLog(t *testing.T) {
	python := cmp.Or(os.Getenv("STEERSIM_PYTHON"), "python3")
	script := filepath.Join("testdata", "read.py")
	if out, err := exec.Command(python, script, "check").CombinedOutput(); err != nil {
		t.Skipf("%s has no mcap and mcap-protobuf-support (STEERSIM_PYTHON names another interpreter): %v\n%s", python, err, out)
	}
	path := filepath.Join(t.TempDir(), "log.mcap")
	want := recordertest.Wavy(recordertest.Plan{Drives: 2, Records: 23, Size: size, Seed: 4})
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := recorder.Copy(w, want); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	read := exec.Command(python, script, path)
	read.Stderr = os.Stderr
	out, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Topics   map[string]int
		Schemas  map[string]string
		Steering [][4]float64
		Drives   []map[string]string
		JPEG     map[string]string
		Chunks   int
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	for c := range channels {
		schema := "foxglove.CompressedImage protobuf protobuf"
		if c == steering {
			schema = "steersim.Steering protobuf protobuf"
		}
		if said.Topics[c.topic()] != 46 || said.Schemas[c.topic()] != schema {
			t.Errorf("%s: got %d messages of %s, want 46 of %s", c.topic(), said.Topics[c.topic()], said.Schemas[c.topic()], schema)
		}
	}
	if len(said.Topics) != int(channels) || said.Chunks != 10 || len(said.Steering) != want.Len() {
		t.Fatalf("got topics %v, %d chunks and %d steerings, want 4, 10 and %d", said.Topics, said.Chunks, len(said.Steering), want.Len())
	}
	for i, got := range said.Steering {
		info := want.Info(i)
		seconds := float64(3*info.Drive) + info.TimeS // the second drive begins at 3 s
		if got != [4]float64{float64(int64(seconds*nanoseconds + 0.5)), float64(info.Drive), info.CurvaturePerM, info.Truth.State.XM} {
			t.Fatalf("record %d: got %v, want %+v at %v s", i, got, info, seconds)
		}
	}
	for n, d := range want.Drives() {
		if got, err := driveOf(said.Drives[n]); err != nil || got != d {
			t.Errorf("drive %d: got %v, want %+v", n, said.Drives[n], d)
		}
	}
	for v := range recorder.Views {
		data, err := hex.DecodeString(said.JPEG[channel(v).topic()])
		if err != nil {
			t.Fatal(err)
		}
		first, _ := want.JPEG(0, v, nil)
		picture, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil || picture.Bounds().Max != size || !bytes.Equal(data, first) {
			t.Errorf("%v: the first picture is not the one written: %v", v, err)
		}
	}
}
