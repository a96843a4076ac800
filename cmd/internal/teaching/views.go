package teaching

import (
	"crypto/sha256"
	"fmt"
	"image"
	"image/draw"
	"math"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
	"steersim/trainer"
)

// Repainter paints what moved cars of a log would have seen: a log of the simulator, whose road and scene it knows.
type Repainter struct {
	looks       Looks
	prepare     camera.PrepareConfig
	road, scene string
	seed        uint64
	painter     *camera.Painter // of that road in that scene
	course      *setup.Course
	frame       *image.RGBA
}

// NewRepainter returns one for any number of logs. What prepare crops at the top is not painted.
func NewRepainter(l Looks, prepare camera.PrepareConfig) *Repainter {
	return &Repainter{looks: l, prepare: prepare, frame: image.NewRGBA(image.Rectangle{Max: setup.FrameSize})}
}

var _ trainer.Painter = (*Repainter)(nil)

// Paint is of trainer.Painter.
func (r *Repainter) Paint(data recorder.Dataset, i int, shiftM, yawRad float64) (image.Image, error) {
	info := data.Info(i)
	if !info.Truth.Known {
		return nil, fmt.Errorf("the log does not say where the car was: its views cannot be painted anew")
	}
	info.Scene = r.looks.scene(data, i, info.Scene)
	if err := r.find(info); err != nil {
		return nil, err
	}
	s := info.Truth.State
	sin, cos := math.Sincos(s.HeadingRad)
	s.XM, s.YM, s.HeadingRad = s.XM-shiftM*sin, s.YM+shiftM*cos, s.HeadingRad+yawRad
	r.painter.Render(r.frame, s)
	return r.frame, nil
}

// find makes the painter of a record's road and scene, which is mostly the last one's.
func (r *Repainter) find(info recorder.Info) error {
	if r.painter != nil && r.road == info.Road && r.scene == info.Scene && r.seed == info.Seed {
		return nil
	}
	var err error
	if r.course == nil || r.road != info.Road {
		road, err := setup.Road(info.Road)
		if err != nil {
			return fmt.Errorf("the log's road, without which views cannot be painted anew: %w", err)
		}
		if r.course, err = setup.NewCourse(road, loop.DefaultCruise()); err != nil {
			return err
		}
	}
	if err := sameRoad(r.course.Road, info); err != nil {
		return err
	}
	if r.painter, err = r.course.Crop(info.Scene, r.prepare, info.Seed); err != nil {
		return err
	}
	r.road, r.scene, r.seed = info.Road, info.Scene, info.Seed
	return nil
}

// sameRoad makes sure that a road is the log's: a log knows a road by its name alone, and a file may have that of another.
func sameRoad(road *track.Road, info recorder.Info) error {
	t := info.Truth
	const within = 0.02 // m
	p := road.Locate(t.SM, t.State.XM, t.State.YM, t.State.HeadingRad)
	if math.Abs(p.OffsetM-t.OffsetM) > within || math.Abs(math.Remainder(p.SM-t.SM, road.LengthM())) > within {
		return fmt.Errorf("the log's road %q is another than the one of this name: its views cannot be painted anew, but warped", info.Road)
	}
	return nil
}

// Warper makes views of moved cars from what the cameras recorded: of the three, the one nearest to where the moved car's
// centre camera would be, warped over flat ground. It works on any log; OpenCV does it where it is there.
type Warper struct {
	mounts   [recorder.Views]camera.Mount
	fast     *cv.Warper // nil: this build has no OpenCV
	src, dst *image.RGBA
}

// NewWarper returns one for logs of cameras on these mounts.
func NewWarper(mounts [recorder.Views]camera.Mount) *Warper { return &Warper{mounts: mounts} }

var _ trainer.Painter = (*Warper)(nil)

// Paint is of trainer.Painter.
func (w *Warper) Paint(data recorder.Dataset, i int, shiftM, yawRad float64) (image.Image, error) {
	return w.View(data, i, camera.Move{LeftM: shiftM, YawRad: yawRad})
}

// View is what the centre camera of a moved car sees, from record i of a log. It is good until the next call.
func (w *Warper) View(data recorder.Dataset, i int, m camera.Move) (*image.RGBA, error) {
	from := w.nearest(data.Info(i), m)
	picture, err := data.Image(i, from)
	if err != nil {
		return nil, err
	}
	return w.Warp(picture, from, m)
}

// Warp is what the centre camera of a moved car sees, from one camera's picture. It is good until the next call.
func (w *Warper) Warp(picture image.Image, from recorder.View, m camera.Move) (*image.RGBA, error) {
	if err := w.resize(picture.Bounds().Size()); err != nil {
		return nil, err
	}
	draw.Draw(w.src, w.src.Rect, picture, picture.Bounds().Min, draw.Src)
	r, err := camera.NewReprojection(w.src.Rect.Size(), w.mounts[from], w.mounts[recorder.Centre], m)
	if err != nil {
		return nil, err
	}
	if w.fast == nil {
		return w.dst, r.Render(w.dst, w.src)
	}
	return w.dst, w.fast.Warp(w.dst, w.src, r.Ground, r.Sky, r.HorizonRow)
}

// resize makes room for pictures of a size.
func (w *Warper) resize(size image.Point) (err error) {
	if w.src != nil && w.src.Rect.Size() == size {
		return nil
	}
	if err := w.Close(); err != nil {
		return err
	}
	w.src, w.dst = image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
	if cv.Version() != "" {
		w.fast, err = cv.NewWarper(size)
	}
	return err
}

// nearest is the camera that stood nearest to the moved one, across the car.
func (w *Warper) nearest(info recorder.Info, m camera.Move) recorder.View {
	centre := w.mounts[recorder.Centre]
	sin, cos := math.Sincos(m.YawRad)
	left := m.LeftM + centre.ForwardM*sin + centre.LeftM*cos
	best := recorder.Centre
	for v, has := range info.Has {
		if has && math.Abs(w.mounts[v].LeftM-left) < math.Abs(w.mounts[best].LeftM-left) {
			best = recorder.View(v)
		}
	}
	return best
}

// Close frees OpenCV's memory.
func (w *Warper) Close() error {
	if w.fast == nil {
		return nil
	}
	fast := w.fast
	w.fast = nil
	return fast.Close()
}

// PaintedBy says what makes a training's views, so that views made otherwise are not taken for them.
func PaintedBy(c trainer.Config) (string, error) {
	switch c.Views {
	case trainer.Warped:
		return "OpenCV " + cv.Version(), nil
	case trainer.Exact, trainer.Looks:
		return painterID(c.Prepare)
	}
	return "", nil
}

// painterID is made of what the painter paints: one that paints otherwise is another. Eight random scenes have some of everything.
func painterID(prepare camera.PrepareConfig) (string, error) {
	road, err := setup.Road("village")
	if err != nil {
		return "", err
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		return "", err
	}
	sum, frame, p := sha256.New(), image.NewRGBA(image.Rectangle{Max: setup.FrameSize}), road.LaneCentre(100)
	for seed := range 8 {
		painter, err := course.Crop(fmt.Sprintf("random:%d", seed), prepare, 1)
		if err != nil {
			return "", err
		}
		painter.Render(frame, sim.State{XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad})
		sum.Write(frame.Pix)
	}
	return fmt.Sprintf("painter %x", sum.Sum(nil)), nil
}

// Painters makes the painter that a training's views need; nil where they need none.
func Painters(c trainer.Config) func() (trainer.Painter, error) {
	switch c.Views {
	case trainer.Exact, trainer.Looks:
		return func() (trainer.Painter, error) {
			return NewRepainter(Looks{Seed: c.Seed, Records: c.SceneRecords}, c.Prepare), nil
		}
	case trainer.Warped:
		return func() (trainer.Painter, error) { return NewWarper(c.Mounts), nil }
	}
	return nil
}
