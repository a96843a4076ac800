package view

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/image/font"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// eight is a road that crosses itself: the lemniscate of Gerono.
func eight(t testing.TB) *track.Road {
	t.Helper()
	var b strings.Builder
	for i := range 120 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 120)
		fmt.Fprintf(&b, "%.3f,%.3f,4,4\n", 150*sin, 120*sin*cos)
	}
	road, err := track.Read(strings.NewReader(b.String()), "figure of eight")
	if err != nil {
		t.Fatal(err)
	}
	return road
}

// sight stands for the car's view: a sky, land, and a grey wedge of road.
func sight(size image.Point) *image.RGBA {
	m := image.NewRGBA(image.Rectangle{Max: size})
	horizon := size.Y * 2 / 5
	for y := range size.Y {
		for x := range size.X {
			c := color.RGBA{150, 190, uint8(225 - 40*y/size.Y), 255}
			if d := y - horizon; d >= 0 {
				c = color.RGBA{96, 122, 70, 255}
				if across := x - size.X/2; across > -d*3/2 && across < d {
					c = color.RGBA{92, 92, 96, 255}
				}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// drive is a car that follows its lane with a weave of 0.3 m, from arc length from, one sample a control tick.
func drive(road *track.Road, from float64, samples int) []loop.Sample {
	list := make([]loop.Sample, samples)
	for i := range list {
		tick := int64(i * sim.ControlTicks)
		p := road.LaneCentre(from + 12*float64(tick)*sim.TickS)
		weave := 0.3 * math.Sin(float64(tick)/60)
		list[i] = loop.Sample{
			Obs:     loop.Observation{Tick: tick, SpeedMPS: 12},
			Truth:   sim.State{Tick: tick, XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad, SpeedMPS: 12, SteerRad: 2.7 * p.CurvaturePerM},
			Lane:    track.Position{SM: p.SM, OffsetM: weave, CurvaturePerM: p.CurvaturePerM},
			Command: sim.Command{CurvaturePerM: p.CurvaturePerM - 0.01*weave},
		}
	}
	return list
}

func newScreen(t testing.TB, size image.Point) *Screen {
	t.Helper()
	s, err := New(Config{Size: size, Road: eight(t), Scene: "clear", Driver: "net"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestGoldenPictures compares with pictures that a person has looked at; -update rewrites them.
func TestGoldenPictures(t *testing.T) {
	compared := 0
	for name, tc := range map[string]struct {
		size         image.Point
		samples      int
		score        Score
		intervention bool
	}{
		"driving":      {image.Pt(960, 540), 280, Score{AutonomyPct: 100, DistanceM: 168}, false},
		"intervention": {image.Pt(640, 360), 60, Score{AutonomyPct: 87.5, Interventions: 1, DistanceM: 36}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScreen(t, tc.size)
			dst, frame := image.NewRGBA(image.Rectangle{Max: tc.size}), sight(s.FrameSize())
			list := drive(eight(t), 40, tc.samples)
			if last := &list[len(list)-1]; tc.intervention {
				last.Intervention, last.Lane.OffsetM = true, -1.04
			}
			for _, sample := range list {
				if err := s.Compose(dst, frame, sample, tc.score); err != nil {
					t.Fatal(err)
				}
			}
			compareGolden(t, filepath.Join("testdata", name+".png"), dst)
			compared++
		})
	}
	if compared == 0 {
		t.Fatal("no picture was compared")
	}
}

func compareGolden(t *testing.T, path string, got *image.RGBA) {
	t.Helper()
	if *update {
		writePNG(t, path, got)
		return
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	tolerance := uint32(0)
	if runtime.GOARCH != "amd64" { // the golden pictures' family; others may round an edge otherwise
		tolerance = 3
	}
	differ := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			r, g, b, _ := want.At(x, y).RGBA()
			c := got.RGBAAt(x, y)
			for _, d := range [][2]uint32{{r >> 8, uint32(c.R)}, {g >> 8, uint32(c.G)}, {b >> 8, uint32(c.B)}} {
				if max(d[0], d[1])-min(d[0], d[1]) > tolerance {
					differ++
					break
				}
			}
		}
	}
	if differ > 0 {
		left := filepath.Join(t.ArtifactDir(), "got-"+filepath.Base(path))
		writePNG(t, left, got)
		t.Errorf("%s: %d pixels differ; see %s, and -update if it is right", path, differ, left)
	}
}

func writePNG(t *testing.T, path string, m image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join((&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, m), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestNewRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		config Config
		want   string
	}{
		"too small":  {Config{Size: image.Pt(320, 160), Road: eight(t)}, "320x160"},
		"an odd one": {Config{Size: image.Pt(961, 540), Road: eight(t)}, "961x540"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := New(tc.config); !errors.Is(err, ErrScreen) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want one with %q", err, tc.want)
			}
		})
	}
}

func TestComposeRefusesAPictureOfAnotherSize(t *testing.T) {
	s := newScreen(t, image.Pt(640, 360))
	err := s.Compose(image.NewRGBA(image.Rect(0, 0, 640, 480)), sight(s.FrameSize()), loop.Sample{}, Score{})
	if !errors.Is(err, ErrScreen) {
		t.Errorf("got %v, want %v", err, ErrScreen)
	}
}

// TestComposeNeedsNoParticularFrame paints small and large frames, and on a part of a larger picture, which it keeps.
func TestComposeNeedsNoParticularFrame(t *testing.T) {
	s := newScreen(t, image.Pt(640, 360))
	sample := drive(eight(t), 0, 1)[0]
	around := image.NewRGBA(image.Rect(0, 0, 700, 400))
	part := around.SubImage(image.Rect(20, 10, 660, 370)).(*image.RGBA)
	alone := image.NewRGBA(image.Rect(0, 0, 640, 360))
	for _, size := range []image.Point{{2, 2}, {320, 160}, {640, 320}, {1280, 720}} {
		frame := sight(size)
		if err := errors.Join(s.Compose(part, frame, sample, Score{}), s.Compose(alone, frame, sample, Score{})); err != nil {
			t.Fatal(err)
		}
		for y := range 400 {
			for x := range 700 {
				want := color.RGBA{}
				if p := image.Pt(x, y); p.In(part.Rect) {
					want = alone.RGBAAt(x-20, y-10)
				}
				if got := around.RGBAAt(x, y); got != want {
					t.Fatalf("frame %v at (%d, %d): got %v, want %v", size, x, y, got, want)
				}
			}
		}
	}
}

// TestLeftIsLeft: a car left of its centre stands left on the bar, and a wheel turned left has its mark on the left.
func TestLeftIsLeft(t *testing.T) {
	s := newScreen(t, image.Pt(1280, 720))
	dst, frame := image.NewRGBA(image.Rect(0, 0, 1280, 720)), sight(s.FrameSize())
	for name, tc := range map[string]struct {
		offsetM, steerRad float64
		left              bool
	}{
		"left":  {0.8, 0.05, true},
		"right": {-0.8, -0.05, false},
	} {
		t.Run(name, func(t *testing.T) {
			sample := loop.Sample{Lane: track.Position{OffsetM: tc.offsetM}, Truth: sim.State{SteerRad: tc.steerRad}}
			if err := s.Compose(dst, frame, sample, Score{}); err != nil {
				t.Fatal(err)
			}
			if x := middleOf(dst, car, image.Rect(340, 654, 620, 684)); (x < 480) != tc.left {
				t.Errorf("the car is at %.0f on a bar around 480", x)
			}
			if x := middleOf(dst, command, image.Rect(220, 612, 324, 716)); (x < 272) != tc.left {
				t.Errorf("the wheel's mark is at %.0f around 272", x)
			}
		})
	}
}

// middleOf is the mean column of the pixels of one colour.
func middleOf(m *image.RGBA, c color.RGBA, area image.Rectangle) float64 {
	sum, n := 0.0, 0.0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if m.RGBAAt(x, y) == c {
				sum, n = sum+float64(x), n+1
			}
		}
	}
	return sum / n
}

// TestFiguresAreOfOneWidth: a number that changes must not move what follows it.
func TestFiguresAreOfOneWidth(t *testing.T) {
	l, err := newLetters(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, face := range []font.Face{l.value, l.speed} {
		for figure := '0'; figure <= '9'; figure++ {
			if got, want := l.width(face, string(figure)), l.width(face, "0"); got != want {
				t.Errorf("%c is %g wide, 0 is %g", figure, got, want)
			}
		}
	}
}

func TestTrailKeepsTenSeconds(t *testing.T) {
	var tr trail
	for _, s := range drive(eight(t), 0, 500) {
		tr.add(s, nil)
		tr.add(s, nil) // the same tick again
	}
	if got, want := len(tr.past), trailTicks/sim.ControlTicks+1; got != want {
		t.Errorf("got %d samples, want %d", got, want)
	}
	tr.add(loop.Sample{}, nil) // a new drive
	if got := len(tr.past); got != 1 {
		t.Errorf("after a new start: got %d samples, want 1", got)
	}
}

func BenchmarkCompose(b *testing.B) {
	s := newScreen(b, image.Pt(1280, 720))
	dst, frame := image.NewRGBA(image.Rect(0, 0, 1280, 720)), sight(s.FrameSize())
	list := drive(eight(b), 0, 400)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if err := s.Compose(dst, frame, list[i%len(list)], Score{}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
