package cockpit

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	"steersim/camera"
	"steersim/camera/scene"
	"steersim/cmd/internal/session"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
	"steersim/sim/loop"
)

// drive is a drive in a window.
type drive struct {
	choice  Choice
	session *session.Session
	stage   stage
	clock   session.Clock
	controls
	inside  *inside              // nil: nobody to look into
	found   *found               // nil: no traditional driver
	prepare camera.PrepareConfig // what becomes of a frame before the network sees it
	sees    *image.RGBA          // the network's picture
	maps    bool                 // the layers are shown
	looks   bool                 // what the network looks at is painted over the road
	help    bool
	ready   bool // time stands still until a person does something
	message string
	alarm   bool
	tillS   float64 // how long the message stays
	trace   trace
	failed  error // the first that ended recording or the trace: it is told again at the end
	log     session.Log
	logged  bool
	askedS  float64 // since the file system was asked for the log's size
}

// newDrive makes all that can fail before a window opens.
func newDrive(c Choice, log, tracePath string) (*drive, error) {
	road, err := setup.Road(c.Road)
	if err != nil {
		return nil, err
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		return nil, err
	}
	d := &drive{choice: c, stage: stage{course: course, scene: c.Scene}, clock: session.Clock{Times: 1}, controls: newControls(c)}
	config := session.Config{Course: course, Scene: c.Scene, Seed: 1, Watch: c.Watch, Log: log}
	switch {
	case c.Watch && c.Lane:
		config.Lane = true
	case c.Watch:
		if config.Net, err = setup.LoadNet(c.Net); err != nil {
			return nil, err
		}
		d.prepare = config.Net.Prepare()
		if len(config.Net.Spec().Conv) == 0 {
			break // there are no maps to look into
		}
		nets, err := config.Net.Inside()
		if err != nil {
			return nil, err
		}
		if d.inside, err = newInside(nets, config.Net.Spec()); err != nil {
			return nil, err
		}
	}
	if d.session, err = session.New(config); err != nil {
		return nil, err
	}
	if d.trace, err = newTrace(tracePath, append(strings.Split(c.Net, ","), c.Road)...); err != nil {
		return nil, err
	}
	d.ready = !c.Watch
	d.tell("F1 shows the keys", false)
	return d, nil
}

// tell shows a line for five seconds.
func (d *drive) tell(text string, alarm bool) { d.message, d.alarm, d.tillS = text, alarm, 5 }

// try tells of what went wrong, and goes on.
func (d *drive) try(err error) {
	if err != nil {
		d.tell(err.Error(), true)
	}
}

// update reads the hands and drives what is due.
func (d *drive) update(ctx context.Context, in *window.Input, dt time.Duration) (done bool) {
	if d.command(in) {
		return true
	}
	hand := d.hand(in, d.choice.Watch, d.stage.size.X)
	driven := dt
	if d.learning != nil { // nobody has the wheel meanwhile
		driven = 0
	}
	if d.ready {
		steers := hand.Steers() && (d.device != mouse || in.Clicked) // a pointer always is somewhere
		d.ready = !steers && !hand.Pedals() && !in.Pressed.Has(window.R, window.P, window.Space)
		driven = 0
	}
	for range d.clock.Ticks(driven) {
		err := d.session.Tick(ctx, hand)
		if errors.Is(err, context.Canceled) {
			return true
		}
		d.stage.screen.Note(d.session.Sample(), d.beside())
		if err = errors.Join(err, d.trace.note(d.session.Sample())); err != nil {
			d.tell(err.Error(), true)
			if d.failed == nil {
				d.failed = err
			}
			break
		}
	}
	d.try(d.trace.flush())
	d.tillS -= dt.Seconds()
	if d.askedS += dt.Seconds(); d.askedS > 0.5 {
		d.askedS = 0
		d.log, d.logged = d.session.Log()
	}
	return false
}

// draw composes the picture.
func (d *drive) draw(dst *image.RGBA) {
	sample := d.session.Sample()
	sample.Truth = d.session.Pose(d.clock.Share())
	pct, interventions, m := d.session.Score()
	o := view.Overlay{Paused: d.clock.Paused, Ready: d.ready, Times: d.clock.Times}
	o.Held = d.choice.Watch && d.session.Hands() == session.You
	if d.logged {
		o.Recording = &view.Recording{On: d.log.On, Seconds: d.log.Seconds, Records: d.log.Records, Bytes: d.log.Bytes, Free: d.log.Free, Correction: d.choice.Watch}
	}
	if d.tillS > 0 {
		o.Message, o.Alarm = d.message, d.alarm
	}
	if d.help {
		o.Keys = keysShown(d.choice.Watch)
	}
	if d.learning != nil {
		o.Pad = d.learning.card()
	}
	d.look(&o)
	score := view.Score{AutonomyPct: pct, Interventions: interventions, DistanceM: m}
	if !d.choice.Watch {
		count, now, last := d.session.Laps()
		score.Laps = &view.Laps{Count: count, NowS: now, LastS: last, Cruise: d.session.Cruise()}
	}
	d.try(d.stage.compose(dst, sample, score, o, d.session.DriverName()))
}

// look adds what the driver sees, and on request what its layers or stages make of it.
func (d *drive) look(o *view.Overlay) {
	if p := d.session.Lane(); p != nil {
		if d.found == nil {
			d.found = newFound(p)
		}
		d.found.look(o, d.session.Sample(), d.maps)
		return
	}
	picture := d.session.Picture()
	if picture == nil {
		return
	}
	config := d.prepare
	if d.sees == nil {
		d.sees = image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	}
	if err := camera.Unprepare(d.sees, picture); err != nil {
		d.try(err)
		return
	}
	o.Sees = d.sees
	if d.inside == nil {
		return
	}
	mask, err := d.inside.look(d.session.Sample().Obs.Tick, picture)
	if err != nil {
		d.try(err)
		return
	}
	o.Looks = &view.Looks{Mask: mask, Width: config.Width, Top: config.Top, Bottom: config.Bottom, Over: d.looks && d.stage.angle == driver}
	if d.maps {
		o.Maps = d.inside.maps()
	}
}

// close ends recording and says what was recorded.
func (d *drive) close() (recorded string, err error) {
	log, ok := d.session.Log()
	ended := d.session.Close()
	if n := d.session.Written(); ok && n > 0 && ended == nil {
		recorded = fmt.Sprintf("%d records, %.1f minutes of driving, are in %s", n, log.Seconds/60, log.Path)
	}
	return recorded, errors.Join(d.failed, ended, d.trace.close())
}

// beside is whose steering is drawn beside the driver's: the expert's while a network is watched, else the road's own.
func (d *drive) beside() *view.Beside {
	if !d.choice.Watch {
		return nil
	}
	return &view.Beside{Name: "the expert's", PerM: d.session.ExpertPerM()}
}

// nextScene is the one behind, in the order of their names.
func (d *drive) nextScene() error {
	all := scene.Names()
	name := all[(slices.Index(all, d.session.Scene())+1)%len(all)]
	if err := d.session.SetScene(name); err != nil {
		return err
	}
	d.choice.Scene = name
	return d.stage.look(name, d.stage.angle)
}
