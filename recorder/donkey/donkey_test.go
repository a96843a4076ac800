package donkey

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/recorder/recordertest"
)

var (
	_ recorder.Writer  = (*Writer)(nil)
	_ recorder.Dataset = (*Log)(nil)
)

// The formulas, beside those of recorder.Car: 16 degrees at full lock, positive right, and a wheelbase of 2.5789128 m.
const (
	lockRad    = 16 * math.Pi / 180
	wheelbaseM = 2.5789128
)

// forget is what the format leaves of an info.
func forget(i *recorder.Info) {
	right := -math.Atan(i.CurvaturePerM*wheelbaseM) / lockRad
	*i = recorder.Info{
		Drive: i.Drive, TimeS: math.Round(i.TimeS*1000) / 1000, SpeedMPS: i.SpeedMPS,
		SteerRad: -right * lockRad, CurvaturePerM: math.Tan(-right*lockRad) / wheelbaseM, Has: i.Has,
	}
}

func TestDonkeyKeepsTheFormatContract(t *testing.T) {
	recordertest.Format{
		Create:      func(path string) (recorder.Writer, error) { return Create(path, recorder.DonkeyCar()) },
		Open:        func(path string) (recorder.Dataset, error) { return Open(t.Context(), path, recorder.DonkeyCar()) },
		Forget:      forget,
		ForgetDrive: func(d *recorder.Drive) { *d = recorder.Drive{Number: d.Number, Driver: "person", Vehicle: "donkeycar"} },
	}.Test(t)
}

// store copies a log into a new tub.
func store(t testing.TB, d recorder.Dataset) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "tub")
	w, err := Create(folder, recorder.DonkeyCar())
	if err == nil {
		err = errors.Join(recorder.Copy(w, d), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func open(t testing.TB, folder string) *Log {
	t.Helper()
	l, err := Open(t.Context(), folder, recorder.DonkeyCar())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func wavy(drives, records int) *recordertest.Memory {
	return recordertest.Wavy(recordertest.Plan{Drives: drives, Records: records, Size: image.Pt(16, 8), Seed: 3})
}

func TestNativeToDonkeyToNativeKeepsPicturesAndNumbers(t *testing.T) {
	want := recordertest.Wavy(recordertest.Plan{Drives: 3, Records: 23, Size: image.Pt(32, 16), Seed: 6})
	path := filepath.Join(t.TempDir(), "log.mcap")
	w, err := native.Create(path)
	if err == nil {
		err = errors.Join(recorder.Copy(w, open(t, store(t, want))), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := native.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Close()
	if got.Len() != want.Len() {
		t.Fatalf("%d records, want %d", got.Len(), want.Len())
	}
	const rounding = 1e-12
	pictures := 0
	for i := range want.Len() {
		a, b := got.Info(i), want.Info(i)
		if math.Abs(a.CurvaturePerM-b.CurvaturePerM) > rounding || a.SpeedMPS != b.SpeedMPS || math.Abs(a.TimeS-b.TimeS) > 0.0005 || a.Drive != b.Drive {
			t.Errorf("record %d: got %+v, want %+v", i, a, b)
		}
		for v := range recorder.Views {
			x, err1 := got.JPEG(i, v, nil)
			y, err2 := want.JPEG(i, v, nil)
			if b.Has[v] && (err1 != nil || err2 != nil || !bytes.Equal(x, y)) {
				t.Fatalf("record %d, %v: pictures differ: %v, %v", i, v, err1, err2)
			}
			if b.Has[v] {
				pictures++
			}
		}
	}
	if pictures == 0 {
		t.Error("no picture was compared")
	}
}

// Oracle: the fact sheet's files, written by hand, for a car that steers half of its lock to the left.
func TestATubIsWhatDonkeycarWrites(t *testing.T) {
	log := &recordertest.Memory{}
	jpeg, err := wavy(1, 1).JPEG(0, recorder.Centre, nil)
	if err != nil {
		t.Fatal(err)
	}
	info := recorder.Info{TimeS: 1.2344, SpeedMPS: 2.5, CurvaturePerM: math.Tan(8*math.Pi/180) / wheelbaseM}
	if err := errors.Join(log.Begin(recorder.Drive{}), log.Write(recorder.Record{Info: info, JPEG: [recorder.Views][]byte{jpeg, nil, jpeg}})); err != nil {
		t.Fatal(err)
	}
	folder := store(t, log)
	line := `{"_index":0,"_session_id":"00-01-01_0","_timestamp_ms":946684801234,"cam/image_array":"0_cam_image_array_.jpg",` +
		`"cam/image_array_right":"0_cam_image_array_right_.jpg","pos/speed":2.5,"user/angle":-0.5,"user/mode":"user","user/throttle":0}` + "\n"
	for name, want := range map[string]string{
		"catalog_0.catalog":          line,
		"catalog_0.catalog_manifest": fmt.Sprintf(`{"created_at":946684800,"line_lengths":[%d],"path":"catalog_0.catalog_manifest","start_index":0}`+"\n", len(line)),
		"manifest.json": `["cam/image_array","cam/image_array_left","cam/image_array_right","user/angle","user/throttle","user/mode","pos/speed"]
["image_array","image_array","image_array","float","float","str","float"]
{}
{"created_at":946684800,"sessions":{"all_full_ids":["00-01-01_0"],"last_id":0,"last_full_id":"00-01-01_0"}}
{"paths":["catalog_0.catalog"],"current_index":1,"max_len":1000,"deleted_indexes":[]}
`,
		"images/0_cam_image_array_.jpg":       string(jpeg),
		"images/0_cam_image_array_right_.jpg": string(jpeg),
	} {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || string(got) != want {
			t.Errorf("%s: got\n%.400s(%v)\nwant\n%.400s", name, got, err, want)
		}
	}
}

// Oracle: the lines themselves.
func TestCatalogsGoOnAfterAThousandRecords(t *testing.T) {
	folder := store(t, wavy(2, 620))
	l := open(t, folder)
	if l.Len() != 1240 {
		t.Fatalf("%d records, want 1240", l.Len())
	}
	checked := 0
	for n, want := range []int{1000, 240} {
		name := filepath.Join(folder, fmt.Sprintf("catalog_%d.catalog", n))
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		about, err := os.ReadFile(name + "_manifest")
		if err != nil {
			t.Fatal(err)
		}
		var m catalogAbout
		if err := json.Unmarshal(about, &m); err != nil {
			t.Fatal(err)
		}
		var lengths []int
		for line := range strings.Lines(string(text)) {
			lengths = append(lengths, len(line))
		}
		if len(lengths) != want || !slices.Equal(lengths, m.Lengths) || m.Start != n*1000 {
			t.Errorf("catalog %d: %d lines from %d, want %d from %d as its manifest says", n, len(lengths), m.Start, want, n*1000)
		}
		checked += len(lengths)
	}
	if checked != l.Len() {
		t.Errorf("%d lines were checked", checked)
	}
}

// Oracle: a second count over the files, line by line; the tub is one of a real car, of donkeycar's own repository.
func TestARealTubIsReadWhole(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "datasets", "donkey-tub")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("there is no ../shared: ", err)
	}
	l := open(t, folder)
	n, first := l.LeftOut()
	if l.Len() != 1000 || n != 0 || l.Cut() || l.Untimed() != 1000 || l.Speedless() != 1000 {
		t.Errorf("%d records, %d left out (%v), cut %v, %d untimed, %d speedless; want 1000, all without a speed and with times of a conversion, 3 ms apart", l.Len(), n, first, l.Cut(), l.Untimed(), l.Speedless())
	}
	f, err := os.Open(filepath.Join(folder, "catalog_0.catalog"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i := 0
	for lines := bufio.NewScanner(f); lines.Scan(); i++ {
		var said map[string]any
		if err := json.Unmarshal(lines.Bytes(), &said); err != nil {
			t.Fatal(err)
		}
		angle, _ := said["user/angle"].(float64)
		if got := l.Info(i); got.SteerRad != -angle*lockRad || got.TimeS != float64(i)/20 || got.SpeedMPS != recorder.DonkeyCar().SpeedMPS {
			t.Fatalf("record %d: got %+v, want %v of the lock to the right", i, got, angle)
		}
	}
	if m, err := l.Image(999, recorder.Centre); err != nil || m.Bounds().Size() != image.Pt(160, 120) || i != l.Len() {
		t.Errorf("the last picture is %v (%v), want 160x120; %d lines were compared", m, err, i)
	}
}
