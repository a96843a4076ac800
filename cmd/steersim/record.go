package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"steersim/cmd/internal/logbook"
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
	driver := fs.String("driver", "expert", "who drives: expert, or net or lane: then the log holds the expert's answer to every pose that the driver gets into")
	net := fs.String("net", "", "weights file or training run that drives; left out: the net in assets")
	format := fs.String("format", string(logbook.Native), "the log's format: native (MCAP), udacity (driving_log.csv and IMG) or donkey (tub v2); the last two keep no road and no pose")
	t.car.RegisterSteering(fs)
	fs.Var(&t.roads, "road", "roads: `NAMES`, files, random:SEED, random:SEEDxSCALE or random:FIRST..LAST; again or with commas for more")
	fs.Var(&t.scenes, "scene", "scenes: `NAMES`, random:SEED or random:FIRST..LAST; left out: clear")
	fs.Float64Var(&t.minutes, "minutes", 10, "simulated driving in all")
	fs.Float64Var(&t.driveSeconds, "drive-seconds", 30, "length of a drive; then the next road and scene take their turn")
	fs.Uint64Var(&t.seed, "seed", 1, "of starts, speeds and noise")
	noise := fs.Bool("noise", false, "disturb the steering so that the car has to recover (DART): the expert's is, the net's is not unless asked")
	fs.BoolVar(&t.calm, "no-noise", false, "record the expert's own drive, without that noise")
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
	case *noise && t.calm:
		return fmt.Errorf("%w: record: --noise and --no-noise: want one of them", errUsage)
	case !(t.minutes >= leastMinutes && t.minutes <= mostMinutes):
		return fmt.Errorf("%w: record: %v minutes, want %v to %v", errUsage, t.minutes, leastMinutes, mostMinutes)
	case !(t.driveSeconds >= 1 && t.driveSeconds <= 60*mostMinutes):
		return fmt.Errorf("%w: record: drives of %v seconds, want 1 to %v", errUsage, t.driveSeconds, 60*mostMinutes)
	}
	if err := config.Check(); err != nil {
		return fmt.Errorf("%w: record: %w", errUsage, err)
	}
	var err error
	if t.format, err = logbook.FormatByName(*format); err != nil {
		return fmt.Errorf("%w: record: %w", errUsage, err)
	}
	if idle := given(fs, "lock-deg", "wheelbase"); idle != "" && t.format == logbook.Native {
		return fmt.Errorf("%w: record: --%s and --format native: such a log says curvature, of whatever car", errUsage, idle)
	}
	if len(t.scenes) == 0 {
		t.scenes = setup.List{"clear"}
	}
	if err := checkPlaces(t.roads, t.scenes); err != nil {
		return err
	}
	if t.wheel, err = wheel(*driver, *net, ownNet); err != nil {
		return err
	}
	t.calm = t.calm || t.wheel.Sees() && !*noise
	records, err := t.log(ctx, *out, config, s)
	if err != nil && records == 0 {
		return fmt.Errorf("%s: %w", *out, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w; %d records were written before", *out, err, records)
	}
	fmt.Fprintf(s.out, "%s: %d records of three cameras in %d drives, %.1f minutes, %d interventions\n",
		*out, records, t.drives, float64(records)/float64(config.Hz)/60, t.driven().Interventions)
	return nil
}

// checkPlaces looks at the names of roads and scenes.
func checkPlaces(roads, scenes []string) error {
	for _, name := range scenes {
		if _, err := setup.Scene(name); err != nil {
			return fmt.Errorf("%w: %w", errUsage, err)
		}
	}
	return usageIfName(setup.CheckRoads(roads))
}

// log records the trip to a new file, which is removed if it holds nothing in the end.
func (t *trip) log(ctx context.Context, path string, c recorder.Config, s streams) (records int, err error) {
	r, err := logbook.NewRecording(path, t.format, t.car, c)
	if err != nil {
		return 0, err
	}
	err = t.record(ctx, r.Recorder, s)
	if e := r.Close(); e != nil && !errors.Is(err, e) {
		err = errors.Join(err, e)
	}
	return r.Written(), err
}

// log is the sink of drive --record.
func (a attempt) log(add func(loop.Sink, func() error), world *sim.World) error {
	r, err := logbook.NewRecording(a.plan.record, logbook.Native, logbook.Car{}, recorder.DefaultConfig())
	if err != nil {
		return err
	}
	drive, cameras, err := logbook.Logged(a.course, a.sceneName, a.seed, world, a.plan.wheel.Name())
	if err == nil {
		err = r.BeginDrive(drive, cameras)
	}
	if err != nil {
		return errors.Join(err, r.Close())
	}
	add(r, r.Close)
	return nil
}
