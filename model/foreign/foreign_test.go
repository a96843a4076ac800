package foreign_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"math"
	"strings"
	"testing"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/model"
	"steersim/model/foreign"
	"steersim/model/infer"
	"steersim/model/onnx"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
)

// answers is a network that gives one answer, and remembers what it was shown.
type answers struct {
	number float32
	err    error
	shown  []float32
}

func (a *answers) Forward(x []float32) (float32, error) {
	a.shown = append(a.shown[:0], x...)
	return a.number, a.err
}

// counts makes pixels 0, 1, 2, ... and remembers the rows.
type counts struct{ top, bottom int }

func (c *counts) Crop(dst []uint8, _ *image.RGBA, top, bottom int) error {
	c.top, c.bottom = top, bottom
	for i := range dst {
		dst[i] = uint8(i)
	}
	return nil
}

// recipe is naokishibuya's.
func recipe() foreign.Config {
	return foreign.Config{
		Crop: foreign.Crop{Top: 60, Bottom: 25}, Size: image.Pt(200, 66), Planes: true, Scale: foreign.Scale{Divisor: 127.5, Offset: -1},
		Answer: foreign.Answer{Output: foreign.Steering, Positive: foreign.Right, LockRad: 25 * math.Pi / 180, Vehicle: sim.DefaultConfig().Vehicle},
	}
}

var frameSize = image.Pt(320, 160)

func see() loop.Observation {
	return loop.Observation{Tick: 5, Frame: image.NewRGBA(image.Rectangle{Max: frameSize})}
}

func TestPilotKeepsTheDriverContract(t *testing.T) {
	looptest.Driver(t, func(t testing.TB) loop.Driver {
		p, err := foreign.NewPilot(&answers{number: 0.1}, &counts{}, recipe())
		if err != nil {
			t.Fatal(err)
		}
		return p
	}, frameSize)
}

func TestPilotShowsWhatTheNetworkWants(t *testing.T) {
	c := recipe()
	c.Size = image.Pt(2, 1)
	for name, tc := range map[string]struct {
		planes      bool
		crop        foreign.Crop
		want        []float32
		top, bottom int
	}{
		"planes and rows":   {true, foreign.Crop{Top: 60, Bottom: 25}, []float32{0, 3, 1, 4, 2, 5}, 60, 135},
		"pixels and shares": {false, foreign.Crop{Top: 0.25, Bottom: 0}, []float32{0, 1, 2, 3, 4, 5}, 40, 160},
	} {
		net, crop := &answers{}, &counts{}
		c.Planes, c.Crop, c.Scale = tc.planes, tc.crop, foreign.Scale{Divisor: 2, Offset: -1}
		p, err := foreign.NewPilot(net, crop, c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Drive(t.Context(), see()); err != nil {
			t.Fatal(err)
		}
		for i, v := range tc.want {
			if net.shown[i] != v/2-1 {
				t.Errorf("%s: number %d is %v, want %v", name, i, net.shown[i], v/2-1)
			}
		}
		if crop.top != tc.top || crop.bottom != tc.bottom {
			t.Errorf("%s: rows %d to %d, want %d to %d", name, crop.top, crop.bottom, tc.top, tc.bottom)
		}
	}
}

func TestAnswersBecomeCurvatures(t *testing.T) {
	v := sim.DefaultConfig().Vehicle
	lock := 25 * math.Pi / 180
	nan := math.NaN()
	for name, tc := range map[string]struct {
		output   foreign.Output
		positive foreign.Side
		number   float64
		want     float64 // NaN: an error
	}{
		"half a lock to the right":    {foreign.Steering, foreign.Right, 0.5, -v.CurvaturePerM(lock / 2)},
		"half a lock to the left":     {foreign.Steering, foreign.Left, 0.5, v.CurvaturePerM(lock / 2)},
		"more than the lock":          {foreign.Steering, foreign.Left, 7, v.CurvaturePerM(lock)},
		"an angle":                    {foreign.Radians, foreign.Left, 0.2, v.CurvaturePerM(0.2)},
		"an angle beyond a right one": {foreign.Radians, foreign.Left, 2, nan},
		"a curvature":                 {foreign.Curvature, foreign.Right, 0.03, -0.03},
		"no number":                   {foreign.Steering, foreign.Right, nan, nan},
		"an infinite one":             {foreign.Curvature, foreign.Right, math.Inf(1), nan},
	} {
		got, err := foreign.Answer{Output: tc.output, Positive: tc.positive, LockRad: lock, Vehicle: v}.CurvaturePerM(tc.number)
		if math.IsNaN(tc.want) != errors.Is(err, foreign.ErrPilot) || err == nil && math.Abs(got-tc.want) > 1e-12 {
			t.Errorf("%s: got %v and %v, want %v", name, got, err, tc.want)
		}
	}
}

func TestTextsAreParsed(t *testing.T) {
	for text, want := range map[string]string{
		"raw": "x", "x": "x", "x/255": "x/255", "x/127.5-1": "x/127.5-1", "x / 127.5 - 1": "x/127.5-1", "x/255+0.5": "x/255+0.5", "x-128": "x-128",
		"": "", "y": "", "255": "", "x255": "", "x/0": "", "x/-2": "", "x/": "", "x/NaN": "", "x/255-": "", "x*2": "", "x/Inf": "", "xraw": "",
	} {
		s, err := foreign.ParseScale(text)
		if want == "" && !errors.Is(err, foreign.ErrPilot) || want != "" && (err != nil || s.String() != want) {
			t.Errorf("scale %q: got %v and %v, want %q", text, s, err, want)
		}
	}
	for text, want := range map[string]string{
		"60:25": "60:25", "0:0": "0:0", "0.375:0.15": "0.375:0.15", "60:0": "60:0",
		"": "", "60": "", "-1:0": "", "60.5:3": "", "NaN:0": "", "a:b": "", "1:2:3": "", "1e30:0": "",
	} {
		c, err := foreign.ParseCrop(text)
		if want == "" && !errors.Is(err, foreign.ErrPilot) || want != "" && (err != nil || c.String() != want) {
			t.Errorf("crop %q: got %v and %v, want %q", text, c, err, want)
		}
	}
}

func TestNonsenseIsRefused(t *testing.T) {
	for name, change := range map[string]func(*foreign.Config){
		"no size":      func(c *foreign.Config) { c.Size.X = 0 },
		"half a row":   func(c *foreign.Config) { c.Crop.Top = 1.5 },
		"no divisor":   func(c *foreign.Config) { c.Scale.Divisor = 0 },
		"no output":    func(c *foreign.Config) { c.Answer.Output = "throttle" },
		"no side":      func(c *foreign.Config) { c.Answer.Positive = "up" },
		"no lock":      func(c *foreign.Config) { c.Answer.LockRad = math.NaN() },
		"a right lock": func(c *foreign.Config) { c.Answer.LockRad = math.Pi / 2 },
		"no vehicle":   func(c *foreign.Config) { c.Answer.Vehicle = sim.Vehicle{} },
	} {
		c := recipe()
		change(&c)
		if _, err := foreign.NewPilot(&answers{}, &counts{}, c); !errors.Is(err, foreign.ErrPilot) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := foreign.NewPilot(nil, &counts{}, recipe()); !errors.Is(err, foreign.ErrPilot) {
		t.Errorf("no network: got %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	all := recipe()
	all.Crop = foreign.Crop{Top: 100, Bottom: 60}
	for name, tc := range map[string]struct {
		ctx    context.Context
		net    *answers
		config foreign.Config
		obs    loop.Observation
		want   string
	}{
		"stopped":      {stopped, &answers{}, recipe(), see(), "canceled"},
		"blind":        {t.Context(), &answers{}, recipe(), loop.Observation{Tick: 5}, "tick 5 has no frame"},
		"all cut off":  {t.Context(), &answers{}, all, see(), "crop 100:60 leaves nothing of a frame of 320x160"},
		"no answer":    {t.Context(), &answers{err: errors.New("asleep")}, recipe(), see(), "asleep"},
		"not a number": {t.Context(), &answers{number: float32(math.NaN())}, recipe(), see(), "tick 5: foreign network: the network's answer is NaN"},
	} {
		p, err := foreign.NewPilot(tc.net, &counts{}, tc.config)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Drive(tc.ctx, tc.obs); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want one with %q", name, err, tc.want)
		}
	}
}

// ours prepares frames as our networks want them, so that only the rest of the way is foreign.
type ours struct {
	prepare *camera.Prepare
	planes  []uint8
}

func (o *ours) Crop(dst []uint8, frame *image.RGBA, _, _ int) error {
	err := o.prepare.Bytes(o.planes, frame)
	for i := range dst {
		dst[i] = o.planes[i%3*len(dst)/3+i/3] // (3, H, W) -> (H, W, 3)
	}
	return err
}

// One of our networks, exported, steers the foreign way as it does ours: by the same pictures but for the order of sums, and by
// OpenCV's within what one grey level does (camera.Prepare resizes by area, which is bilinear where nothing is resized).
func TestOurNetworkDrivesTheForeignWay(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	spec := model.Spec{Name: "tiny", Channels: 3, Height: 30, Width: 80, Conv: []model.Conv{{Out: 4, Kernel: 5, Stride: 3}}, Dense: []int{6, 1}, Activation: model.ELU}
	w, err := model.NewWeights(spec, 3)
	if err != nil {
		t.Fatal(err)
	}
	prepare := camera.PrepareConfig{Top: 0.25, Bottom: 1, Width: 80, Height: 30}
	var file bytes.Buffer
	if err := onnx.Write(&file, w, model.Meta{Prepare: prepare}, ""); err != nil {
		t.Fatal(err)
	}
	net, err := cv.ReadNet(file.Bytes(), [4]int{1, 3, 30, 80})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := infer.NewPure(w)
	if err != nil {
		t.Fatal(err)
	}
	our, err := model.NewPilot(engine, prepare, spec)
	if err != nil {
		t.Fatal(err)
	}
	p, err := camera.NewPrepare(prepare)
	if err != nil {
		t.Fatal(err)
	}
	opencv, err := cv.NewCropper(image.Pt(80, 30), cv.YUV)
	if err != nil {
		t.Fatal(err)
	}
	c := recipe()
	c.Crop, c.Size, c.Scale.Divisor, c.Scale.Offset = foreign.Crop{Top: 0.25}, image.Pt(80, 30), 1, 0
	c.Answer.Output, c.Answer.Positive = foreign.Curvature, foreign.Left
	frame, rng := image.NewRGBA(image.Rect(0, 0, 80, 40)), sim.Rand(4, sim.StreamWeights)
	for name, tc := range map[string]struct {
		cropper   foreign.Cropper
		tolerance float64 // of the largest curvature
	}{"our pictures": {&ours{p, make([]uint8, p.Len())}, 1e-5}, "OpenCV's": {opencv, 1e-2}} {
		they, err := foreign.NewPilot(net, tc.cropper, c)
		if err != nil {
			t.Fatal(err)
		}
		largest, scale := 0.0, 0.0
		for range 20 {
			for i := range frame.Pix {
				frame.Pix[i] = uint8(rng.IntN(256))
				if i%4 == 3 {
					frame.Pix[i] = 255
				}
			}
			want, err := our.Drive(t.Context(), loop.Observation{Frame: frame})
			if err != nil {
				t.Fatal(err)
			}
			got, err := they.Drive(t.Context(), loop.Observation{Frame: frame})
			if err != nil {
				t.Fatal(err)
			}
			largest, scale = max(largest, math.Abs(got.CurvaturePerM-want.CurvaturePerM)), max(scale, math.Abs(want.CurvaturePerM))
		}
		if scale == 0 || largest > tc.tolerance*scale {
			t.Errorf("%s: differs by %v where curvatures are up to %v", name, largest, scale)
		}
		t.Logf("%s: largest difference %.2g of %.3g, %.2g", name, largest, scale, largest/scale)
	}
}
