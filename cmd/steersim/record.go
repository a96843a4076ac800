package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"steersim"
	"steersim/camera"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

// The shortest recording holds a few records, the longest fills any disk.
const (
	leastMinutes = 0.01
	mostMinutes  = 1e6
)

// trip is what record is asked for, and what came of it.
type trip struct {
	roads, scenes setup.List
	minutes       float64
	driveSeconds  float64
	seed          uint64
	calm          bool // without noise
	drives        int  // made so far
	interventions int
}

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
	w, err := createLog(*out)
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

// createLog makes a log and the folders that lead to it.
func createLog(path string) (*native.Writer, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	return native.Create(path)
}

// record makes the drives one after the other.
func (t *trip) record(ctx context.Context, r *recorder.Recorder, s streams) error {
	line := progress.New(s.err, "record", t.minutes*60, "s")
	defer line.Stop()
	left := int64(math.Round(t.minutes * 60 * sim.ControlHz))
	total, each := left, int64(math.Round(t.driveSeconds*sim.ControlHz))
	for n := 0; left > 0; n++ {
		t.drives++
		ticks := min(each, left)
		tell := func(done int64) { line.Update(float64(total-left+done)/sim.ControlHz, "") }
		if err := t.drive(ctx, r, n, ticks, tell); err != nil {
			return fmt.Errorf("drive %d: %w", n, err)
		}
		left -= ticks
	}
	line.Done(float64(total)/sim.ControlHz, "")
	return nil
}

// turn says which road and scene the n-th drive takes: the roads in turn, and beside them the scenes, shifted by one
// whenever the roads begin again, so that in the end every road was seen in every scene.
func (t *trip) turn(n int) (road, scene string) {
	return t.roads[n%len(t.roads)], t.scenes[(n+n/len(t.roads))%len(t.scenes)]
}

// drive records one drive of so many control ticks. Its start, its pace and its noise follow from the seed and n.
func (t *trip) drive(ctx context.Context, r *recorder.Recorder, n int, ticks int64, tell func(int64)) error {
	roadName, sceneName := t.turn(n)
	seed := t.seed + uint64(n)<<32
	rng := sim.Rand(seed, sim.StreamStart)
	pace := loop.DefaultCruise()
	pace.LateralMPS2 = 2 + 2*rng.Float64() // drivers differ; the network should not tell a curve by the speed
	road, err := setup.Road(roadName)
	if err != nil {
		return err
	}
	course, err := setup.NewCourse(road, pace)
	if err != nil {
		return err
	}
	c, err := course.Expert()
	if err != nil {
		return err
	}
	c.StartM = rng.Float64() * road.LengthM()
	if !t.calm {
		if c.Disturb, err = expert.NewDart(c.World, road, seed, expert.DefaultDart()); err != nil {
			return err
		}
	}
	if err := beginLog(r, course, sceneName, t.seed, c.World); err != nil {
		return err
	}
	c.Sinks = []loop.Sink{r}
	l, err := loop.New(c)
	if err != nil {
		return err
	}
	done := int64(0)
	if err := l.Run(ctx, func(*loop.Loop) bool { tell(done); done++; return done > ticks }); err != nil {
		return err
	}
	t.interventions += l.Interventions()
	return r.EndDrive()
}

// beginLog starts a drive in the log, with the three cameras.
func beginLog(r *recorder.Recorder, course *setup.Course, sceneName string, seed uint64, world *sim.World) error {
	scene, err := setup.Scene(sceneName)
	if err != nil {
		return err
	}
	var cameras recorder.Cameras
	for view, mount := range camera.DefaultMounts() {
		if cameras[view], err = course.Camera(setup.FrameSize, mount, scene, seed); err != nil {
			return err
		}
	}
	return r.BeginDrive(recorder.Drive{
		Road: course.Road.Name, Scene: sceneName, Seed: seed, Vehicle: world.Vehicle().Name,
		Version: steersim.Version, Lane: course.Road.Lane,
	}, cameras)
}

// log is the sink of drive --record.
func (a attempt) log(add func(loop.Sink, func() error), world *sim.World) error {
	w, err := createLog(a.plan.record)
	if err != nil {
		return err
	}
	r, err := recorder.New(w, recorder.DefaultConfig())
	if err != nil {
		return errors.Join(err, w.Close())
	}
	if err := beginLog(r, a.course, a.sceneName, a.seed, world); err != nil {
		return errors.Join(err, r.Close())
	}
	add(r, r.Close)
	return nil
}
