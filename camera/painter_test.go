package camera

import (
	"bytes"
	"errors"
	"image"
	"math"
	"runtime"
	"sync"
	"testing"

	"steersim/camera/scene"
	"steersim/sim"
	"steersim/sim/track"
)

// grounds keeps the roads that several tests look at.
var grounds sync.Map

func groundOf(tb testing.TB, name string) *Ground {
	tb.Helper()
	if g, ok := grounds.Load(name); ok {
		return g.(*Ground)
	}
	road, err := track.ReadFile("../assets/roads/" + name + ".csv")
	if err != nil {
		tb.Fatal(err)
	}
	g, err := NewGround(road)
	if err != nil {
		tb.Fatal(err)
	}
	grounds.Store(name, g)
	return g
}

func sceneOf(tb testing.TB, name string) scene.Scene {
	tb.Helper()
	s, err := scene.ByName(name)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func newPainter(tb testing.TB, c Config) *Painter {
	tb.Helper()
	p, err := New(c)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// onLane is a car that drives at arc length s.
func onLane(g *Ground, s float64) sim.State {
	p := g.land.Road().LaneCentre(s)
	return sim.State{Tick: 100 + int64(s), XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad, SpeedMPS: 15}
}

func TestSameStateSamePicture(t *testing.T) {
	g := groundOf(t, "ring")
	size := image.Pt(120, 60)
	compared := 0
	for _, name := range []string{"clear", "night", "rain", "snow", "random:3"} {
		in := scene.Random(3)
		if name != "random:3" {
			in = sceneOf(t, name)
		}
		config := Config{Size: size, Mount: LeftMount, Ground: g, Scene: in, Seed: 9}
		states := []sim.State{onLane(g, 30), onLane(g, 700), onLane(g, 1500)}
		first := newPainter(t, config)
		var want [][]byte
		for _, s := range states {
			frame := image.NewRGBA(image.Rectangle{Max: size})
			first.Render(frame, s)
			want = append(want, frame.Pix)
		}
		for _, procs := range []int{1, 2} { // other painters, at once, in another order
			before := runtime.GOMAXPROCS(procs)
			var wait sync.WaitGroup
			for range 2 {
				p := newPainter(t, config)
				wait.Go(func() {
					frame := image.NewRGBA(image.Rectangle{Max: size})
					for i := len(states) - 1; i >= 0; i-- {
						p.Render(frame, states[i])
						if !bytes.Equal(frame.Pix, want[i]) {
							t.Errorf("%s: state %d differs on %d processors", name, i, procs)
						}
					}
				})
				compared += len(states)
			}
			wait.Wait()
			runtime.GOMAXPROCS(before)
		}
	}
	if compared != 5*2*2*3 {
		t.Fatalf("compared %d pictures", compared)
	}
}

func TestSamePictureByManyHands(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	g := groundOf(t, "eight")
	config := Config{Size: image.Pt(650, 373), Mount: CentreMount, Ground: g, Scene: sceneOf(t, "snow"), Seed: 9}
	var pictures [][]byte
	for _, procs := range []int{1, 3} {
		runtime.GOMAXPROCS(procs)
		p := newPainter(t, config)
		if p.crew.hands() != procs {
			t.Fatalf("%d hands on %d processors", p.crew.hands(), procs)
		}
		for _, at := range []float64{10, 150} {
			frame := image.NewRGBA(image.Rectangle{Max: config.Size})
			p.Render(frame, onLane(g, at))
			pictures = append(pictures, frame.Pix)
		}
	}
	if !bytes.Equal(pictures[0], pictures[2]) || !bytes.Equal(pictures[1], pictures[3]) {
		t.Error("three hands paint other pictures than one")
	}
	if bytes.Equal(pictures[0], pictures[1]) {
		t.Error("two places look the same: nothing was compared")
	}
}

// TestScenesDiffer: no two scenes make the same picture of the same place, and all show the lane's border on their tarmac.
func TestScenesDiffer(t *testing.T) {
	g := groundOf(t, "country")
	size := image.Pt(160, 80)
	pictures := map[string][]uint8{}
	for _, name := range scene.Names() {
		p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: sceneOf(t, name)})
		frame := image.NewRGBA(image.Rectangle{Max: size})
		p.Render(frame, onLane(g, 300))
		pictures[name] = frame.Pix
	}
	for a, x := range pictures {
		for b, y := range pictures {
			if a >= b {
				continue
			}
			sum := 0.0
			for i := range x {
				sum += math.Abs(float64(x[i]) - float64(y[i]))
			}
			if mean := sum / float64(len(x)); mean < 4 {
				t.Errorf("%s and %s differ by %.1f grey levels only", a, b, mean)
			}
		}
	}
}

func TestRenderAllocatesNothing(t *testing.T) {
	for _, road := range []string{"forest", "eight"} {
		g := groundOf(t, road)
		size := image.Pt(120, 60)
		frame := image.NewRGBA(image.Rectangle{Max: size})
		for _, name := range scene.Names() {
			p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: sceneOf(t, name)})
			s := onLane(g, 50)
			if n := testing.AllocsPerRun(3, func() { p.Render(frame, s) }); n != 0 {
				t.Errorf("%s in %s: %v allocations a frame", road, name, n)
			}
		}
	}
}

func TestAnySize(t *testing.T) {
	g := groundOf(t, "pass")
	for _, size := range []image.Point{{200, 66}, {1280, 720}, {8, 8}, {333, 17}, {17, 333}} {
		p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: sceneOf(t, "clear")})
		frame := image.NewRGBA(image.Rectangle{Max: size})
		p.Render(frame, onLane(g, 100))
		for i := 3; i < len(frame.Pix); i += 4 {
			if frame.Pix[i] != 255 {
				t.Fatalf("%v: pixel %d is not painted", size, i/4)
			}
		}
	}
}

// A car may be anywhere, and a diverged simulation may have no place at all: a picture is painted all the same.
func TestStrangeStates(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	g := groundOf(t, "eight")
	frame := image.NewRGBA(image.Rectangle{Max: DefaultSize()})
	for _, mount := range []Mount{CentreMount, {HeightM: 30, PitchRad: 1.2, FieldOfViewRad: 1}, {HeightM: 1, PitchRad: -0.6, FieldOfViewRad: 0.5}} {
		p := newPainter(t, Config{Size: DefaultSize(), Mount: mount, Ground: g, Scene: sceneOf(t, "snow")})
		for _, s := range []sim.State{{XM: nan}, {YM: inf}, {HeadingRad: nan}, {HeadingRad: -1e300}, {XM: -1e9, YM: 1e9}, {XM: 1e6}, {HeadingRad: 1e6}, {Tick: math.MinInt64}, {Tick: math.MaxInt64}} {
			p.Render(frame, s)
		}
	}
}

func TestNewRefusesNonsense(t *testing.T) {
	good := Config{Size: DefaultSize(), Mount: CentreMount, Ground: groundOf(t, "oval"), Scene: sceneOf(t, "clear")}
	for name, change := range map[string]func(*Config){
		"no size":      func(c *Config) { c.Size = image.Point{} },
		"gigantic":     func(c *Config) { c.Size.X = 1 << 20 },
		"no mount":     func(c *Config) { c.Mount = Mount{} },
		"not a number": func(c *Config) { c.Mount.PitchRad = math.NaN() },
		"no ground":    func(c *Config) { c.Ground = nil },
		"no scene":     func(c *Config) { c.Scene = scene.Scene{} },
	} {
		c := good
		change(&c)
		if _, err := New(c); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v, want ErrConfig", name, err)
		}
	}
	if _, err := NewGround(nil); err == nil {
		t.Error("no road: got no error")
	}
}

func BenchmarkNew(b *testing.B) {
	for _, road := range []string{"country", "forest"} {
		for _, name := range []string{"clear", "low-sun", "night"} {
			b.Run(road+"/"+name, func(b *testing.B) {
				g := groundOf(b, road)
				c := Config{Size: DefaultSize(), Mount: CentreMount, Ground: g, Scene: sceneOf(b, name)}
				for b.Loop() {
					newPainter(b, c)
				}
			})
		}
	}
}

func BenchmarkRender(b *testing.B) {
	bench := func(name, road string, s scene.Scene, size image.Point) {
		b.Run(name, func(b *testing.B) {
			g := groundOf(b, road)
			p := newPainter(b, Config{Size: size, Mount: CentreMount, Ground: g, Scene: s})
			frame := image.NewRGBA(image.Rectangle{Max: size})
			var states []sim.State
			for i := range 100 { // five seconds of a drive at 54 km/h, in each of five places
				states = append(states, onLane(g, g.land.LengthM*float64(i/20)/5+0.75*float64(i%20)))
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				p.Render(frame, states[i%len(states)])
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "frames/s")
		})
	}
	for _, name := range scene.Names() {
		bench("320x160/country/"+name, "country", sceneOf(b, name), DefaultSize())
	}
	for _, road := range []string{"forest", "ring", "kart", "motorway", "pass"} {
		bench("320x160/"+road+"/clear", road, sceneOf(b, "clear"), DefaultSize())
	}
	bench("200x66/country/clear", "country", sceneOf(b, "clear"), image.Pt(200, 66))
	bench("1280x720/country/clear", "country", sceneOf(b, "clear"), image.Pt(1280, 720))
}

// What a crop shows is the whole picture's, whatever stands above it; rows above stay as they were.
func TestACropIsThePicturesOwn(t *testing.T) {
	size := image.Pt(160, 80)
	for _, name := range []string{"clear", "night", "rain", "snow"} {
		for _, top := range []int{20, 30, 45} { // above the horizon, at it and below
			c := Config{Size: size, Mount: CentreMount, Ground: groundOf(t, "village"), Scene: sceneOf(t, name), Seed: 3}
			whole, crop := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
			state := onLane(c.Ground, 150)
			newPainter(t, c).Render(whole, state)
			c.TopPx = top
			p := newPainter(t, c)
			for range 2 { // what is left of the first frame does not show in the second
				p.Render(crop, state)
			}
			if !bytes.Equal(crop.Pix[top*crop.Stride:], whole.Pix[top*whole.Stride:]) {
				t.Errorf("%s from row %d on: the crop differs", name, top)
			}
			if !bytes.Equal(crop.Pix[:top*crop.Stride], make([]byte, top*crop.Stride)) {
				t.Errorf("%s: rows above %d were painted", name, top)
			}
		}
	}
	for _, top := range []int{-1, size.Y} {
		if _, err := New(Config{Size: size, Mount: CentreMount, Ground: groundOf(t, "village"), Scene: sceneOf(t, "clear"), TopPx: top}); !errors.Is(err, ErrConfig) {
			t.Errorf("from row %d on: %v, want %v", top, err, ErrConfig)
		}
	}
}
