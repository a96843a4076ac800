package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/loop"
)

// The shortest recording holds a few records, the longest fills any disk.
const (
	leastMinutes = 0.01
	mostMinutes  = 1e6
)

func record(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var t trip
	config := recorder.DefaultConfig()
	out := fs.String("out", "", "the log's `PATH`, which must not exist")
	driver := fs.String("driver", "expert", "who drives: expert")
	format := fs.String("format", "native", "the log's format: native (MCAP)")
	fs.Var(&t.roads, "road", "roads: `NAMES`, files, random:SEED or random:FIRST..LAST; again or with commas for more")
	fs.Var(&t.scenes, "scene", "scenes: `NAMES`, random:SEED or random:FIRST..LAST; left out: clear")
	fs.Float64Var(&t.minutes, "minutes", 10, "simulated driving in all")
	fs.Float64Var(&t.driveSeconds, "drive-seconds", 30, "length of a drive; then the next road and scene take their turn")
	fs.Uint64Var(&t.seed, "seed", 1, "of starts, speeds and noise")
	fs.BoolVar(&t.calm, "no-noise", false, "record the expert's own drive, without the noise that makes it recover (DART)")
	fs.IntVar(&config.Hz, "hz", config.Hz, "records a second: 10 or 20")
	fs.IntVar(&config.Quality, "quality", config.Quality, "of the JPEG pictures, 1 to 100")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	switch {
	case len(t.roads) == 0:
		return fmt.Errorf("%w: record: no --road given", errUsage)
	case *out == "":
		return fmt.Errorf("%w: record: no --out given", errUsage)
	case *driver != "expert":
		return fmt.Errorf("%w: record: driver %q, want expert", errUsage, *driver)
	case *format != "native":
		return fmt.Errorf("%w: record: format %q, want native", errUsage, *format)
	case !(t.minutes >= leastMinutes && t.minutes <= mostMinutes):
		return fmt.Errorf("%w: record: %v minutes, want %v to %v", errUsage, t.minutes, leastMinutes, mostMinutes)
	case !(t.driveSeconds >= 1 && t.driveSeconds <= 60*mostMinutes):
		return fmt.Errorf("%w: record: drives of %v seconds, want 1 to %v", errUsage, t.driveSeconds, 60*mostMinutes)
	}
	if err := config.Check(); err != nil {
		return fmt.Errorf("%w: record: %w", errUsage, err)
	}
	if len(t.scenes) == 0 {
		t.scenes = setup.List{"clear"}
	}
	for _, name := range t.scenes {
		if _, err := setup.Scene(name); err != nil {
			return fmt.Errorf("%w: %w", errUsage, err)
		}
	}
	if err := setup.CheckRoads(t.roads); err != nil {
		return usageIfName(err)
	}
	w, err := setup.CreateLog(*out)
	if err != nil {
		return err
	}
	r, err := recorder.New(w, config)
	if err != nil {
		return errors.Join(err, w.Close())
	}
	err = t.record(ctx, r, s)
	if e := r.Close(); e != nil && !errors.Is(err, e) {
		err = errors.Join(err, e)
	}
	if err != nil && r.Records() == 0 {
		return errors.Join(fmt.Errorf("%s: %w", *out, err), os.Remove(*out)) // it holds nothing
	}
	if err != nil {
		return fmt.Errorf("%s: %w; the %d records before are kept", *out, err, r.Records())
	}
	fmt.Fprintf(s.out, "%s: %d records of three cameras in %d drives, %.1f minutes, %d interventions\n",
		*out, r.Records(), t.drives, float64(r.Records())/float64(config.Hz)/60, t.interventions)
	return nil
}

// log is the sink of drive --record.
func (a attempt) log(add func(loop.Sink, func() error), world *sim.World) error {
	w, err := setup.CreateLog(a.plan.record)
	if err != nil {
		return err
	}
	r, err := recorder.New(w, recorder.DefaultConfig())
	if err != nil {
		return errors.Join(err, w.Close())
	}
	drive, cameras, err := setup.Logged(a.course, a.sceneName, a.seed, world, a.plan.wheel.Name())
	if err == nil {
		err = r.BeginDrive(drive, cameras)
	}
	if err != nil {
		return errors.Join(err, r.Close())
	}
	add(r, r.Close)
	return nil
}
