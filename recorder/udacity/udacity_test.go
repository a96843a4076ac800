package udacity

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
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

// The formulas, beside those of recorder.Car: 25 degrees at full lock, positive right, and a wheelbase of 2.5789128 m.
const (
	lockRad    = 25 * math.Pi / 180
	wheelbaseM = 2.5789128
)

// forget is what the format's float32 and milliseconds leave of an info.
func forget(i *recorder.Info) {
	right := float64(float32(-math.Atan(i.CurvaturePerM*wheelbaseM) / lockRad))
	*i = recorder.Info{
		Drive:         i.Drive,
		TimeS:         math.Round(i.TimeS*1000) / 1000,
		SpeedMPS:      float64(float32(i.SpeedMPS*2.23693629)) / 2.23693629,
		SteerRad:      -right * lockRad,
		CurvaturePerM: math.Tan(-right*lockRad) / wheelbaseM,
		Has:           i.Has,
	}
}

func TestUdacityKeepsTheFormatContract(t *testing.T) {
	recordertest.Format{
		Create:      func(path string) (recorder.Writer, error) { return Create(path, recorder.UdacityCar()) },
		Open:        func(path string) (recorder.Dataset, error) { return Open(t.Context(), path, recorder.UdacityCar()) },
		Forget:      forget,
		ForgetDrive: func(d *recorder.Drive) { *d = recorder.Drive{Number: d.Number, Driver: "person", Vehicle: "udacity"} },
	}.Test(t)
}

// store copies a log into a new folder.
func store(t testing.TB, d recorder.Dataset) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "log")
	w, err := Create(folder, recorder.UdacityCar())
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
	l, err := Open(t.Context(), folder, recorder.UdacityCar())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func wavy(drives, records int) *recordertest.Memory {
	return recordertest.Wavy(recordertest.Plan{Drives: drives, Records: records, Size: image.Pt(16, 8), Seed: 3})
}

func TestRowsAreWhatTheFormulasSay(t *testing.T) {
	log := &recordertest.Memory{}
	jpeg, err := wavy(1, 1).JPEG(0, recorder.Centre, nil)
	if err != nil {
		t.Fatal(err)
	}
	for drive, k := range []float64{math.Tan(12.5*math.Pi/180) / wheelbaseM, 0, -math.Tan(50*math.Pi/180) / wheelbaseM} {
		info := recorder.Info{Drive: drive, TimeS: 1.2344, SpeedMPS: 0.44704, CurvaturePerM: k} // 0.44704 m/s are 1 mph by definition
		pictures := [recorder.Views][]byte{jpeg, jpeg, jpeg}
		if drive == 1 {
			pictures[recorder.Left] = nil
		}
		if err := errors.Join(log.Begin(recorder.Drive{Number: drive}), log.Write(recorder.Record{Info: info, JPEG: pictures})); err != nil {
			t.Fatal(err)
		}
	}
	folder := store(t, log)
	text, err := os.ReadFile(filepath.Join(folder, "driving_log.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for drive, row := range []string{"-0.5,0,0,1", "0,0,0,1", "2,0,0,1"} { // half of the lock to the left, straight on, twice the lock to the right
		stamp := fmt.Sprintf("2000_01_01_00_%02d_01_234.jpg", 2*drive)
		left := "IMG/left_" + stamp
		if drive == 1 {
			left = ""
		}
		want += fmt.Sprintf("IMG/center_%s,%s,IMG/right_%s,%s\n", stamp, left, stamp, row)
	}
	if string(text) != want {
		t.Errorf("got\n%swant\n%s", text, want)
	}
}

func TestNativeToUdacityToNativeKeepsPicturesAndNumbers(t *testing.T) {
	want := recordertest.Wavy(recordertest.Plan{Drives: 3, Records: 23, Size: image.Pt(32, 16), Seed: 6})
	toNative := func(d recorder.Dataset) *native.Log {
		path := filepath.Join(t.TempDir(), "log.mcap")
		w, err := native.Create(path)
		if err == nil {
			err = errors.Join(recorder.Copy(w, d), w.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		l, err := native.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	got := toNative(open(t, store(t, toNative(want))))
	if got.Len() != want.Len() || len(got.Drives()) != len(want.Drives()) {
		t.Fatalf("got %d records of %d drives, want %d of %d", got.Len(), len(got.Drives()), want.Len(), len(want.Drives()))
	}
	const float32s = 1e-7 // half a step of 32 bits, relative
	for i := range want.Len() {
		g, w := got.Info(i), want.Info(i)
		near := math.Abs(g.TimeS-w.TimeS) <= 0.0005 && math.Abs(g.SpeedMPS-w.SpeedMPS) <= w.SpeedMPS*float32s &&
			math.Abs(g.CurvaturePerM-w.CurvaturePerM) <= 2*float32s*math.Abs(w.CurvaturePerM) && math.Abs(math.Tan(g.SteerRad)-wheelbaseM*g.CurvaturePerM) < 1e-15
		if !near || g.Drive != w.Drive || g.Truth.Known {
			t.Fatalf("record %d: got %+v, want %+v", i, g, w)
		}
		for v := range recorder.Views {
			gj, err := got.JPEG(i, v, nil)
			wj, _ := want.JPEG(i, v, nil)
			if err != nil || !bytes.Equal(gj, wj) {
				t.Fatalf("record %d %v: got %d bytes, %v, want the %d written", i, v, len(gj), err, len(wj))
			}
		}
	}
}

func TestSameDrivesGiveTheSameFiles(t *testing.T) {
	log := wavy(2, 12)
	first, again := store(t, log), ""
	again = store(t, open(t, first)) // what has been through the format is not changed by it
	checked := 0
	err := filepath.WalkDir(first, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		one, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		other, err := os.ReadFile(again + strings.TrimPrefix(path, first))
		if !bytes.Equal(one, other) {
			t.Errorf("%s: %d bytes, and again %d", filepath.Base(path), len(one), len(other))
		}
		checked++
		return err
	})
	if want := 1 + 3*log.Len(); err != nil || checked != want {
		t.Errorf("compared %d files, %v, want %d", checked, err, want)
	}
}

func TestWriterRefuses(t *testing.T) {
	jpeg := [recorder.Views][]byte{{1}, {2}, {3}}
	write := func(r recorder.Record) func(*Writer) error {
		return func(w *Writer) error { return w.Write(r) }
	}
	for name, tc := range map[string]struct {
		do   func(*Writer) error
		want string
	}{
		"a drive too early":  {func(w *Writer) error { return w.Begin(recorder.Drive{Number: 2}) }, "drive 2 begins, want drive 1"},
		"another's record":   {write(recorder.Record{Info: recorder.Info{Drive: 1}, JPEG: jpeg}), "of drive 1, want drive 0"},
		"no centre picture":  {write(recorder.Record{Info: recorder.Info{TimeS: 1.5}, JPEG: [recorder.Views][]byte{nil, {2}, {3}}}), "drive 0, 1.50 s: no picture of this camera: want the centre"},
		"a label of nothing": {write(recorder.Record{Info: recorder.Info{CurvaturePerM: math.NaN()}, JPEG: jpeg}), "curvature is NaN, want a finite"},
		"a turn on the spot": {write(recorder.Record{Info: recorder.Info{CurvaturePerM: math.Inf(-1)}, JPEG: jpeg}), "curvature is -Inf, want a finite"},
		"an endless time":    {write(recorder.Record{Info: recorder.Info{TimeS: math.Inf(1)}, JPEG: jpeg}), "time is +Inf s, want 0 to 1e+08"},
		"a time before all":  {write(recorder.Record{Info: recorder.Info{TimeS: -1}, JPEG: jpeg}), "time is -1 s, want 0 to 1e+08"},
		"a speed of nothing": {write(recorder.Record{Info: recorder.Info{SpeedMPS: math.NaN()}, JPEG: jpeg}), "speed is NaN mph, want 0 to 447"},
		"a speed of no car":  {write(recorder.Record{Info: recorder.Info{SpeedMPS: 1000}, JPEG: jpeg}), "mph, want 0 to 447"},
		"a date of five digits": {func(w *Writer) error {
			w.begin = w.begin.AddDate(8000, 0, 0)
			return w.Write(recorder.Record{JPEG: jpeg})
		}, "year 10000, want one of four"},
		"a file that takes no row": {func(w *Writer) error { w.rows.Close(); return w.Write(recorder.Record{JPEG: jpeg}) }, "file already closed"},
	} {
		folder := filepath.Join(t.TempDir(), "log")
		w, err := Create(folder, recorder.UdacityCar())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Begin(recorder.Drive{}); err != nil {
			t.Fatal(err)
		}
		if err := tc.do(w); err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), folder) {
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
		left, err := os.ReadDir(filepath.Join(folder, "IMG"))
		if err != nil || len(left) > 0 {
			t.Errorf("%s: %d pictures without a row, %v", name, len(left), err)
		}
		_ = w.Close()
	}
}

func TestRecordsOfOneMomentStayApart(t *testing.T) {
	log := &recordertest.Memory{}
	if err := log.Begin(recorder.Drive{}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := log.Write(recorder.Record{Info: recorder.Info{TimeS: 1.5}, JPEG: [recorder.Views][]byte{{1}}}); err != nil {
			t.Fatal(err)
		}
	}
	if l := open(t, store(t, log)); l.Len() != 3 || l.Info(2).TimeS != 0.002 || len(l.Drives()) != 1 {
		t.Errorf("got %d records, the last at %v s, want 3 and two milliseconds", l.Len(), l.Info(l.Len()-1).TimeS)
	}
}

func TestCreateAndOpenRefuseNonsense(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("no log at all"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, file} {
		if _, err := Create(path, recorder.UdacityCar()); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), path) {
			t.Errorf("Create: got %v, want ErrExists", err)
		}
	}
	if _, err := Create(filepath.Join(dir, "new"), recorder.Car{}); !errors.Is(err, recorder.ErrConfig) {
		t.Errorf("Create: got %v, want ErrConfig", err)
	}
	if _, err := Open(t.Context(), store(t, wavy(1, 1)), recorder.Car{}); !errors.Is(err, recorder.ErrConfig) {
		t.Errorf("Open: got %v, want ErrConfig", err)
	}
	if _, err := Open(t.Context(), dir, recorder.UdacityCar()); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "driving_log.csv") {
		t.Errorf("a folder without a log: got %v, want os.ErrNotExist", err)
	}
	if _, err := Open(t.Context(), file, recorder.UdacityCar()); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a file that is no log: got %v, want its name", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "driving_log.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, recorder.UdacityCar()); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a folder for a log: got %v, want ErrFormat", err)
	}
}
