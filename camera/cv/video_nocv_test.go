//go:build !cgo || nocv

package cv

import (
	"errors"
	"image"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuildWithoutOpenCVSaysHowToGetIt(t *testing.T) {
	_, err := CreateVideo(filepath.Join(t.TempDir(), "drive.mp4"), image.Pt(320, 180), 20)
	if !errors.Is(err, ErrVideo) || !strings.Contains(err.Error(), "make deps") {
		t.Errorf("got %v, want one that names make deps", err)
	}
	if _, err := CreateVideo("drive.mp4", image.Pt(3, 3), 20); !errors.Is(err, ErrVideo) || strings.Contains(err.Error(), "make deps") {
		t.Errorf("got %v, want one about the size", err)
	}
	if Version() != "" {
		t.Errorf("got version %q of nothing", Version())
	}
}
