//go:build cgo && !nocv

package cv

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gocv.io/x/gocv"
)

// bars paints frame i: a grey ground, a red left half, and a white column that moves 4 pixels a frame.
func bars(size image.Point, i int) *image.RGBA {
	m := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(m, m.Rect, image.NewUniform(color.RGBA{90, 100, 110, 255}), image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(0, 0, size.X/2, size.Y), image.NewUniform(color.RGBA{200, 30, 30, 255}), image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(4*i, 0, 4*i+8, size.Y/2), image.White, image.Point{}, draw.Src)
	return m
}

// TestVideoHoldsWhatWasWritten reads the file with the container's own boxes and with the decoder as oracles.
func TestVideoHoldsWhatWasWritten(t *testing.T) {
	const frames, fps = 40, 20.0
	size := image.Pt(320, 180)
	path := filepath.Join(t.TempDir(), "drive.mp4")
	v, err := CreateVideo(path, size, fps)
	if err != nil {
		t.Fatal(err)
	}
	for i := range frames {
		if err := v.Write(bars(size, i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}

	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, box := range []string{"ftyp", "moov", "avc1", "avcC"} { // ISO 14496-12 and -15: H.264 in MP4
		if !bytes.Contains(file, []byte(box)) {
			t.Errorf("no %s box", box)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*partial*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	back, err := gocv.VideoCaptureFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if got := back.Get(gocv.VideoCaptureFPS); got != fps {
		t.Errorf("got %g frames a second, want %g", got, fps)
	}
	mat := gocv.NewMat()
	defer mat.Close()
	read := 0
	for back.Read(&mat) {
		got, err := mat.ToImage()
		if err != nil {
			t.Fatal(err)
		}
		if got.Bounds().Size() != size {
			t.Fatalf("frame %d: size %v, want %v", read, got.Bounds().Size(), size)
		}
		want := bars(size, read)
		for _, p := range []image.Point{{40, 150}, {240, 150}, {4*read + 4, 40}} {
			if d := apart(got.At(p.X, p.Y), want.At(p.X, p.Y)); d > 24 { // the encoder's loss at quality 23
				t.Errorf("frame %d at %v: got %v, want %v", read, p, got.At(p.X, p.Y), want.At(p.X, p.Y))
			}
		}
		read++
	}
	if read != frames {
		t.Errorf("read %d frames, want %d", read, frames)
	}
}

// apart is the largest difference of two colours' channels, 0 to 255.
func apart(a, b color.Color) float64 {
	p, q := color.RGBAModel.Convert(a).(color.RGBA), color.RGBAModel.Convert(b).(color.RGBA)
	d := 0.0
	for _, c := range [][2]uint8{{p.R, q.R}, {p.G, q.G}, {p.B, q.B}} {
		d = max(d, math.Abs(float64(c[0])-float64(c[1])))
	}
	return d
}

func TestVideoRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, tc := range map[string]struct {
		path string
		size image.Point
		fps  float64
		want string
	}{
		"an odd side":                 {filepath.Join(dir, "a.mp4"), image.Pt(321, 180), 20, "321x180, want even"},
		"no size":                     {filepath.Join(dir, "a.mp4"), image.Pt(0, 0), 20, "size 0x0"},
		"a rate that is not a number": {filepath.Join(dir, "a.mp4"), image.Pt(320, 180), math.NaN(), "NaN frames"},
		"another kind of file":        {filepath.Join(dir, "a.webm"), image.Pt(320, 180), 20, ".mp4"},
		"a folder that is not there":  {filepath.Join(dir, "b", "a.mp4"), image.Pt(320, 180), 20, "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := CreateVideo(tc.path, tc.size, tc.fps)
			if !errors.Is(err, ErrVideo) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want one with %q", err, tc.want)
			}
		})
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestVideoThatIsNotWholeIsAnError(t *testing.T) {
	size := image.Pt(64, 48)
	for name, tc := range map[string]struct {
		frames int
		spoil  bool
		want   string
	}{
		"no frames":             {frames: 0, want: "no frame"},
		"the file was cut away": {frames: 3, spoil: true, want: "drive.mp4"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v, err := CreateVideo(filepath.Join(dir, "drive.mp4"), size, 20)
			if err != nil {
				t.Fatal(err)
			}
			for i := range tc.frames {
				if err := v.Write(bars(size, i)); err != nil {
					t.Fatal(err)
				}
			}
			if tc.spoil {
				if err := os.Remove(v.partial); err != nil {
					t.Fatal(err)
				}
			}
			err = v.Close()
			if !errors.Is(err, ErrVideo) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want one with %q", err, tc.want)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestWriteRefusesAnotherSize(t *testing.T) {
	v, err := CreateVideo(filepath.Join(t.TempDir(), "drive.mp4"), image.Pt(64, 48), 20)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Write(bars(image.Pt(48, 64), 0)); !errors.Is(err, ErrVideo) {
		t.Errorf("got %v, want %v", err, ErrVideo)
	}
	if err := v.Close(); !errors.Is(err, ErrVideo) {
		t.Errorf("close: got %v, want %v", err, ErrVideo)
	}
	if err := v.Write(bars(image.Pt(64, 48), 0)); !errors.Is(err, ErrVideo) {
		t.Errorf("write after close: got %v, want %v", err, ErrVideo)
	}
}

func TestVersionIsOpenCVs(t *testing.T) {
	if got := Version(); !strings.HasPrefix(got, "4.") {
		t.Errorf("got %q, want an OpenCV 4", got)
	}
}

// TestFilmReadsWhatVideoWrote. Oracle: the frames themselves, give or take what H.264 loses.
func TestFilmReadsWhatVideoWrote(t *testing.T) {
	size := image.Pt(320, 180)
	path := filepath.Join(t.TempDir(), "drive.mp4")
	v, err := CreateVideo(path, size, 20)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		if err := v.Write(bars(size, i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := OpenFilm(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Size() != size || f.FPS() != 20 || f.Frames() != 12 {
		t.Errorf("size %v, %v a second, %d frames", f.Size(), f.FPS(), f.Frames())
	}
	got, n := image.NewRGBA(image.Rectangle{Max: size}), 0
	for ; ; n++ {
		ok, err := f.Next(got)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		want, sum := bars(size, n), 0.0
		for i := range got.Pix {
			sum += math.Abs(float64(got.Pix[i]) - float64(want.Pix[i]))
		}
		if mean := sum / float64(len(got.Pix)); mean > 5 {
			t.Errorf("frame %d differs by %.1f levels", n, mean)
		}
	}
	if n != 12 {
		t.Errorf("%d frames were read, want 12", n)
	}
	if _, err := f.Next(image.NewRGBA(image.Rect(0, 0, 2, 2))); !errors.Is(err, ErrVideo) {
		t.Errorf("a picture of another size: %v", err)
	}
	text := filepath.Join(t.TempDir(), "text.mp4")
	if err := os.WriteFile(text, []byte("no film"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, filepath.Join(t.TempDir(), "nowhere.mp4")} {
		if _, err := OpenFilm(path); !errors.Is(err, ErrVideo) || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%s: %v, want %v", path, err, ErrVideo)
		}
	}
}
