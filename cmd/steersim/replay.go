package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"steersim/camera"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/recorder/replay"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
)

// over is what replay is asked for.
type over struct {
	wheel  setup.Wheel
	log    logbook.Log
	paths  []replay.Path
	traces string // folder
	video  string
	files  claims
	jobs   int
}

func replayLog(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var o over
	var car logbook.Car
	data := fs.String("data", "", "the log's `PATH`")
	net := fs.String("net", "", netUsage)
	var onnx setup.ONNX
	onnx.Register(fs)
	asJSON := fs.Bool("json", false, "print the figures as JSON")
	failing := fs.Bool("fail-on-intervention", false, "exit with status 3 when there was an intervention")
	fs.StringVar(&o.traces, "traces", "", "write every drive's control ticks to `DIR`/drive-0.csv and so on; a drive that pauses counts as two")
	fs.StringVar(&o.video, "video", "", "write what the net saw to `FILE.mp4`, one drive after the other")
	fs.IntVar(&o.jobs, "jobs", 0, "drives side by side; 0: one a processor")
	car.Register(fs)
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	if *data == "" {
		return fmt.Errorf("%w: replay: no --data given", errUsage)
	}
	p := plan{jobs: o.jobs, video: o.video, files: claims{}}
	p.files.read(*net, *data)
	err := p.check()
	if err != nil {
		return fmt.Errorf("%w: replay: %w", errUsage, err)
	}
	if err := p.ready(); err != nil {
		return err
	}
	o.jobs, o.files = p.jobs, p.files
	if o.wheel, err = wheel("net", *net, onnx.Loader(s.err)); err != nil {
		return err
	}
	logs, err := logbook.Open(ctx, []string{*data}, car)
	if err != nil {
		return err
	}
	o.log = logs[0]
	tellLogs(logs, s)
	reports, err := o.run(ctx, s)
	err = errors.Join(err, o.log.Dataset.Close())
	if err != nil {
		err = fmt.Errorf("%s: %w", *data, err)
	}
	if len(reports) == 0 {
		return err
	}
	total := eval.Total(reports)
	if *asJSON {
		err = errors.Join(err, report.JSON(s.out, o.wheel.NetName(), reports, total, nil))
	} else {
		err = errors.Join(err, report.Table(s.out, reports, total))
	}
	if err == nil && *failing && total.Interventions > 0 {
		return fmt.Errorf("%w: %d", errInterventions, total.Interventions)
	}
	return err
}

// run drives over all of the log.
func (o *over) run(ctx context.Context, s streams) (reports []eval.Report, err error) {
	if o.paths, err = replay.Paths(o.log.Dataset); err != nil {
		return nil, err
	}
	integrated, length := 0, 0.0
	for i := range o.paths {
		length += o.paths[i].LengthM()
		if o.paths[i].Integrated {
			integrated++
		}
	}
	if integrated > 0 {
		fmt.Fprintf(s.err, "replay: %d of %d drives have no poses: their paths are summed up from speed and curvature, and count as the lane's centre\n", integrated, len(o.paths))
	}
	if o.traces != "" {
		for n := range o.paths {
			if err := o.files.write(o.trace(n)); err != nil {
				return nil, err
			}
		}
		if err := os.MkdirAll(o.traces, 0o777); err != nil {
			return nil, err
		}
	}
	var movie *film
	if o.video != "" {
		if movie, err = newReplayFilm(o.video); err != nil {
			return nil, err
		}
		o.jobs = 1
	}
	defer setup.KeepProcessors(min(o.jobs, len(o.paths)))()
	line := progress.New(s.progress(), "replay", length, "m")
	all := make([]eval.Report, len(o.paths))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next, driven atomic.Int64
	var busy sync.WaitGroup
	var lock sync.Mutex // guards line
	for range min(o.jobs, len(o.paths)) {
		busy.Go(func() {
			viewer := teaching.NewWarper(camera.DefaultMounts())
			defer viewer.Close()
			for {
				n := int(next.Add(1)) - 1
				if n >= len(o.paths) || ctx.Err() != nil {
					return
				}
				var err error
				if all[n], err = o.drive(ctx, n, viewer, movie); err != nil {
					cancel(err)
					return
				}
				lock.Lock()
				line.Update(float64(driven.Add(int64(o.paths[n].LengthM()))), fmt.Sprintf("%d drives", len(o.paths)))
				lock.Unlock()
			}
		})
	}
	busy.Wait()
	err = context.Cause(ctx)
	all = slices.DeleteFunc(all, func(r eval.Report) bool { return r.Driver == "" }) // those that were not driven to their end
	if movie != nil {
		err = errors.Join(err, movie.video.Close())
	}
	if err != nil {
		line.Stop()
		return all, err
	}
	line.Done(length, fmt.Sprintf("%d drives", len(o.paths)))
	return all, nil
}

// trace is the file of a drive's control ticks.
func (o *over) trace(n int) string { return filepath.Join(o.traces, fmt.Sprintf("drive-%d.csv", n)) }

// drive drives over one path.
func (o *over) drive(ctx context.Context, n int, viewer *teaching.Warper, movie *film) (r eval.Report, err error) {
	p := o.paths[n]
	first := o.log.Dataset.Info(p.First())
	began := time.Now()
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		return r, err
	}
	pilot, err := o.wheel.Pilot()
	if err != nil {
		return r, err
	}
	meter, wheels := &eval.Meter{}, newWheels(p)
	done := func() error { return nil }
	c := replay.Config{Data: o.log.Dataset, Path: p, World: world, Driver: pilot, Viewer: viewer, Sinks: []loop.Sink{meter, wheels}}
	if o.traces != "" {
		add := func(sink loop.Sink, complete func() error) {
			c.Sinks, done = append(c.Sinks, sink), complete
		}
		if err = writeTrace(o.trace(n), add); err != nil {
			return r, err
		}
	}
	defer func() {
		if e := done(); e != nil { // a trace that is not whole is no drive
			r, err = eval.Report{}, errors.Join(err, e)
		}
	}()
	if movie != nil {
		if err := movie.begin(first); err != nil {
			return r, err
		}
		c.Sinks = append(c.Sinks, movie)
	}
	if err := replay.Run(ctx, c); err != nil {
		return r, fmt.Errorf("drive %d: %w", p.Drive, err)
	}
	if r, err = meter.Report(); err != nil {
		return r, err
	}
	r.Road, r.Scene, r.Seed, r.Driver = first.Road, first.Scene, first.Seed, "net"
	r.Completed, r.WhitenessDegS, r.ExpertWhitenessDegS, r.WallS = true, wheels.whitenessDegS(), p.WhitenessDegS(), time.Since(began).Seconds()
	if p.Integrated {
		r.Path = "integrated"
	}
	return r, nil
}

// wheels measures how restless the wheels are at the log's own rate, so that the figure stands beside the log's.
type wheels struct {
	every, n int // control ticks
	periodS  float64
	last     loop.Sample
	sum      float64 // of squared rates
	changes  int
}

func newWheels(p replay.Path) *wheels {
	every := max(1, int(math.Round(p.PeriodS()*sim.ControlHz)))
	return &wheels{every: every, periodS: float64(every) / sim.ControlHz}
}

// Note is of loop.Sink. The jump of the wheels when a car is put back does not count.
func (w *wheels) Note(s loop.Sample) error {
	if s.Intervention {
		w.n = 0
		return nil
	}
	if w.n%w.every == 0 {
		if w.n > 0 {
			rate := (s.Truth.SteerRad - w.last.Truth.SteerRad) / w.periodS
			w.sum += rate * rate
			w.changes++
		}
		w.last = s
	}
	w.n++
	return nil
}

func (w *wheels) whitenessDegS() float64 {
	return math.Sqrt(w.sum/float64(max(w.changes, 1))) * 180 / math.Pi
}
