package window

import (
	"errors"
	"image"
	"time"
)

// ErrNoDisplay says that there is no screen to open a window on.
var ErrNoDisplay = errors.New("no display")

// App is what a window shows. All calls come one after the other.
type App interface {
	// Resize tells of the window's size in device pixels. It comes before the first Update and whenever it changes.
	Resize(size image.Point) error
	// Update comes once for every picture. dt is the time since the last. It ends the program by done or an error.
	Update(in *Input, dt time.Duration) (done bool, err error)
	// Draw paints the whole picture, which has the window's size.
	Draw(dst *image.RGBA)
	// Form is asked for before every Update: what the mouse can choose from now, or nil. The same form is the same pointer.
	Form() *Form
	// Close comes once, last, whatever ended the window.
	Close() error
}

// Options are of the window.
type Options struct {
	Title      string
	Size       image.Point // logical pixels, to begin with
	Fullscreen bool
	Screenshot string        // a PNG file that is written once
	After      time.Duration // when it is written
	QuitAfter  time.Duration // when the window closes by itself; 0: never
	Rates      func(Rates)   // told at the end; may be nil
}

// Rates is how fast a window was.
type Rates struct {
	Pictures     int
	Total        time.Duration
	Update, Draw time.Duration // of Total, in the App
}

// The window's least and usual size, in logical pixels.
var (
	LeastSize = image.Pt(800, 600)
	UsualSize = image.Pt(1280, 720)
)
