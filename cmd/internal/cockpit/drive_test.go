package cockpit

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"steersim/cmd/internal/session"
	"steersim/cmd/internal/window"
	"steersim/recorder/native"
)

// at opens a drive in a window that is only a picture.
func at(t *testing.T, c Choice, log string, size image.Point) *drive {
	t.Helper()
	d, err := newDrive(c, log, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.close() })
	if err := d.stage.resize(size); err != nil {
		t.Fatal(err)
	}
	return d
}

// frame is one picture of a sixtieth of a second in which keys are newly pressed.
func frame(t *testing.T, a *drive, pressed ...window.Key) (done bool) {
	t.Helper()
	var in window.Input
	for _, k := range pressed {
		in.Pressed = in.Pressed.With(k)
	}
	return a.update(t.Context(), &in, time.Second/60)
}

func paint(a *drive, size image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: size})
	a.draw(dst)
	return dst
}

var small = image.Pt(640, 360)

func TestKeysOfWatching(t *testing.T) {
	a := at(t, Choice{Watch: true, Road: "village", Scene: "clear"}, "", small)
	for range 60 {
		frame(t, a)
	}
	tick := a.session.Sample().Obs.Tick
	if tick < 90 || tick > 100 {
		t.Fatalf("after a second the clock shows %d ticks, want 100", tick)
	}
	last := paint(a, small)
	changes := func(what string, pressed ...window.Key) {
		t.Helper()
		frame(t, a, pressed...)
		now := paint(a, small)
		if bytes.Equal(now.Pix, last.Pix) {
			t.Errorf("%s changes nothing that shows", what)
		}
		last = now
	}
	changes("P", window.P)
	stopped := a.session.Sample().Obs.Tick
	changes("C", window.C)
	changes("C again", window.C)
	changes("C a third time", window.C)
	changes("N", window.N)
	changes("I", window.I)
	changes("F1", window.F1)
	changes("Escape, which closes the card", window.Escape)
	for range 30 {
		frame(t, a)
	}
	if got := a.session.Sample().Obs.Tick; got != stopped {
		t.Errorf("paused, the clock went from %d to %d", stopped, got)
	}
	if a.choice.Scene == "clear" || a.session.Scene() != a.choice.Scene {
		t.Errorf("the scene is %s, remembered %s", a.session.Scene(), a.choice.Scene)
	}
	frame(t, a, window.P, window.Digit8)
	frame(t, a, window.P)
	if frame(t, a, window.Digit8); a.clock.Times != 8 {
		t.Errorf("time runs %d times as fast, want 8", a.clock.Times)
	}
	frame(t, a, window.D)
	if a.session.Hands() != session.Expert {
		t.Errorf("D: %v drives, want the expert", a.session.Hands())
	}
	if !frame(t, a, window.Escape) {
		t.Error("Escape does not end")
	}
}

func TestPlayingRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.mcap")
	a := at(t, Choice{Road: "village", Scene: "clear"}, path, image.Pt(641, 399))
	frame(t, a, window.R)
	for range 120 {
		frame(t, a)
	}
	if l, ok := a.session.Log(); !ok || !l.On || l.Seconds < 1.8 {
		t.Errorf("two seconds after R: %+v, %v", l, ok)
	}
	paint(a, image.Pt(641, 399)) // sides that no screen has
	frame(t, a, window.R)
	recorded, err := a.close()
	if err != nil || !strings.Contains(recorded, path) {
		t.Fatalf("recorded %q, %v", recorded, err)
	}
	log, err := native.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	if log.Len() < 18 || log.Len() > 21 {
		t.Errorf("%d records, want 20", log.Len())
	}
	if want := fmt.Sprintf("%d records, ", log.Len()); !strings.HasPrefix(recorded, want) {
		t.Errorf("told of %q, want %s", recorded, want)
	}
}

// TestRecordingWhereThereIsNoRoom: the drive goes on, and the person is told.
func TestRecordingWhereThereIsNoRoom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	a := at(t, Choice{Road: "village", Scene: "clear"}, filepath.Join(file, "log.mcap"), small)
	frame(t, a, window.R)
	if !a.alarm || a.message == "" {
		t.Errorf("message %q, alarm %v", a.message, a.alarm)
	}
	tick := a.session.Sample().Obs.Tick
	for range 20 {
		frame(t, a)
	}
	if a.session.Sample().Obs.Tick <= tick {
		t.Error("the drive stands still")
	}
}

func TestHandOfKeysMouseAndPad(t *testing.T) {
	play, watch := at(t, Choice{Road: "village", Scene: "clear"}, "", small), at(t, Choice{Watch: true, Road: "village", Scene: "clear"}, "", small)
	held := func(k ...window.Key) *window.Input {
		in := &window.Input{}
		for _, key := range k {
			in.Held = in.Held.With(key)
		}
		return in
	}
	if h := play.hand(held(window.A, window.W), false, 640); !h.Left || !h.Gas || h.Right || h.Brake {
		t.Errorf("A and W play: %+v", h)
	}
	if h := watch.hand(held(window.A, window.D), true, 640); h.Left || h.Right {
		t.Errorf("A and D are commands while watching: %+v", h)
	}
	if h := watch.hand(held(window.Right, window.Down), true, 640); !h.Right || !h.Brake {
		t.Errorf("right and down: %+v", h)
	}
	pad := held()
	pad.Pad = &window.Pad{Standard: true, Axes: []float64{-0.07, 0.54, 0}}
	if h := play.hand(pad, false, 640); h.Steer != 0 || h.Throttle != 0.5 {
		t.Errorf("a stick in its dead zone: %+v", h)
	}
	pad.Pad.Axes[0] = -0.54
	if h := play.hand(pad, false, 640); !h.Analog || h.Steer != 0.5 {
		t.Errorf("a stick: %+v", h)
	}
	pad.Pad.Axes[0] = 0
	if h := play.hand(pad, false, 640); !h.Analog || h.Steer != 0 {
		t.Errorf("the stick that was touched last: %+v", h)
	}
	keys := held(window.Left)
	keys.Pad = &window.Pad{}
	play.hand(keys, false, 640)
	keys.Held = 0
	if h := play.hand(keys, false, 640); h.Analog {
		t.Errorf("the keys were touched last: %+v", h)
	}
	play.toggleMouse(false)
	at := held()
	at.Pointer = image.Pt(0, 10)
	if h := play.hand(at, false, 640); h.Steer != 1 {
		t.Errorf("the pointer at the left edge steers %v, want 1", h.Steer)
	}
	watch.toggleMouse(true)
	if h := watch.hand(at, true, 640); h.Analog {
		t.Error("a mouse whose button is up takes the wheel")
	}
	at.Button = true
	if h := watch.hand(at, true, 640); h.Steer != 1 {
		t.Errorf("with its button down it steers %v, want 1", h.Steer)
	}
}

func TestNewRefuses(t *testing.T) {
	damaged := filepath.Join(t.TempDir(), "net.safetensors")
	if err := os.WriteFile(damaged, []byte("not a network"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]Choice{
		"an unknown road":  {Road: "nowhere", Scene: "clear"},
		"an unknown scene": {Road: "village", Scene: "hail"},
		"a missing net":    {Watch: true, Road: "village", Scene: "clear", Net: "nothing.safetensors"},
		"a damaged net":    {Watch: true, Road: "village", Scene: "clear", Net: damaged},
	} {
		if _, err := New(t.Context(), c, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	road := filepath.Join(t.TempDir(), "road.csv")
	const circle = "0,0,60\n200,0,60\n200,200,60\n0,200,60\n"
	if err := os.WriteFile(road, []byte(circle), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]Options{"a trace over the road": {Trace: road}, "a log that is there": {Log: road}} {
		if _, err := New(t.Context(), Choice{Road: road, Scene: "clear"}, o); err == nil || !strings.Contains(err.Error(), "want ") {
			t.Errorf("%s: got %v, want an error that says what is wanted", name, err)
		}
	}
	if b, err := os.ReadFile(road); err != nil || string(b) != circle {
		t.Errorf("the road is now %q, %v", b, err)
	}
}

// TestSettingUpAGamepadStopsTime: nobody has the wheel meanwhile.
func TestSettingUpAGamepadStopsTime(t *testing.T) {
	d := at(t, Choice{Watch: true, Road: "village", Scene: "clear"}, "", small)
	pad := func(steer, gas, brake float64, pressed ...window.Key) {
		in := window.Input{Pad: &window.Pad{Name: "wheel", Axes: []float64{steer, gas, brake}}}
		for _, k := range pressed {
			in.Pressed = in.Pressed.With(k)
		}
		d.update(t.Context(), &in, time.Second/60)
	}
	for range 30 {
		pad(0, 0, 0) // a device that no table knows, whose pedals stand in the middle of their axes
	}
	if d.session.Hands() != session.Net {
		t.Fatal("an unknown device took the wheel without being touched")
	}
	tick := d.session.Sample().Obs.Tick
	pad(0, 0, 0, window.G)
	for _, steer := range []float64{0, -1, 1, 0} {
		pad(steer, 0, 0)
	}
	paint(d, small)
	if got := d.session.Sample().Obs.Tick; got != tick {
		t.Errorf("the clock went on from %d to %d", tick, got)
	}
	pad(0, 0, 0, window.G)
	if d.learning != nil || d.choice.Pad.Name != "wheel" || d.alarm {
		t.Errorf("after setting up: %+v, %q", d.choice.Pad, d.message)
	}
	for range 6 {
		pad(-0.8, 0, 0)
	}
	if d.session.Hands() != session.You {
		t.Error("the wheel that was set up does not steer")
	}
}

// TestFastTimeLosesNothingOnTheScreen: at eight times the speed most ticks have no picture of their own, and the interventions
// among them show all the same.
func TestFastTimeLosesNothingOnTheScreen(t *testing.T) {
	d := at(t, Choice{Watch: true, Road: "village", Scene: "clear"}, "", small)
	frame(t, d, window.Digit8)
	for range 4 {
		frame(t, d)
	}
	shown := func() []byte { return paint(d, small).Pix }
	if err := d.session.Push(1.5); err != nil {
		t.Fatal(err)
	}
	frame(t, d)
	frame(t, d)
	if _, n, _ := d.session.Score(); n != 1 || d.session.Sample().Intervention {
		t.Fatalf("%d interventions, the last tick's %v: want one that is no picture's own", n, d.session.Sample().Intervention)
	}
	with := shown()
	red := 0
	for i := 0; i < len(with); i += 4 {
		if with[i] == 226 && with[i+1] == 68 && with[i+2] == 60 {
			red++
		}
	}
	if red < 1000 {
		t.Errorf("%d pixels of alarm: the badge does not show", red)
	}
}
