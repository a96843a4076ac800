//go:build cgo && !nocv

package cv_test

import (
	"errors"
	"image"
	"math"
	"testing"

	"steersim/camera"
	"steersim/camera/cv"
)

// cropped is a picture's rows as a Cropper makes them.
func cropped(t *testing.T, src *image.RGBA, size image.Point, colour cv.Colour, top, bottom int) []uint8 {
	t.Helper()
	c, err := cv.NewCropper(size, colour)
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]uint8, 3*size.X*size.Y)
	for range 2 { // the second time nothing is made anew
		if err := c.Crop(dst, src, top, bottom); err != nil {
			t.Fatal(err)
		}
	}
	return dst
}

// Oracle: the formulas of OpenCV's manual, from 3.2 on and before. Every step is rounded, hence the grey levels.
func TestCropColours(t *testing.T) {
	const top, bottom, level = 3, 27, 1.5
	src := scene(image.Pt(40, 30))
	size := image.Pt(40, bottom-top) // nothing is resized
	yuv := func(r, g, b float64) [3]float64 {
		y := 0.299*r + 0.587*g + 0.114*b
		return [3]float64{y, 0.492*(b-y) + 128, 0.877*(r-y) + 128}
	}
	for colour, want := range map[cv.Colour]func(r, g, b float64) [3]float64{
		cv.RGB: func(r, g, b float64) [3]float64 { return [3]float64{r, g, b} },
		cv.BGR: func(r, g, b float64) [3]float64 { return [3]float64{b, g, r} },
		cv.YUV: yuv,
		cv.OldYUV: func(r, g, b float64) [3]float64 {
			y := 0.114*r + 0.587*g + 0.299*b
			return [3]float64{y, 0.492*(r-y) + 128, 0.877*(b-y) + 128}
		},
	} {
		got := cropped(t, src, size, colour, top, bottom)
		for p := range size.X * size.Y {
			q := src.Pix[src.PixOffset(p%size.X, top+p/size.X):]
			for i, v := range want(float64(q[0]), float64(q[1]), float64(q[2])) {
				if math.Abs(float64(got[3*p+i])-max(0, min(v, 255))) > level {
					t.Fatalf("%s: number %d of pixel %d is %d, want %.1f", colour, i, p, got[3*p+i], v)
				}
			}
		}
	}
	p, err := camera.NewPrepare(camera.PrepareConfig{Top: top / 30.0, Bottom: bottom / 30.0, Width: size.X, Height: size.Y})
	if err != nil {
		t.Fatal(err)
	}
	want, got := make([]uint8, p.Len()), cropped(t, src, size, cv.YUV, top, bottom)
	if err := p.Bytes(want, src); err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if math.Abs(float64(v)-float64(want[i%3*len(want)/3+i/3])) > level {
			t.Fatalf("number %d is %d, where camera.Prepare makes %d", i, v, want[i%3*len(want)/3+i/3])
		}
	}
}

// Oracle: bilinear interpolation at (x + 1/2) W/w - 1/2, done by hand. By area the picture would be smoother.
func TestCropResizesBilinearly(t *testing.T) {
	src := scene(image.Pt(320, 160))
	size := image.Pt(100, 66)
	got := cropped(t, src, size, cv.RGB, 60, 135)
	at := func(x, y, i int) float64 {
		return float64(src.Pix[src.PixOffset(max(0, min(x, 319)), max(60, min(y, 134)))+i])
	}
	for p := range size.X * size.Y {
		fx, fy := (float64(p%size.X)+0.5)*320/100-0.5, (float64(p/size.X)+0.5)*75/66-0.5+60
		x, y := int(math.Floor(fx)), int(math.Floor(fy))
		dx, dy := fx-float64(x), fy-float64(y)
		for i := range 3 {
			want := (1-dy)*((1-dx)*at(x, y, i)+dx*at(x+1, y, i)) + dy*((1-dx)*at(x, y+1, i)+dx*at(x+1, y+1, i))
			if math.Abs(float64(got[3*p+i])-want) > 1 {
				t.Fatalf("number %d of pixel %d is %d, want %.2f", i, p, got[3*p+i], want)
			}
		}
	}
}

func TestCropRefusesNonsense(t *testing.T) {
	if _, err := cv.NewCropper(image.Pt(0, 66), cv.RGB); !errors.Is(err, cv.ErrCrop) {
		t.Errorf("no width: got %v", err)
	}
	if _, err := cv.NewCropper(image.Pt(200, 66), "cmyk"); !errors.Is(err, cv.ErrCrop) {
		t.Errorf("a colour nobody knows: got %v", err)
	}
	c, err := cv.NewCropper(image.Pt(4, 4), cv.RGB)
	if err != nil {
		t.Fatal(err)
	}
	dst, src := make([]uint8, 48), scene(image.Pt(40, 30))
	for name, err := range map[string]error{
		"no rows": c.Crop(dst, src, 10, 10), "rows beyond": c.Crop(dst, src, 0, 31), "a short destination": c.Crop(dst[1:], src, 0, 30),
	} {
		if !errors.Is(err, cv.ErrCrop) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
