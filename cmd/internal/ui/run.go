//go:build cgo || windows

package ui

import (
	"errors"
	"fmt"
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	_ "steersim/cmd/internal/display" // looks for one before Ebitengine does
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/window"
)

// Run opens a window and shows the app until it is done, fails, or the window is closed.
func Run(app window.App, o window.Options) (err error) {
	g := &game{app: app, options: o}
	defer func() {
		if what := recover(); what != nil { // Ebitengine panics where a driver or a display fails it
			err = fmt.Errorf("the window failed: %v", what)
		}
		err = errors.Join(err, app.Close())
		if o.Rates != nil {
			o.Rates(g.rates)
		}
	}()
	size := o.Size
	if size == (image.Point{}) {
		size = window.UsualSize
	}
	ebiten.SetWindowTitle(o.Title)
	ebiten.SetWindowSize(size.X, size.Y)
	ebiten.SetWindowSizeLimits(window.LeastSize.X, window.LeastSize.Y, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetFullscreen(o.Fullscreen)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetWindowClosingHandled(true)
	ebiten.SetRunnableOnUnfocused(true)
	ebiten.SetScreenClearedEveryFrame(false)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{SingleThread: true})
}

// game is an App as Ebitengine wants it.
type game struct {
	app     window.App
	options window.Options
	input   window.Input
	before  window.Input
	form    *form // nil: none is shown
	drawn   time.Time
	stirred time.Time // when a hand last did something to the form
	size    image.Point
	scale   float64
	resized error
	canvas  *image.RGBA
	begun   time.Time
	last    time.Time
	shot    bool
	failed  error // of a screenshot
	rates   window.Rates
}

// shortest is the least time between two pictures, for displays that do not say when they are ready.
const shortest = time.Second / 144

// A form is painted anew while hands are at it and a little after, for what they begin; else now and then.
const (
	settled    = 400 * time.Millisecond
	idlePeriod = 200 * time.Millisecond
)

// Update is of ebiten.Game.
func (g *game) Update() error {
	if g.resized != nil {
		return g.resized
	}
	if g.failed != nil {
		return g.failed
	}
	if g.canvas == nil {
		return nil
	}
	now := time.Now()
	if g.begun.IsZero() {
		g.begun, g.last = now, now
	}
	if early := shortest - now.Sub(g.last); early > 0 && now != g.begun {
		time.Sleep(early)
		now = time.Now()
	}
	dt := now.Sub(g.last)
	g.last = now
	read(&g.input)
	if g.input.Pressed.Has(window.F11) {
		ebiten.SetFullscreen(!ebiten.IsFullscreen())
	}
	if err := g.showForm(g.app.Form()); err != nil {
		return err
	}
	done, err := g.app.Update(&g.input, dt)
	g.rates.Update += time.Since(now)
	g.rates.Total = time.Since(g.begun)
	if err != nil {
		return err
	}
	if done || ebiten.IsWindowBeingClosed() || g.options.QuitAfter > 0 && now.Sub(g.begun) >= g.options.QuitAfter {
		return ebiten.Termination
	}
	return nil
}

// Draw is of ebiten.Game.
func (g *game) Draw(screen *ebiten.Image) {
	if g.canvas == nil || screen.Bounds().Size() != g.size {
		return
	}
	now := time.Now()
	if g.form != nil && now.Sub(g.stirred) > settled && now.Sub(g.drawn) < idlePeriod {
		return // the picture stays: a form at rest does not keep a processor busy
	}
	g.drawn = now
	g.app.Draw(g.canvas)
	g.rates.Draw += time.Since(now)
	g.rates.Pictures++
	screen.WritePixels(g.canvas.Pix)
	if g.form != nil {
		g.form.draw(screen)
	}
	if g.options.Screenshot != "" && !g.shot && !g.begun.IsZero() && time.Since(g.begun) >= g.options.After {
		g.shot = true
		seen := image.NewRGBA(g.canvas.Rect)
		screen.ReadPixels(seen.Pix)
		g.failed = file.SavePNG(g.options.Screenshot, seen)
	}
}

// showForm keeps the widgets as the App wants them.
func (g *game) showForm(want *window.Form) (err error) {
	switch {
	case want == nil:
		g.form = nil
		return nil
	case g.form == nil || g.form.of != want:
		if g.form, err = newForm(want); err != nil {
			return err
		}
		g.stirred = time.Now()
	}
	in := g.input
	in.Pad = nil // its sticks tremble
	across, along := ebiten.Wheel()
	if in != g.before || across != 0 || along != 0 || g.input.Pad != nil && g.input.Pad.Pressed != 0 {
		g.stirred = time.Now()
	}
	g.before = in
	g.form.update()
	return nil
}

// Layout is of ebiten.Game; LayoutF is what is called.
func (g *game) Layout(int, int) (int, int) { panic("ui: LayoutF is called instead") }

// LayoutF makes every pixel of the picture one of the device.
func (g *game) LayoutF(width, height float64) (float64, float64) {
	scale := 1.0
	if m := ebiten.Monitor(); m != nil {
		scale = m.DeviceScaleFactor()
	}
	size := image.Pt(max(int(width*scale), 1), max(int(height*scale), 1))
	if size != g.size || scale != g.scale {
		g.size, g.scale = size, scale
		g.canvas = image.NewRGBA(image.Rectangle{Max: size})
		g.resized = g.app.Resize(size)
	}
	return float64(size.X), float64(size.Y)
}
