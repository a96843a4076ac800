package trainer

import (
	"image"
	"math"
	"testing"

	"steersim/camera"
	"steersim/camera/scene"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/track"
	"steersim/trainer/augment"
)

// eye paints and prepares what one camera sees.
type eye struct {
	painter *camera.Painter
	prepare *camera.Prepare
	frame   *image.RGBA
}

func newEye(t *testing.T, ground *camera.Ground, c Config, v recorder.View) eye {
	t.Helper()
	overcast, err := scene.ByName("overcast")
	if err != nil {
		t.Fatal(err)
	}
	p, err := camera.New(camera.Config{Size: camera.DefaultSize(), Mount: c.Mounts[v], Ground: ground, Scene: overcast})
	if err != nil {
		t.Fatal(err)
	}
	prep, err := camera.NewPrepare(c.Prepare)
	if err != nil {
		t.Fatal(err)
	}
	return eye{p, prep, image.NewRGBA(image.Rectangle{Max: camera.DefaultSize()})}
}

func (e eye) see(t *testing.T, s sim.State) []byte {
	t.Helper()
	e.painter.Render(e.frame, s)
	out := make([]byte, e.prepare.Len())
	if err := e.prepare.Bytes(out, e.frame); err != nil {
		t.Fatal(err)
	}
	return out
}

// moved is a car shifted and turned to the left.
func moved(s sim.State, shiftM, yawRad float64) sim.State {
	sin, cos := math.Sincos(s.HeadingRad)
	s.XM -= shiftM * sin
	s.YM += shiftM * cos
	s.HeadingRad += yawRad
	return s
}

// apart is the mean difference of luma where both pictures show the same ground: not beyond the borders.
func apart(c Config, a, b []byte) float64 {
	w, h := c.Prepare.Width, c.Prepare.Height
	sum, n := 0.0, 0
	for y := 2; y < h-24; y++ {
		for x := w / 5; x < w-w/5; x++ {
			sum += math.Abs(float64(a[y*w+x]) - float64(b[y*w+x]))
			n++
		}
	}
	return sum / float64(n)
}

// Oracle: the painter, asked to paint from the moved car. Augmented pictures must look like that, the signs first of all;
// and the left camera's picture must be the centre camera's of a car that stands so much further left.
func TestAugmentationIsWhatThePainterPaints(t *testing.T) {
	road, err := track.Generate(3)
	if err != nil {
		t.Fatal(err)
	}
	ground, err := camera.NewGround(road)
	if err != nil {
		t.Fatal(err)
	}
	c := DefaultConfig(1)
	centre := newEye(t, ground, c, recorder.Centre)
	p := road.LaneCentre(120)
	here := sim.State{XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad, SpeedMPS: 10}
	src := centre.see(t, here)
	a, err := augment.New(c.view())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ shift, yaw float64 }{
		"left": {shift: 0.5}, "right": {shift: -0.5}, "turned left": {yaw: 0.06}, "turned right": {yaw: -0.06}, "both": {0.3, 0.05},
	} {
		d := augment.Still()
		d.ShiftM, d.YawRad = tc.shift, tc.yaw
		got := make([]byte, len(src))
		if err := a.Apply(got, src, d); err != nil {
			t.Fatal(err)
		}
		want := centre.see(t, moved(here, tc.shift, tc.yaw))
		wrong := centre.see(t, moved(here, -tc.shift, -tc.yaw))
		right, unmoved, mirrored := apart(c, got, want), apart(c, src, want), apart(c, got, wrong)
		t.Logf("%s: mean difference of %.2f levels, unmoved %.2f, with the wrong sign %.2f", name, right, unmoved, mirrored)
		if right > 0.3*unmoved || right > 0.3*mirrored {
			t.Errorf("%s: differs from the painter's picture by %.2f levels, unmoved by %.2f, with the wrong sign by %.2f", name, right, unmoved, mirrored)
		}
	}
	for _, v := range []recorder.View{recorder.Left, recorder.Right} {
		got := newEye(t, ground, c, v).see(t, here)
		want := centre.see(t, moved(here, c.Mounts[v].LeftM, 0))
		if diff := apart(c, got, want); diff > 1 {
			t.Errorf("%v camera: differs by %.2f levels from the centre camera of a car that stands there", v, diff)
		}
	}
}
