package donkey

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// A tmpfs of 1 MB is a disk that is soon full: by pictures, or, if those are small, by the lines.
func TestFullFileSystem(t *testing.T) {
	folder := filepath.Join(recordertest.SmallDisk(t), "tub")
	w, err := Create(folder, recorder.DonkeyCar())
	if err != nil {
		t.Fatal(err)
	}
	err = recorder.Copy(w, wavy(3, 200))
	closeErr := w.Close()
	if err == nil || closeErr == nil || !strings.Contains(closeErr.Error(), folder) || !errors.Is(closeErr, syscall.ENOSPC) {
		t.Fatalf("got %v and at Close %v, want the full disk", err, closeErr)
	}
	l := open(t, folder)
	images, err := os.ReadDir(filepath.Join(folder, imageFolder))
	if n, first := l.LeftOut(); err != nil || l.Len() == 0 || len(images) != 3*l.Len() || l.Cut() || n != 0 {
		t.Errorf("%d records, %d pictures (%v), cut %v, %d left out (%v), want three a record", l.Len(), len(images), err, l.Cut(), n, first)
	}
	recordertest.Dataset(t, l)
}
