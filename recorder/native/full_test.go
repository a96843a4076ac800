package native

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

var errFull = errors.New("no space left")

// full takes so many bytes and no more.
type full struct {
	bytes.Buffer
	room int
}

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), f.room)
	f.room -= n
	f.Buffer.Write(p[:n])
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestFullDiskLeavesAReadableLog(t *testing.T) {
	want, data := wavy(t, 2, 12)
	ended := 0
	for room := 1000; room < len(data); room += len(data) / 100 {
		disk := &full{room: room}
		w, err := NewWriter(disk)
		if err != nil {
			t.Fatal(err)
		}
		copyErr := recorder.Copy(w, want)
		closeErr := w.Close()
		if !errors.Is(closeErr, errFull) || !strings.Contains(closeErr.Error(), "stays readable") {
			t.Fatalf("room for %d: Close: %v, want errFull", room, closeErr)
		}
		if copyErr != nil {
			ended++
			if !errors.Is(copyErr, errFull) || errors.Is(w.Begin(recorder.Drive{}), nil) || errors.Is(w.Write(recorder.Record{}), nil) {
				t.Fatalf("room for %d: %v, or the log goes on", room, copyErr)
			}
		}
		l, err := openBytes(disk.Bytes())
		if err != nil {
			t.Fatalf("room for %d: %v", room, err)
		}
		checkPrefix(t, l, want)
	}
	if ended < 50 {
		t.Errorf("%d writers ended before Close: the disk was hardly ever full", ended)
	}
}

// recordUntilFull records on a real file system that has no room for all of it.
func recordUntilFull(t *testing.T, dir string) {
	path := filepath.Join(dir, "log.mcap")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := recorder.New(w, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{Road: "eight"}, recordertest.Cameras(size)); err != nil {
		t.Fatal(err)
	}
	noted := 0
	for ; err == nil && noted < 4000; noted++ {
		err = r.Note(recordertest.Sample(noted))
	}
	closeErr := r.Close()
	if err == nil || closeErr == nil || !strings.Contains(closeErr.Error(), path) || !strings.Contains(closeErr.Error(), "no space left on device") {
		t.Fatalf("%d notes: got %v and at Close %v, want the full disk", noted, err, closeErr)
	}
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	stat, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if lost := (noted+1)/2 - l.Len(); l.Len() == 0 || lost > 10 {
		t.Errorf("%d records of %d noted in %d bytes, want all but a second's", l.Len(), (noted+1)/2, stat.Size())
	}
	recordertest.Dataset(t, l)
}
