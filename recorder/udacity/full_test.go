package udacity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// A name that is taken stands for a disk that takes no more: the second picture of the fourth record fails.
func TestPictureThatCannotBeWrittenEndsTheLog(t *testing.T) {
	want := wavy(1, 6)
	folder := filepath.Join(t.TempDir(), "log")
	w, err := Create(folder, recorder.UdacityCar())
	if err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(folder, "IMG", "left_2000_01_01_00_00_00_300.jpg")
	if err := os.WriteFile(taken, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err = recorder.Copy(w, want)
	if err == nil || !strings.Contains(err.Error(), "drive 0, 0.30 s") || !strings.Contains(err.Error(), taken) || !strings.Contains(err.Error(), "stays readable") {
		t.Errorf("got %v, want the record and the picture's name", err)
	}
	if w.Write(recorder.Record{}) == nil || w.Begin(recorder.Drive{Number: 1}) == nil || w.Close() == nil || w.Close() == nil {
		t.Error("the log goes on, or Close keeps quiet")
	}
	if err := os.Remove(taken); err != nil { // it was not ours, and is still there
		t.Error(err)
	}
	l := open(t, folder)
	if pictures := countPictures(t, folder); l.Len() != 3 || pictures != 9 || l.Cut() {
		t.Errorf("got %d records, %d pictures, cut %v, want 3 and 9", l.Len(), pictures, l.Cut())
	}
	recordertest.Dataset(t, l)
}

func countPictures(t *testing.T, folder string) int {
	t.Helper()
	names, err := os.ReadDir(filepath.Join(folder, "IMG"))
	if err != nil {
		t.Fatal(err)
	}
	return len(names)
}
