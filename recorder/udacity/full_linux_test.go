package udacity

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// A tmpfs of 1 MB is a disk that is soon full: by pictures, or, if those are small, by the rows.
func TestFullFileSystem(t *testing.T) {
	folder := filepath.Join(recordertest.SmallDisk(t), "log")
	w, err := Create(folder, recorder.UdacityCar())
	if err != nil {
		t.Fatal(err)
	}
	err = recorder.Copy(w, wavy(3, 200))
	closeErr := w.Close()
	if err == nil || closeErr == nil || !strings.Contains(closeErr.Error(), folder) || !errors.Is(closeErr, syscall.ENOSPC) {
		t.Fatalf("got %v and at Close %v, want the full disk", err, closeErr)
	}
	l := open(t, folder)
	if pictures := countPictures(t, folder); l.Len() == 0 || pictures != 3*l.Len() || l.Cut() {
		t.Errorf("%d records, %d pictures, cut %v, want three a record", l.Len(), pictures, l.Cut())
	}
	recordertest.Dataset(t, l)
}
