package file

import (
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
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

func TestWriteKeepsWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	old, link := filepath.Join(dir, "old"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(old, []byte("old"), 0o600), os.Symlink("old", link)); err != nil {
		t.Skip("no links here:", err)
	}
	says := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, e := io.WriteString(w, text)
			return errors.Join(e, err)
		}
	}
	if err := Write(link, says("half", errors.New("broken off"))); err == nil {
		t.Error("an error of the writer is swallowed")
	}
	if got, _ := os.ReadFile(old); string(got) != "old" {
		t.Errorf("after a write that failed: %q, want the old file", got)
	}
	if err := Write(link, says("new", nil)); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(old); string(got) != "new" {
		t.Errorf("through a link: %q, want new", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is replaced: %v, %v", info.Mode(), err)
	}
	err := Write(dir, says("new", nil))
	if err == nil || !strings.Contains(err.Error(), dir+" is a folder") {
		t.Errorf("to a folder: %v", err)
	}
	if err := Write(filepath.Join(dir, "no", "a"), says("", nil)); !errors.Is(err, os.ErrNotExist) || !strings.HasSuffix(err.Error(), filepath.Join(dir, "no", "a")+": no such file or directory") {
		t.Errorf("into a folder that is not there: %v", err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("%d files are left, want two", len(files))
	}
}
