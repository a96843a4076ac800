package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/trainer"
	"steersim/trainer/grid"
)

// recipe are what all trainings of a comparison have in common, by the names of the flags.
type recipe struct {
	Epochs      int           `json:"epochs"`
	Samples     int           `json:"samples"`
	DriveEvery  int           `json:"drive-every"`
	Views       trainer.Views `json:"views"`
	BFloat16    bool          `json:"bfloat16"`
	JudgeRoads  setup.List    `json:"judge-road"`
	JudgeScenes setup.List    `json:"judge-scene"`
}

// comparison is what compare is asked for.
type comparison struct {
	recipe
	dir   string
	html  string
	cells int // when all are whole
	jobs  int
	s     streams
}

// Files of a comparison's directory, beside a run for each training.
const (
	recipeName  = "compare.json"
	gridName    = "compare.csv"
	gridPicture = "compare.png"
)

func (c *comparison) cellDir(cell grid.Cell) string { return filepath.Join(c.dir, cell.Name()) }
func (c *comparison) log(d grid.Data) string        { return filepath.Join(c.dir, d.Name()+".mcap") }
func (c *comparison) cache() string                 { return filepath.Join(c.dir, "cache") }

func (c *comparison) tell(format string, args ...any) {
	fmt.Fprintf(c.s.err, "compare: "+format+"\n", args...)
}

// clock says how long the rest will take, from how long the trainings before took.
func (c *comparison) clock(all int) func(done int) string {
	begun := time.Now()
	return func(done int) string {
		if done == 0 {
			return ""
		}
		each := time.Since(begun) / time.Duration(done)
		return fmt.Sprintf("; %v left", (time.Duration(all-done) * each).Round(time.Minute))
	}
}

func whole(rows []grid.Row, cell grid.Cell) bool {
	return slices.ContainsFunc(rows, func(r grid.Row) bool { return r.Cell == cell })
}

// begin puts the directory in order and reads the table that it holds.
func (c *comparison) begin(resume bool) ([]grid.Row, error) {
	begun, err := settle("compare", c.dir, recipeName, c.recipe, resume, gridName)
	if err != nil || !begun {
		return nil, err
	}
	table, err := os.Open(filepath.Join(c.dir, gridName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // not even the first is whole
	}
	if err != nil {
		return nil, err
	}
	defer table.Close()
	rows, err := grid.Read(table)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", table.Name(), err)
	}
	return rows, nil
}

// keep writes what the whole trainings come to.
func (c *comparison) keep(rows []grid.Row) error {
	if err := file.Write(filepath.Join(c.dir, gridName), func(w io.Writer) error { return grid.Write(w, rows) }); err != nil {
		return err
	}
	if err := report.Grid(filepath.Join(c.dir, gridPicture), rows); err != nil {
		return err
	}
	return c.page(rows)
}

// places are the roads and scenes of some data: those of a seed are nobody else's, and every fourth road is a fast one.
func places(d grid.Data) (roads, scenes setup.List) {
	for i := range uint64(d.Roads) {
		scene := fmt.Sprintf("random:%d", d.Seed*placesEach+i)
		road := scene
		if i%4 == 3 {
			road += "x3"
		}
		roads, scenes = append(roads, road), append(scenes, scene)
	}
	return roads, scenes
}

// placesEach is how many roads a seed has at its disposal; those to judge on and of exams are below.
const (
	placesEach = 1_000_000
	mostSeed   = 1_000_000_000
)

// config is that of a cell's training.
func (c *comparison) config(cell grid.Cell) (trainer.Config, error) {
	config := withExam(trainer.DefaultConfig(cell.Seed).Learning(c.Views), c.DriveEvery)
	config.Epochs, config.EpochSamples, config.BFloat16 = c.Epochs, c.Samples, c.BFloat16
	learner, err := trainer.LearnerByName(cell.Learner)
	return config.By(learner), err
}

// cell lets the expert drive, lets a learner learn from that, and judges it. What was broken off goes on.
func (c *comparison) cell(ctx context.Context, cell grid.Cell) (row grid.Row, err error) {
	begun := time.Now()
	log := c.log(cell.Data())
	if err := c.record(ctx, cell.Data(), log); err != nil {
		return row, err
	}
	config, err := c.config(cell)
	if err != nil {
		return row, err
	}
	logs, err := setup.Logs([]string{log}, setup.LogCar{})
	if err != nil {
		return row, err
	}
	defer func() { err = errors.Join(err, setup.CloseLogs(logs)) }()
	if err := setup.HeldOut(setup.Opened(logs), c.JudgeRoads, c.JudgeScenes); err != nil {
		return row, err
	}
	job := trainer.Job{Config: config.Filling(setup.Records(logs)), Logs: setup.Opened(logs), Dir: c.cellDir(cell), CacheDir: c.cache()}
	if _, err := trainer.ReadCheckpoint(job.Dir); !errors.Is(err, fs.ErrNotExist) {
		job.Resume = true
	}
	result, err := learn(ctx, job, c.s)
	if err != nil {
		return row, err
	}
	judged, err := judge(ctx, job.Dir, c.JudgeRoads, c.JudgeScenes, c.jobs, c.s)
	if err != nil {
		return row, err
	}
	best := result.History[result.Best-1]
	c.tell("%s: %d interventions in %.1f km, autonomy %.2f %%, %.3f m off the lane's centre on average",
		cell.Name(), judged.Interventions, judged.DistanceM/1000, judged.AutonomyPct, judged.LateralMAEM)
	return grid.Row{
		Cell: cell, Pictures: result.Train, Epoch: result.Best, ValLoss: best.ValLoss, ValMAEPerM: best.ValMAEPerM,
		DistanceM: judged.DistanceM, Interventions: judged.Interventions, InterventionsPerKm: judged.InterventionsPerKm, AutonomyPct: judged.AutonomyPct,
		LateralMAEM: judged.LateralMAEM, LateralMaxM: judged.LateralMaxM, WhitenessDegS: judged.WhitenessDegS, ExpertWhitenessDegS: judged.ExpertWhitenessDegS,
		Seconds: math.Round(10*time.Since(begun).Seconds()) / 10,
	}, nil
}

// record makes the log of some data, if it is not there.
func (c *comparison) record(ctx context.Context, d grid.Data, log string) error {
	if _, err := os.Stat(log); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := log + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	t := trip{minutes: d.Minutes, driveSeconds: grid.DriveS, seed: d.Seed}
	t.roads, t.scenes = places(d)
	if _, err := t.log(ctx, part, recorder.DefaultConfig(), c.s); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return os.Rename(part, log)
}
