package window

import (
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestKeysAreASet(t *testing.T) {
	var k Keys
	if k.Has(Left, F11) || k.Digit() != 0 {
		t.Error("an empty set has keys")
	}
	k = k.With(F11).With(Digit3)
	if !k.Has(F11) || !k.Has(Left, Digit3) || k.Has(Left) || k.Digit() != 3 {
		t.Errorf("%b: want F11 and Digit3", k)
	}
	if AllKeys > 64 {
		t.Errorf("%d keys do not fit a set of 64", AllKeys)
	}
}

func TestDeadened(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 0.1: 0, -0.1: 0, 1: 1, -1: -1, 0.55: 0.5, -0.55: -0.5, 1.2: 1} {
		if got := Deadened(v, 0.1); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v without a dead zone of 0.1 is %v, want %v", v, got, want)
		}
	}
}

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
