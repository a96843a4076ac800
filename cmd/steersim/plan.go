package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/camera/scene"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/trial"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// plan is what drive and eval are asked for: every road in every scene with every seed.
type plan struct {
	roads, scenes []string
	seeds         []uint64
	wheel         setup.Wheel
	onnx          setup.ONNX // how to drive by the network of another
	laps, jobs    int
	seconds       float64
	traces        string // folder
	trace, video  string // files of a single drive
	files         claims
	record        string // log of a single drive
	perturb       perturb
	sweeps        sweeps
	each          int              // drives at one value of what is swept, once they are listed
	html          string           // page of an evaluation
	witnesses     []*trial.Witness // for that, in the order of the drives
}

func (p *plan) check() error {
	const most, leastS = 1e6, sim.ControlTicks * sim.TickS
	if p.laps < 0 || p.laps > most {
		return fmt.Errorf("%d laps, want 0 to %v", p.laps, most)
	}
	if p.seconds != 0 && !(p.seconds >= leastS && p.seconds <= most) {
		return fmt.Errorf("%v seconds, want 0 or %v to %v", p.seconds, leastS, most)
	}
	for _, path := range []string{p.trace, p.video, p.record, p.html} {
		if err := p.files.write(path); err != nil {
			return err
		}
	}
	if p.laps == 0 && p.seconds == 0 {
		p.laps = 1
	}
	var err error
	p.jobs, err = jobsOr(p.jobs)
	return err
}

// ready looks whether what is written beside the figures can be, before there are any.
func (p *plan) ready() error {
	if p.video != "" && cv.Version() == "" {
		_, err := cv.CreateVideo(p.video, filmSize, filmFPS) // says how to get it
		return err
	}
	if p.html != "" {
		return file.Ready(p.html)
	}
	return nil
}

// jobsOr is how much is done side by side; 0 stands for one a processor.
func jobsOr(n int) (int, error) {
	const most = 1000
	if n < 0 || n > most {
		return 0, fmt.Errorf("%d jobs, want 1 to %d, or 0 for one a processor", n, most)
	}
	if n == 0 {
		return setup.Processors(), nil
	}
	return n, nil
}

// drive makes the drives and tells of their progress. The reports are of the drives themselves, at their places; what was swept
// is apart.
func (p *plan) drive(ctx context.Context, s streams) ([]eval.Report, []eval.Sweep, error) {
	drives, points, err := p.list(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := p.ready(); err != nil {
		return nil, nil, err
	}
	if p.traces != "" {
		if err := os.MkdirAll(p.traces, 0o755); err != nil {
			return nil, nil, fmt.Errorf("traces: %w", err)
		}
	}
	defer setup.KeepProcessors(min(p.jobs, len(drives)))()
	line := progress.New(s.progress(), p.wheel.Name()+" drives", 100, "%")
	done, over := make([]float64, len(drives)), make([]bool, len(drives))
	reports, err := eval.Matrix(ctx, drives, p.jobs, time.Now, func(e eval.Progress) {
		done[e.Drive], over[e.Drive] = e.Done, e.Done == 1
		sum := 0.0
		for _, d := range done {
			sum += d
		}
		line.Update(100*sum/float64(len(drives)), fmt.Sprintf("%d drives", len(drives)))
	})
	if err != nil {
		line.Stop()
	} else {
		line.Done(100, fmt.Sprintf("%d drives", len(reports)))
	}
	if reports == nil {
		return nil, nil, err
	}
	return reports[:p.each], p.sweeps.results(p.perturb, points, reports, over), err
}

// list checks every name before the first drive begins. After the drives themselves come those of each value that is swept; the
// value that the drives have anyway is not driven twice.
func (p *plan) list(ctx context.Context) (drives []eval.Drive, points []point, err error) {
	roads, err := setup.Roads(ctx, p.roads)
	if err != nil {
		return nil, nil, usageIfName(err)
	}
	scenes := make([]scene.Scene, len(p.scenes))
	for i, name := range p.scenes {
		if scenes[i], err = setup.Scene(name); err != nil {
			return nil, nil, fmt.Errorf("%w: %w", errUsage, err)
		}
	}
	var attempts []attempt
	for _, road := range roads {
		course, err := setup.NewCourse(road, loop.DefaultCruise())
		if err != nil {
			return nil, nil, err
		}
		for i, scene := range scenes {
			for _, seed := range p.seeds {
				attempts = append(attempts, attempt{plan: p, course: course, scene: scene, sceneName: p.scenes[i], seed: seed, hard: p.perturb})
			}
		}
	}
	p.each = len(attempts)
	for i, s := range p.sweeps {
		for j, v := range s.values {
			at := point{sweep: i, value: j, from: 0, to: p.each}
			if v != s.perturbation.value(p.perturb) {
				at.from, at.to = len(attempts), len(attempts)+p.each
				for _, a := range attempts[:p.each] {
					a.hard = s.at(p.perturb, v)
					attempts = append(attempts, a)
				}
			}
			points = append(points, at)
		}
	}
	if err := p.watch(attempts[:p.each]); err != nil {
		return nil, nil, err
	}
	for _, a := range attempts {
		a.course.Expect()
		drives = append(drives, a.drive())
	}
	return drives, points, nil
}

// watch says which drives are kept as traces and for the page: not those that are swept.
func (p *plan) watch(attempts []attempt) error {
	traced := map[string]bool{}
	for i := range attempts {
		a := &attempts[i]
		a.trace = p.trace
		if p.traces != "" {
			name := fmt.Sprintf("%s-%s-%d.csv", fileName(a.course.Road.Name), fileName(a.sceneName), a.seed)
			if traced[name] {
				return fmt.Errorf("%w: two drives would write the trace %s", errUsage, name)
			}
			traced[name] = true
			a.trace = filepath.Join(p.traces, name)
			if err := p.files.write(a.trace); err != nil {
				return fmt.Errorf("%w: %w", errUsage, err)
			}
		}
		if p.html != "" {
			a.witness = &trial.Witness{Road: a.course.Road}
			p.witnesses = append(p.witnesses, a.witness)
		}
	}
	return nil
}

// fileName is a road's or scene's name as a part of a file's name: random:7 is random-7.
func fileName(name string) string { return strings.ReplaceAll(name, ":", "-") }

// attempt is one drive of a plan.
type attempt struct {
	plan      *plan
	course    *setup.Course
	scene     scene.Scene
	sceneName string
	seed      uint64
	hard      perturb        // what is done to it
	trace     string         // file; empty: none
	witness   *trial.Witness // nil: there is no page
}

func (a attempt) drive() eval.Drive {
	d := eval.Drive{Road: a.course.Road.Name, Scene: a.sceneName, Driver: a.plan.wheel.Name(), Seed: a.seed,
		Laps: a.plan.laps, Seconds: a.plan.seconds, ExpectS: float64(a.plan.laps) * a.course.Cruise.LapS(), Rig: a.rig}
	d.Companion = func() (eval.Rig, error) {
		c, err := a.course.Expert()
		if a.witness != nil {
			c.Sinks = []loop.Sink{&a.witness.Companion}
		}
		return eval.Rig{Loop: c}, err
	}
	return d
}

// rig wires the drive: world and driver, the camera that the driver needs, and who takes note.
func (a attempt) rig() (rig eval.Rig, err error) {
	closers := []func() error{func() error { a.course.Leave(); return nil }}
	rig.Close = func() error {
		var errs []error
		for i := len(closers) - 1; i >= 0; i-- {
			errs = append(errs, closers[i]())
		}
		return errors.Join(errs...)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, rig.Close())
		}
	}()
	if rig.Loop, err = a.plan.wheel.Take(a.course); err != nil {
		return rig, err
	}
	if a.plan.wheel.Sees() {
		if rig.Loop.Camera, err = a.course.Camera(setup.FrameSize, camera.CentreMount, a.scene, a.seed); err != nil {
			return rig, err
		}
	}
	if err = a.hard.apply(&rig.Loop, a.seed); err != nil {
		return rig, err
	}
	add := func(sink loop.Sink, closer func() error) {
		rig.Loop.Sinks = append(rig.Loop.Sinks, sink)
		closers = append(closers, closer)
	}
	if a.witness != nil {
		if err = a.witness.Watch(rig.Loop.World); err != nil {
			return rig, err
		}
		add(a.witness, func() error { return nil })
	}
	if a.plan.record != "" { // first, since it refuses a file that exists; the others replace theirs
		if err = a.log(add, rig.Loop.World); err != nil {
			return rig, err
		}
	}
	if a.plan.video != "" {
		if err = a.film(add); err != nil {
			return rig, err
		}
	}
	if a.trace != "" {
		if err = writeTrace(a.trace, add); err != nil {
			return rig, err
		}
	}
	return rig, nil
}
