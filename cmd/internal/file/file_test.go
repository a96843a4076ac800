package file

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestSavePNGWritesWholeFiles(t *testing.T) {
	dir := t.TempDir()
	picture := image.NewRGBA(image.Rect(0, 0, 3, 2))
	picture.Set(1, 1, color.RGBA{9, 8, 7, 255})
	if err := SavePNG(filepath.Join(dir, "a.png"), picture); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "a.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	back, err := png.Decode(f)
	if err != nil || color.RGBAModel.Convert(back.At(1, 1)) != picture.At(1, 1) {
		t.Errorf("read back %v, %v", back, err)
	}
	if err := SavePNG(filepath.Join(dir, "no", "a.png"), picture); err == nil {
		t.Error("written to a folder that is not there")
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files are left, want one", len(files))
	}
}
