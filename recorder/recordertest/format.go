package recordertest

import (
	"bytes"
	"image"
	"path/filepath"
	"testing"

	"steersim/recorder"
)

// Format is a way to keep logs on disk, to be tested as one: what is written is read.
type Format struct {
	Create func(path string) (recorder.Writer, error)
	Open   func(path string) (recorder.Dataset, error)
	// Forget changes an info, or a drive, into what the format brings back of it; nil: it keeps all.
	Forget      func(*recorder.Info)
	ForgetDrive func(*recorder.Drive)
}

// Test runs the suite.
func (f Format) Test(t *testing.T) {
	t.Helper()
	log := Wavy(Plan{Drives: 3, Records: 23, Size: image.Pt(32, 16), Seed: 5})
	t.Run("what is written is read", func(t *testing.T) { f.roundTrip(t, log) })
	t.Run("a name that exists is refused", func(t *testing.T) { f.refuses(t, log) })
	t.Run("a log that is no log is refused", func(t *testing.T) {
		if d, err := f.Open(filepath.Join(t.TempDir(), "missing")); err == nil {
			t.Errorf("opened a missing log of %d records", d.Len())
		}
	})
}

func (f Format) roundTrip(t *testing.T, want *Memory) {
	path := filepath.Join(t.TempDir(), "log")
	f.write(t, path, want)
	got, err := f.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := got.Close(); err != nil {
			t.Error(err)
		}
	}()
	Dataset(t, got)
	if got.Len() != want.Len() {
		t.Fatalf("got %d records, want %d", got.Len(), want.Len())
	}
	for n, drive := range want.Drives() {
		if f.ForgetDrive != nil {
			f.ForgetDrive(&drive)
		}
		if got.Drives()[n] != drive {
			t.Errorf("drive %d:\ngot  %+v\nwant %+v", n, got.Drives()[n], drive)
		}
	}
	for i := range want.Len() {
		info := want.Info(i)
		if f.Forget != nil {
			f.Forget(&info)
		}
		if got.Info(i) != info {
			t.Fatalf("record %d:\ngot  %+v\nwant %+v", i, got.Info(i), info)
		}
		for v := range recorder.Views {
			g, err := got.JPEG(i, v, nil)
			w, _ := want.JPEG(i, v, nil)
			if info.Has[v] && (err != nil || !bytes.Equal(g, w)) {
				t.Fatalf("record %d %v: got %d bytes (%v), want the %d written", i, v, len(g), err, len(w))
			}
		}
	}
}

// refuses checks that a second Create of the same name fails and harms nothing.
func (f Format) refuses(t *testing.T, log *Memory) {
	path := filepath.Join(t.TempDir(), "log")
	f.write(t, path, log)
	if _, err := f.Create(path); err == nil {
		t.Fatal("created over a log that exists")
	}
	d, err := f.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Len() != log.Len() {
		t.Errorf("got %d records after a refused Create, want %d", d.Len(), log.Len())
	}
}

func (f Format) write(t *testing.T, path string, log *Memory) {
	t.Helper()
	w, err := f.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := recorder.Copy(w, log); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
