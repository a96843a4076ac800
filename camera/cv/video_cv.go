//go:build cgo && !nocv

package cv

import (
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gocv.io/x/gocv"
)

// codec is H.264 as MP4 names it, which every browser plays. OpenCV hands it to FFmpeg as yuv420p, constant quality 23.
const codec = "avc1"

// Video is an MP4 file being written. It grows under a name that says so, and gets its own when it is complete.
type Video struct {
	path, partial string
	size          image.Point
	frames        int
	writer        *gocv.VideoWriter
	rgba, bgr     gocv.Mat
	pixels        []uint8 // of rgba, OpenCV's memory
}

// CreateVideo begins an MP4 file with H.264. The path ends in .mp4; sides are even.
func CreateVideo(path string, size image.Point, fps float64) (*Video, error) {
	if err := checkVideo(size, fps); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	stem, ok := strings.CutSuffix(filepath.Base(path), ".mp4")
	if !ok || stem == "" {
		return nil, fmt.Errorf("%s: %w: want a name that ends in .mp4", path, ErrVideo)
	}
	v := &Video{path: path, size: size, partial: filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.partial.mp4", stem, os.Getpid()))}
	// OpenCV only says that it failed; the file system says why.
	f, err := os.Create(v.partial)
	if err != nil {
		var of *fs.PathError
		if errors.As(err, &of) {
			err = of.Err // of the file that was asked for, not of the one beside it
		}
		return nil, fmt.Errorf("%s: %w: %w", path, ErrVideo, err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVideo, err)
	}
	v.rgba = gocv.NewMatWithSize(size.Y, size.X, gocv.MatTypeCV8UC4)
	v.bgr = gocv.NewMatWithSize(size.Y, size.X, gocv.MatTypeCV8UC3)
	v.pixels, err = v.rgba.DataPtrUint8()
	if err == nil {
		v.writer, err = gocv.VideoWriterFile(v.partial, codec, fps, size.X, size.Y, true)
	}
	if err == nil && !v.writer.IsOpened() {
		err = errors.New("this OpenCV cannot write H.264: it needs FFmpeg with libx264, as Debian's and Ubuntu's have")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w: %w", path, ErrVideo, err), v.release(), os.Remove(v.partial))
	}
	return v, nil
}

// Write adds a frame of the video's size. It does not keep frame. The encoder reports no failure before Close.
func (v *Video) Write(frame *image.RGBA) error {
	if v.writer == nil {
		return fmt.Errorf("%s: %w: write after close", v.path, ErrVideo)
	}
	if frame.Rect.Size() != v.size {
		return fmt.Errorf("%s: frame %d: %w: size %v, want %v", v.path, v.frames, ErrVideo, frame.Rect.Size(), v.size)
	}
	row := 4 * v.size.X
	for y := range v.size.Y {
		copy(v.pixels[y*row:(y+1)*row], frame.Pix[y*frame.Stride:])
	}
	gocv.CvtColor(v.rgba, &v.bgr, gocv.ColorRGBAToBGR)
	if err := v.writer.Write(v.bgr); err != nil {
		return fmt.Errorf("%s: frame %d: %w: %w", v.path, v.frames, ErrVideo, err)
	}
	v.frames++
	return nil
}

// Close completes the file and counts what is in it, since a full disk goes unnoticed until then.
// A file that is not whole is removed. A second Close does nothing.
func (v *Video) Close() error {
	if v.writer == nil {
		return nil
	}
	err := v.release()
	if err == nil {
		err = v.check()
	}
	if err == nil {
		err = os.Rename(v.partial, v.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w: %w", v.path, ErrVideo, err), os.Remove(v.partial))
	}
	return nil
}

// release ends the encoder and frees OpenCV's memory.
func (v *Video) release() error {
	v.pixels = nil
	err := errors.Join(v.rgba.Close(), v.bgr.Close())
	if v.writer != nil {
		err = errors.Join(err, v.writer.Close())
		v.writer = nil
	}
	return err
}

// check opens the file again and compares the number of frames.
func (v *Video) check() error {
	if v.frames == 0 {
		return errors.New("no frame was written")
	}
	back, err := gocv.VideoCaptureFileWithAPI(v.partial, gocv.VideoCaptureFFmpeg)
	if err != nil {
		_ = back.Close() // OpenCV knows no more, and gives one all the same
		return errors.New("the file cannot be read back; is the disk full?")
	}
	defer back.Close()
	if got := int(back.Get(gocv.VideoCaptureFrameCount)); got != v.frames {
		return fmt.Errorf("the file holds %d of %d frames; is the disk full?", got, v.frames)
	}
	return nil
}

// Version is that of the OpenCV library.
func Version() string { return gocv.OpenCVVersion() }
