//go:build window

package ui_test

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"steersim/cmd/internal/ui"
	"steersim/cmd/internal/window"
)

// page is an app that shows one colour and notes what happens to it.
type page struct {
	keys      string // names of keys as xdotool knows them, pressed in turn once the window is there
	begun     time.Time
	size      image.Point
	pressed   window.Keys
	pictures  int
	closed    int
	stop      window.Key
	tool      *exec.Cmd
	fail      error
	screenful color.RGBA
	form      *window.Form
}

func (p *page) Resize(size image.Point) error { p.size = size; return nil }

func (p *page) Update(in *window.Input, _ time.Duration) (bool, error) {
	if p.begun.IsZero() {
		p.begun = time.Now()
	}
	if p.tool == nil && p.keys != "" && time.Since(p.begun) > time.Second {
		p.tool = exec.Command("sh", "-c", mouse+"for k in "+p.keys+"; do xdotool key --delay 60 $k; done")
		if err := p.tool.Start(); err != nil {
			return false, err
		}
	}
	p.pressed |= in.Pressed
	return p.pressed.Has(p.stop), p.fail
}

func (p *page) Draw(dst *image.RGBA) {
	p.pictures++
	for i := 0; i < len(dst.Pix); i += 4 {
		copy(dst.Pix[i:], []uint8{p.screenful.R, p.screenful.G, p.screenful.B, 255})
	}
}

func (p *page) Form() *window.Form { return p.form }

func (p *page) Close() error { p.closed++; return nil }

// form has a list that fits, one that scrolls, and a button.
func form() *window.Form {
	f := &window.Form{LetterPx: 16, RowPx: 30, Lists: []*window.List{
		{Area: image.Rect(20, 20, 220, 120), Entries: []string{"one", "two", "three"}},
		{Area: image.Rect(240, 20, 440, 320), Chosen: 2},
		{Area: image.Rect(460, 20, 660, 120), Entries: []string{"off", "off as well"}, Off: true},
	}, Buttons: []*window.Button{{Area: image.Rect(20, 400, 220, 440)}, {Area: image.Rect(240, 400, 440, 440)}}}
	for i := range 40 {
		f.Lists[1].Entries = append(f.Lists[1].Entries, fmt.Sprintf("entry %d", i))
	}
	return f
}

// mouse clicks the second row of the first list, turns the wheel over the second and clicks in it, clicks what is off, and
// the first button. A click takes a press and a release that are seen in different pictures.
const mouse = `w=$(xdotool search --name "^test$" | tail -n 1)
click() { xdotool mousemove --window $w $1 $2; sleep 0.3; xdotool mousedown 1; sleep 0.3; xdotool mouseup 1; sleep 0.3; }
click 100 65
xdotool mousemove --window $w 300 150; sleep 0.3; xdotool click 5; sleep 0.3; xdotool click 5; sleep 0.3
click 300 35
click 500 65
click 100 420
`

// seen is the one window of this test program: Ebitengine opens no second one, and wants the program's first thread.
var seen struct {
	page   *page
	rates  window.Rates
	folder string
	err    error
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "window")
	if err != nil {
		panic(err)
	}
	seen.folder = dir
	seen.page = &page{stop: window.F1, screenful: color.RGBA{200, 90, 30, 255}, keys: "Left bracketleft BackSpace 5 n F1", form: form()}
	o := window.Options{
		Title: "test", Size: image.Pt(820, 610), Screenshot: filepath.Join(dir, "shot.png"), After: 300 * time.Millisecond,
		QuitAfter: 40 * time.Second, Rates: func(r window.Rates) { seen.rates = r },
	}
	if _, err := exec.LookPath("xdotool"); err != nil {
		seen.page.keys, o.QuitAfter = "", 2*time.Second
	}
	seen.err = ui.Run(seen.page, o)
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

func TestWindow(t *testing.T) {
	p := seen.page
	if seen.err != nil {
		t.Fatal(seen.err)
	}
	if p.closed != 1 || p.pictures < 10 || seen.rates.Pictures != p.pictures {
		t.Errorf("closed %d times, %d pictures, %d counted", p.closed, p.pictures, seen.rates.Pictures)
	}
	f, err := os.Open(filepath.Join(seen.folder, "shot.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds().Size() != p.size || p.size.X < 800 || color.RGBAModel.Convert(picture.At(700, 500)) != p.screenful {
		t.Errorf("the screenshot is %v, the window %v", picture.Bounds(), p.size)
	}
	letters := 0
	for x := 20; x < 220; x++ {
		if color.RGBAModel.Convert(picture.At(x, 35)) != p.screenful {
			letters++
		}
	}
	if letters < 10 {
		t.Errorf("%d pixels of the list's first row are not background: the widgets are not in the screenshot", letters)
	}
	if p.keys == "" {
		t.Skip("no xdotool: no key was pressed")
	}
	form := p.form
	if form.Lists[0].Chosen != 1 {
		t.Errorf("a click on the second row chose %d", form.Lists[0].Chosen)
	}
	if at := form.Lists[1].Chosen; at <= 2 || at > 30 {
		t.Errorf("the wheel and a click chose %d, want one that was out of sight", at)
	}
	if form.Lists[2].Chosen != 0 {
		t.Error("a list that is off was chosen from")
	}
	if !form.Buttons[0].Pressed || form.Buttons[1].Pressed {
		t.Errorf("buttons pressed: %v and %v, want the first", form.Buttons[0].Pressed, form.Buttons[1].Pressed)
	}
	if !(p.pressed.Has(window.Left) && p.pressed.Has(window.BracketLeft) && p.pressed.Has(window.Backspace) && p.pressed.Has(window.N) && p.pressed.Digit() == 5) {
		t.Errorf("of %s only %b arrived", p.keys, p.pressed)
	}
}

// TestNoDisplay: this test program without a display says so in one line, and does not panic.
func TestNoDisplay(t *testing.T) {
	for _, display := range []string{"", ":7654", "localhost:1654"} {
		cmd := exec.Command(os.Args[0], "-test.run", "^$")
		for _, v := range os.Environ() {
			if len(v) < 8 || v[:8] != "DISPLAY=" {
				cmd.Env = append(cmd.Env, v)
			}
		}
		cmd.Env = append(cmd.Env, "DISPLAY="+display)
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("DISPLAY=%q: %v, want exit status 1", display, err)
		}
		if n := len(out); n == 0 || n > 300 || out[n-1] != '\n' {
			t.Errorf("DISPLAY=%q: it says %q, want a line", display, out)
		}
	}
}
