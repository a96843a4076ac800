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

// scene is a smooth picture: mixing pixels one way or another makes little difference.
func scene(size image.Point) *image.RGBA {
	m := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			i := m.PixOffset(x, y)
			m.Pix[i] = uint8(128 + 100*math.Sin(float64(x)/11))
			m.Pix[i+1] = uint8(128 + 100*math.Sin(float64(y)/7))
			m.Pix[i+2] = uint8(128 + 100*math.Sin(float64(x+y)/13))
			m.Pix[i+3] = 255
		}
	}
	return m
}

// Oracle: camera.Reprojection's own Render, which shares the homographies but no line of the warp.
func TestWarpIsReprojection(t *testing.T) {
	size := camera.DefaultSize()
	w, err := cv.NewWarper(size)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	src := scene(size)
	got, want := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
	for _, m := range []camera.Move{{}, {LeftM: 0.4}, {YawRad: 0.07}, {ForwardM: 0.5, LeftM: -0.3, YawRad: -0.05}} {
		r, err := camera.NewReprojection(size, camera.LeftMount, camera.CentreMount, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Render(want, src); err != nil {
			t.Fatal(err)
		}
		if err := w.Warp(got, src, r.Ground, r.Sky, r.HorizonRow); err != nil {
			t.Fatal(err)
		}
		sum, most := 0.0, 0.0
		for i := range got.Pix {
			d := math.Abs(float64(got.Pix[i]) - float64(want.Pix[i]))
			sum, most = sum+d, max(most, d)
		}
		if mean := sum / float64(len(got.Pix)); mean > 0.4 || most > 4 { // OpenCV counts places in 32nds of a pixel
			t.Errorf("%+v: mean difference %.2f levels, most %v", m, mean, most)
		}
	}
}

func TestWarpRefuses(t *testing.T) {
	if _, err := cv.NewWarper(image.Pt(1, 100)); !errors.Is(err, cv.ErrWarp) {
		t.Errorf("a picture of one column: %v", err)
	}
	w, err := cv.NewWarper(image.Pt(20, 10))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Warp(scene(image.Pt(20, 10)), scene(image.Pt(10, 10)), [9]float64{}, [9]float64{}, 0); !errors.Is(err, cv.ErrWarp) {
		t.Errorf("a picture of another size: %v", err)
	}
}

func BenchmarkWarp(b *testing.B) {
	size := camera.DefaultSize()
	src, dst := scene(size), image.NewRGBA(image.Rectangle{Max: size})
	r, err := camera.NewReprojection(size, camera.CentreMount, camera.CentreMount, camera.Move{LeftM: 0.4, YawRad: 0.05})
	if err != nil {
		b.Fatal(err)
	}
	w, err := cv.NewWarper(size)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	b.Run("opencv", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := w.Warp(dst, src, r.Ground, r.Sky, r.HorizonRow); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("go", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := r.Render(dst, src); err != nil {
				b.Fatal(err)
			}
		}
	})
}
