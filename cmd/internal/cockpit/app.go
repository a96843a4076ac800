package cockpit

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"time"

	"steersim/cmd/internal/window"
)

// Options say how the program begins.
type Options struct {
	Ask   bool   // with the start page, to which every drive returns
	Log   string // the log's path; empty: a new file in drives/ for every drive
	Trace string // a CSV file of the control ticks of the last drive; empty: none
}

// App is the window program: the start page, and drives.
type App struct {
	ctx      context.Context
	options  Options
	choice   Choice
	size     image.Point
	start    *start // nil without Options.Ask
	drive    *drive // nil: the start page is shown
	recorded []string
}

var _ window.App = (*App)(nil)

// New makes all that can fail before a window opens.
func New(ctx context.Context, c Choice, o Options) (*App, error) {
	if _, err := os.Lstat(o.Log); err == nil {
		return nil, fmt.Errorf("%s exists: want a new name for the log", o.Log)
	}
	a := &App{ctx: ctx, options: o, choice: c}
	if o.Ask {
		a.start = newStart(c)
		return a, nil
	}
	return a, a.begin()
}

// begin drives what is chosen.
func (a *App) begin() error {
	path := a.options.Log
	if path == "" {
		path = "drives/" + time.Now().Format("2006-01-02-150405") + ".mcap"
	}
	d, err := newDrive(a.choice, path, a.options.Trace)
	if err != nil {
		return err
	}
	if a.size != (image.Point{}) {
		if err := d.stage.resize(a.size); err != nil {
			_, ended := d.close()
			return errors.Join(err, ended)
		}
	}
	a.drive = d
	return nil
}

// Choice is what is chosen or driven now.
func (a *App) Choice() Choice {
	if a.drive != nil {
		return a.drive.choice
	}
	return a.choice
}

// Recorded says what was recorded, a line a log.
func (a *App) Recorded() []string { return a.recorded }

// Tell shows a line for some seconds.
func (a *App) Tell(text string, alarm bool) {
	if a.drive != nil {
		a.drive.tell(text, alarm)
	} else {
		a.start.tell(text, alarm)
	}
}

// Resize is of window.App, as are Update, Draw, Form and Close.
func (a *App) Resize(size image.Point) error {
	a.size = size
	if a.drive != nil {
		return a.drive.stage.resize(size)
	}
	return a.start.resize(size)
}

// Update does what hands ask for.
func (a *App) Update(in *window.Input, dt time.Duration) (done bool, err error) {
	if a.ctx.Err() != nil {
		return true, nil
	}
	if a.drive == nil {
		return a.ask(in, dt), nil
	}
	if !a.drive.update(a.ctx, in, dt) {
		return false, nil
	}
	if a.start == nil || a.ctx.Err() != nil {
		return true, nil
	}
	return false, a.back()
}

// ask shows the start page.
func (a *App) ask(in *window.Input, dt time.Duration) (done bool) {
	begin, done := a.start.update(in, dt)
	a.choice = a.start.choice
	if begin {
		if err := a.begin(); err != nil {
			a.Tell(err.Error(), true)
		}
	}
	return done
}

// back ends a drive and returns to the start page, which tells what was recorded.
func (a *App) back() error {
	a.choice = a.drive.choice
	text, err := a.endDrive()
	a.start.choose(a.choice)
	switch {
	case err != nil:
		a.start.tell(err.Error(), true)
	case text != "":
		a.start.tell(text, false)
	}
	return a.start.resize(a.size)
}

func (a *App) endDrive() (recorded string, err error) {
	recorded, err = a.drive.close()
	a.drive = nil
	if recorded != "" {
		a.recorded = append(a.recorded, recorded)
	}
	return recorded, err
}

// Draw composes the picture.
func (a *App) Draw(dst *image.RGBA) {
	if a.drive != nil {
		a.drive.draw(dst)
	} else {
		a.start.draw(dst)
	}
}

// Form is what the mouse can choose from.
func (a *App) Form() *window.Form {
	if a.drive != nil {
		return nil
	}
	return a.start.form
}

// Close ends recording.
func (a *App) Close() error {
	if a.drive == nil {
		return nil
	}
	a.choice = a.drive.choice
	_, err := a.endDrive()
	return err
}
