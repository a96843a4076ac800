package main

import (
	"context"
	"fmt"
	"math"

	"steersim/camera"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

// trip is what record is asked for, and what came of it.
type trip struct {
	wheel         setup.Wheel
	roads, scenes setup.List
	first         int // drive of a longer journey that this is a part of: the roads go on where it left them
	minutes       float64
	driveSeconds  float64
	seed          uint64
	calm          bool // without noise
	format        logbook.Format
	car           logbook.Car // of another program's format
	drives        int         // made so far
	reports       []eval.Report
}

// driven is the score of all drives so far.
func (t *trip) driven() eval.Report { return eval.Total(t.reports) }

// record makes the drives one after the other. The next one is made ready meanwhile, as its tables take a quarter of the time.
func (t *trip) record(ctx context.Context, r *recorder.Recorder, s streams) error {
	line := progress.New(s.progress(), "record", t.minutes*60, "s")
	defer line.Stop()
	left := int64(math.Round(t.minutes * 60 * sim.ControlHz))
	total, each := left, int64(math.Round(t.driveSeconds*sim.ControlHz))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	legs := make(chan leg)
	go func() {
		for n := range int((total + each - 1) / each) {
			select {
			case legs <- t.leg(t.first + n):
			case <-ctx.Done():
				return
			}
		}
	}()
	for ; left > 0; left -= each {
		t.drives++
		var next leg
		select {
		case next = <-legs:
		case <-ctx.Done():
			return ctx.Err()
		}
		tell := func(done int64) { line.Update(float64(total-left+done)/sim.ControlHz, "") }
		if err := t.drive(ctx, r, next, min(each, left), tell); err != nil {
			return fmt.Errorf("drive %d: %w", t.drives-1, err)
		}
	}
	line.Done(float64(total)/sim.ControlHz, "")
	return nil
}

// turn says which road and scene the n-th drive takes: the roads in turn, and beside them the scenes, shifted by one
// whenever the roads begin again, so that in the end every road was seen in every scene.
func (t *trip) turn(n int) (road, scene string) {
	return t.roads[n%len(t.roads)], t.scenes[(n+n/len(t.roads))%len(t.scenes)]
}

// leg is a drive that is ready to begin, or why it is not.
type leg struct {
	drive   recorder.Drive
	cameras recorder.Cameras
	config  loop.Config // without a sink
	err     error
}

// leg makes the n-th drive ready. Its start, its pace and its noise follow from the seed and n.
func (t *trip) leg(n int) (l leg) {
	roadName, sceneName := t.turn(n)
	seed := t.seed + uint64(n)<<32
	rng := sim.Rand(seed, sim.StreamStart)
	pace := loop.DefaultCruise()
	pace.LateralMPS2 = 2 + 2*rng.Float64() // drivers differ; the network should not tell a curve by the speed
	road, err := setup.Road(roadName)
	if err != nil {
		return leg{err: err}
	}
	course, err := setup.NewCourse(road, pace)
	if err != nil {
		return leg{err: err}
	}
	if l.config, err = t.wheel.Take(course); err != nil {
		return leg{err: err}
	}
	driver := t.wheel.Name()
	if t.wheel.Sees() {
		driver = recorder.Answered
		if l.config.Camera, err = course.CameraIn(sceneName, setup.FrameSize, camera.CentreMount, t.seed); err != nil {
			return leg{err: err}
		}
	}
	l.config.StartM = rng.Float64() * road.LengthM()
	if !t.calm {
		dart, err := expert.NewDart(l.config.World, road, seed, expert.DefaultDart())
		if err != nil {
			return leg{err: err}
		}
		l.config.Disturb = []loop.Disturbance{dart}
	}
	l.drive, l.cameras, l.err = logbook.Logged(course, sceneName, t.seed, l.config.World, driver)
	return l
}

// drive records so many control ticks of a drive.
func (t *trip) drive(ctx context.Context, r *recorder.Recorder, d leg, ticks int64, tell func(int64)) error {
	if d.err != nil {
		return d.err
	}
	if err := r.BeginDrive(d.drive, d.cameras); err != nil {
		return err
	}
	meter := &eval.Meter{}
	d.config.Sinks = []loop.Sink{meter, r}
	if t.wheel.Sees() {
		tutor, err := expert.NewTutor(d.config.World, d.config.Road, r)
		if err != nil {
			return err
		}
		d.config.Sinks[1] = tutor
	}
	l, err := loop.New(d.config)
	if err != nil {
		return err
	}
	done := int64(0)
	if err := l.Run(ctx, func(*loop.Loop) bool { tell(done); done++; return done > ticks }); err != nil {
		return err
	}
	report, err := meter.Report()
	if err != nil {
		return err
	}
	t.reports = append(t.reports, report)
	return r.EndDrive()
}
