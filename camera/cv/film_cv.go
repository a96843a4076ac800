//go:build cgo && !nocv

package cv

import (
	"fmt"
	"image"
	"os"

	"gocv.io/x/gocv"
)

// Film is a video file being read.
type Film struct {
	path      string
	size      image.Point
	fps       float64
	frames    int
	capture   *gocv.VideoCapture
	bgr, rgba gocv.Mat
}

// OpenFilm opens a video file of any format that FFmpeg knows.
func OpenFilm(path string) (*Film, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVideo, err)
	}
	capture, err := gocv.VideoCaptureFileWithAPI(path, gocv.VideoCaptureFFmpeg)
	if err != nil {
		_ = capture.Close() // it is there all the same
		return nil, fmt.Errorf("%s: %w: want a file that FFmpeg can read", path, ErrVideo)
	}
	f := &Film{
		path: path, capture: capture, fps: capture.Get(gocv.VideoCaptureFPS), frames: int(capture.Get(gocv.VideoCaptureFrameCount)),
		size: image.Pt(int(capture.Get(gocv.VideoCaptureFrameWidth)), int(capture.Get(gocv.VideoCaptureFrameHeight))),
		bgr:  gocv.NewMat(), rgba: gocv.NewMat(),
	}
	if f.size.X < 1 || f.size.Y < 1 {
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w: pictures of %v, want some pixels", path, ErrVideo, f.size)
	}
	return f, nil
}

// Size is that of its pictures.
func (f *Film) Size() image.Point { return f.size }

// FPS is its pictures a second.
func (f *Film) FPS() float64 { return f.fps }

// Frames is how many pictures the file says to have.
func (f *Film) Frames() int { return f.frames }

// Next reads the next picture, of the film's size; ok is false at the end, and where no more can be read.
func (f *Film) Next(dst *image.RGBA) (ok bool, err error) {
	if dst.Rect.Size() != f.size {
		return false, fmt.Errorf("%s: %w: a picture of %v, want %v", f.path, ErrVideo, dst.Rect.Size(), f.size)
	}
	if !f.capture.Read(&f.bgr) || f.bgr.Empty() {
		return false, nil
	}
	gocv.CvtColor(f.bgr, &f.rgba, gocv.ColorBGRToRGBA)
	pixels, err := f.rgba.DataPtrUint8()
	if err != nil {
		return false, fmt.Errorf("%s: %w: %w", f.path, ErrVideo, err)
	}
	line := 4 * f.size.X
	if len(pixels) != line*f.size.Y {
		return false, fmt.Errorf("%s: %w: pictures change their size, want all of %v", f.path, ErrVideo, f.size)
	}
	for y := range f.size.Y {
		copy(dst.Pix[y*dst.Stride:][:line], pixels[y*line:])
	}
	return true, nil
}

// Close frees OpenCV's memory.
func (f *Film) Close() error {
	err := f.capture.Close()
	for _, m := range []*gocv.Mat{&f.bgr, &f.rgba} {
		if e := m.Close(); err == nil {
			err = e
		}
	}
	return err
}
