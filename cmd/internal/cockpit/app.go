package cockpit

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"time"

	"steersim/camera"
	"steersim/cmd/internal/session"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
	"steersim/sim/loop"
)

// App is a drive in a window.
type App struct {
	ctx     context.Context
	choice  Choice
	session *session.Session
	stage   stage
	clock   session.Clock
	inside  *inside     // nil: nobody to look into
	sees    *image.RGBA // the network's picture
	maps    bool        // the layers are shown
	help    bool
	mouse   bool // the mouse steers
	message string
	alarm   bool
	tillS   float64 // how long the message stays
	log     session.Log
	logged  bool
	askedS  float64 // since the file system was asked for the log's size
}

// New makes all that can fail before a window opens.
func New(ctx context.Context, c Choice, log string) (*App, error) {
	road, err := setup.Road(c.Road)
	if err != nil {
		return nil, err
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		return nil, err
	}
	a := &App{ctx: ctx, choice: c, stage: stage{course: course, scene: c.Scene}, clock: session.Clock{Times: 1}}
	config := session.Config{Course: course, Scene: c.Scene, Seed: 1, Watch: c.Watch, Log: log}
	if c.Watch {
		if config.Net, err = setup.LoadNet(c.Net); err != nil {
			return nil, err
		}
		net, err := config.Net.Inside()
		if err != nil {
			return nil, err
		}
		a.inside = newInside(net)
	}
	if a.session, err = session.New(config); err != nil {
		return nil, err
	}
	a.Tell("F1 shows the keys", false)
	return a, nil
}

// Choice is what is driven now.
func (a *App) Choice() Choice { return a.choice }

// Tell shows a line for five seconds.
func (a *App) Tell(text string, alarm bool) { a.message, a.alarm, a.tillS = text, alarm, 5 }

// try tells of what went wrong, and goes on.
func (a *App) try(err error) {
	if err != nil {
		a.Tell(err.Error(), true)
	}
}

// Resize is of window.App, as are Update, Draw and Close.
func (a *App) Resize(size image.Point, _ float64) error {
	return a.stage.resize(size)
}

func (a *App) driver() string { return a.session.Hands().String() }

// Update reads the hands and drives what is due.
func (a *App) Update(in *window.Input, dt time.Duration) (done bool, err error) {
	if a.ctx.Err() != nil {
		return true, nil
	}
	if a.command(in) {
		return true, nil
	}
	hand := a.hand(in)
	for range a.clock.Ticks(dt) {
		if err := a.session.Tick(a.ctx, hand); err != nil {
			if errors.Is(err, context.Canceled) {
				return true, nil
			}
			a.Tell(err.Error(), true)
			break
		}
	}
	a.tillS -= dt.Seconds()
	if a.askedS += dt.Seconds(); a.askedS > 0.5 {
		a.askedS = 0
		a.log, a.logged = a.session.Log()
	}
	return false, nil
}

// Draw composes the picture.
func (a *App) Draw(dst *image.RGBA) {
	sample := a.session.Sample()
	sample.Truth = a.session.Pose(a.clock.Share())
	pct, interventions, m := a.session.Score()
	o := view.Overlay{Paused: a.clock.Paused, Times: a.clock.Times}
	o.Held = a.choice.Watch && a.session.Hands() == session.You
	if a.logged {
		o.Recording = &view.Recording{On: a.log.On, Seconds: a.log.Seconds, Records: a.log.Records, Bytes: a.log.Bytes, Free: a.log.Free, Correction: a.choice.Watch}
	}
	if a.tillS > 0 {
		o.Message, o.Alarm = a.message, a.alarm
	}
	if a.help {
		o.Keys = keysShown(a.choice.Watch)
	}
	a.look(&o)
	score := view.Score{AutonomyPct: pct, Interventions: interventions, DistanceM: m}
	if a.choice.Watch {
		_, expert := a.session.Curvatures()
		a.stage.screen.Compare(view.Beside{Name: "the expert's", PerM: expert})
	} else {
		count, now, last := a.session.Laps()
		score.Laps = &view.Laps{Count: count, NowS: now, LastS: last, Cruise: a.session.Cruise()}
	}
	a.try(a.stage.compose(dst, sample, score, o, a.driver()))
}

// look adds what the network sees, and on request what its layers make of it.
func (a *App) look(o *view.Overlay) {
	picture := a.session.Picture()
	if picture == nil {
		return
	}
	config := camera.DefaultPrepare()
	if a.sees == nil {
		a.sees = image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	}
	if err := camera.Unprepare(a.sees, picture); err != nil {
		return // a network of another size: it has no picture that could be shown here
	}
	o.Sees = a.sees
	if a.maps {
		maps, err := a.inside.look(picture)
		a.try(err)
		o.Maps = maps
	}
}

// Close ends recording.
func (a *App) Close() error {
	err := a.session.Close()
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	return nil
}

// hand is what steers and what the feet do.
func (a *App) hand(in *window.Input) session.Hand {
	h := session.Hand{
		Left: in.Held.Has(window.Left, window.A) && (in.Held.Has(window.Left) || !a.choice.Watch), Right: in.Held.Has(window.Right) || !a.choice.Watch && in.Held.Has(window.D),
		Gas: in.Held.Has(window.Up, window.W), Brake: in.Held.Has(window.Down, window.S),
	}
	const deadPad, deadMouse = 0.08, 0.04
	if p := in.Pad; p != nil {
		h.Analog, h.Steer, h.Throttle, h.Braking = true, window.Deadened(p.Steer, deadPad), p.Throttle, p.Brake
	}
	if a.mouse && a.stage.size.X > 0 {
		across := 2*float64(in.Pointer.X)/float64(a.stage.size.X) - 1
		h.Analog, h.Steer = true, -window.Deadened(math.Max(-1, math.Min(across, 1)), deadMouse)
	}
	return h
}

// nextScene is the one behind, in the order of their names.
func (a *App) nextScene() error {
	all := camera.Scenes()
	name := all[(slices.Index(all, a.session.Scene())+1)%len(all)]
	if err := a.session.SetScene(name); err != nil {
		return err
	}
	a.choice.Scene = name
	return a.stage.look(name, a.stage.angle)
}
