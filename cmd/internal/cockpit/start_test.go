package cockpit

import (
	"bytes"
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
)

// asking opens the program on its start page, in a window that is only a picture.
func asking(t *testing.T, c Choice) *App {
	t.Helper()
	a, err := New(t.Context(), c, Options{Ask: true, Log: filepath.Join(t.TempDir(), "log.mcap")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	if err := a.Resize(small); err != nil {
		t.Fatal(err)
	}
	return a
}

func press(t *testing.T, a *App, keys ...window.Key) (done bool) {
	t.Helper()
	var in window.Input
	for _, k := range keys {
		in.Pressed = in.Pressed.With(k)
	}
	done, err := a.Update(&in, time.Second/60)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func picture(a *App) []byte {
	dst := image.NewRGBA(image.Rectangle{Max: small})
	a.Draw(dst)
	return dst.Pix
}

func TestStartPageByKeys(t *testing.T) {
	a := asking(t, defaultChoice())
	press(t, a)
	if a.drive != nil || a.Form() == nil {
		t.Fatal("there is no page")
	}
	press(t, a, window.Down) // watch
	if !a.Choice().Watch {
		t.Error("Down on the first card does not watch")
	}
	press(t, a, window.Right) // steer by
	press(t, a, window.Down)
	press(t, a, window.Right) // road
	press(t, a, window.Up)
	press(t, a, window.Right) // scene
	press(t, a, window.Down)
	press(t, a, window.Down)
	c := a.Choice()
	if c.Hand != mouse || c.Road != "coast" || c.Scene != "low-sun" {
		t.Errorf("chosen %+v, want the mouse, coast and low-sun", c)
	}
	press(t, a, window.Right) // network
	if a.start.focus != view.Nets {
		t.Errorf("card %d is in focus, want the networks", a.start.focus)
	}
	press(t, a, window.Right)
	press(t, a, window.Up) // play: there is no network to choose
	press(t, a, window.Left)
	if a.Choice().Watch || a.start.focus != view.Scenes {
		t.Errorf("watch %v, focus %d: want to play, and that the networks are passed over", a.Choice().Watch, a.start.focus)
	}
	press(t, a, window.Space)
	press(t, a, window.Space)
	if got := a.Choice().Scene; got != "random:1002" {
		t.Errorf("Space twice: scene %s", got)
	}
	if !press(t, a, window.Escape) {
		t.Error("Escape does not end")
	}
}

// TestStartPageByMouse does what the window's widgets do.
func TestStartPageByMouse(t *testing.T) {
	a := asking(t, defaultChoice())
	press(t, a)
	roads := a.Form().Lists[view.Roads]
	if !strings.HasPrefix(roads.Entries[9], "village  ·  1.9 km") {
		t.Fatalf("the tenth road is %q", roads.Entries[9])
	}
	roads.Chosen = 9
	press(t, a)
	if a.Choice().Road != "village" || a.start.focus != view.Roads {
		t.Errorf("road %s, focus %d", a.Choice().Road, a.start.focus)
	}
	a.Form().Buttons[0].Pressed = true
	press(t, a)
	if a.drive == nil || a.drive.session == nil || a.Form() != nil {
		t.Fatal("the button does not begin a drive")
	}
}

// TestDriveAndBack: from the page into a drive that records, and back to the page, which says so.
func TestDriveAndBack(t *testing.T) {
	a := asking(t, Choice{Road: "village", Scene: "clear", Hand: keyboard})
	press(t, a)
	page := picture(a)
	press(t, a, window.Enter)
	if bytes.Equal(page, picture(a)) {
		t.Error("the drive looks like the page")
	}
	press(t, a, window.R)
	for range 70 {
		press(t, a)
	}
	press(t, a, window.N)
	if done := press(t, a, window.Escape); done {
		t.Fatal("Escape ends the program instead of the drive")
	}
	if a.drive != nil || !strings.Contains(a.start.message, a.options.Log) || len(a.Recorded()) != 1 {
		t.Errorf("back on the page it says %q, recorded %q", a.start.message, a.Recorded())
	}
	if a.Choice().Scene != "overcast" {
		t.Errorf("the scene is %s: what was changed while driving is forgotten", a.Choice().Scene)
	}
	press(t, a, window.Enter) // the log exists by now: recording is refused, not driving
	press(t, a, window.R)
	if a.drive == nil || !a.drive.alarm {
		t.Error("recording over a log is not refused")
	}
}

func TestStartPageTellsWhatCannotBeDriven(t *testing.T) {
	for name, c := range map[string]Choice{
		"a missing road file": {Road: "nowhere/road.csv", Scene: "clear"},
		"a missing net":       {Road: "village", Scene: "clear", Watch: true, Net: "no/such/net"},
	} {
		t.Run(name, func(t *testing.T) {
			a := asking(t, c)
			press(t, a)
			press(t, a, window.Enter)
			if a.drive != nil || !a.start.alarm || !strings.Contains(a.start.message, "no") {
				t.Errorf("it says %q", a.start.message)
			}
			picture(a)
		})
	}
}

// TestPreviewShowsTheChosenRoad waits for the picture behind the page.
func TestPreviewShowsTheChosenRoad(t *testing.T) {
	a := asking(t, Choice{Road: "village", Scene: "night"})
	deadline := time.Now().Add(time.Minute)
	for a.start.preview.picture == nil {
		if time.Now().After(deadline) {
			t.Fatal("no picture within a minute")
		}
		press(t, a)
		time.Sleep(time.Millisecond)
	}
	if got := a.start.preview.road.Name; got != "village" || a.start.preview.picture.Rect.Size() != small {
		t.Errorf("a picture of %s, %v", got, a.start.preview.picture.Rect)
	}
}
