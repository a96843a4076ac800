package explain

import (
	"fmt"
	"image"
	_ "image/jpeg" // pictures that people have
	_ "image/png"
	"io"
	"os"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/model/infer"
	"steersim/model/saliency"
	"steersim/recorder"
)

// Frames are the pictures that a network is shown.
type Frames interface {
	Len() int
	Has(i int, v recorder.View) bool
	Image(i int, v recorder.View) (image.Image, error)
	Name(i int) string
}

// Log are pictures of a log, evenly spread.
type Log struct {
	Data  recorder.Dataset
	index []int
}

// NewLog takes so many pictures at the most; records without one of the centre camera are left out.
func NewLog(data recorder.Dataset, most int) *Log {
	var all []int
	for i := range data.Len() {
		if data.Info(i).Has[recorder.Centre] {
			all = append(all, i)
		}
	}
	l := &Log{Data: data}
	n := min(most, len(all))
	for k := range n {
		l.index = append(l.index, all[k*len(all)/n])
	}
	return l
}

// Len is of Frames, as are Has, Image and Name.
func (l *Log) Len() int { return len(l.index) }

// Has says whether a camera has a picture.
func (l *Log) Has(i int, v recorder.View) bool { return l.Data.Info(l.index[i]).Has[v] }

// Image decodes it.
func (l *Log) Image(i int, v recorder.View) (image.Image, error) {
	return l.Data.Image(l.index[i], v)
}

func (l *Log) info(i int) recorder.Info { return l.Data.Info(l.index[i]) }

// Name says where it is from.
func (l *Log) Name(i int) string {
	info := l.Data.Info(l.index[i])
	return fmt.Sprintf("record %d: %s, %s", l.index[i], info.Road, info.Scene)
}

// Files are pictures in files, each as a centre camera's.
type Files []string

// Len is of Frames, as are Has, Image and Name.
func (f Files) Len() int { return len(f) }

// Has says that there is only a centre camera.
func (f Files) Has(_ int, v recorder.View) bool { return v == recorder.Centre }

// Image reads a PNG or JPEG file.
func (f Files) Image(i int, _ recorder.View) (image.Image, error) {
	file, err := os.Open(f[i])
	if err != nil {
		return nil, err
	}
	defer file.Close()
	c, _, err := image.DecodeConfig(file) // first: a small file may claim a picture that fills the memory
	if err == nil && (c.Width < 1 || c.Height < 1 || c.Width > mostSide || c.Height > mostSide) {
		return nil, fmt.Errorf("%s: a picture of %dx%d, want sides of 1 to %d", f[i], c.Width, c.Height, mostSide)
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	var m image.Image
	if err == nil {
		m, _, err = image.Decode(file)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: want a PNG or JPEG picture", f[i], err)
	}
	return m, nil
}

// mostSide bounds a picture in pixels, as it does in logs.
const mostSide = 1 << 13

// Name is the file's.
func (f Files) Name(i int) string { return f[i] }

// eye shows pictures to a network.
type eye struct {
	frames  Frames
	spec    model.Spec
	config  camera.PrepareConfig
	prepare *camera.Prepare
	fast    infer.Engine
	inside  saliency.Net // of an ensemble, the first member
	finder  *saliency.Finder
	picture []float32 // (C, H, W)
	other   []float32
}

func newEye(net *setup.Net, frames Frames) (*eye, error) {
	e := &eye{frames: frames, spec: net.Spec(), config: net.Prepare()}
	if e.spec.Channels != 3 {
		return nil, fmt.Errorf("%s sees %d channels, want 3: YUV", net.Name, e.spec.Channels)
	}
	var err error
	if e.prepare, err = camera.NewPrepare(e.config); err != nil {
		return nil, err
	}
	if e.fast, err = net.Engine(); err != nil {
		return nil, err
	}
	inside, err := net.Inside()
	if err != nil {
		return nil, err
	}
	e.inside = inside[0]
	if e.finder, err = saliency.NewFinder(e.spec, inside...); err != nil {
		return nil, err
	}
	n := e.spec.Input().Len()
	e.picture, e.other = make([]float32, n), make([]float32, n)
	return e, nil
}

// load prepares a picture.
func (e *eye) load(dst []float32, i int, v recorder.View) error {
	_, err := e.loadFrame(dst, i, v)
	return err
}

// loadFrame is load for who wants the frame too.
func (e *eye) loadFrame(dst []float32, i int, v recorder.View) (image.Image, error) {
	m, err := e.frames.Image(i, v)
	if err != nil {
		return nil, err
	}
	if err := e.prepare.Floats(dst, m); err != nil {
		return nil, fmt.Errorf("%s: %w", e.frames.Name(i), err)
	}
	return m, nil
}
