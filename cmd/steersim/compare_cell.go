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
	"time"

	"steersim/cmd/internal/comparison"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/recorder"
	"steersim/sim/eval"
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

// gridRun is what compare is asked for.
type gridRun struct {
	recipe
	dir   string
	html  string
	cells int // when all are whole
	jobs  int // side by side
	s     streams

	rows   []grid.Row // of the trainings that are whole
	scores []grid.SceneScore
}

// Files of a comparison's directory, beside a run for each training.
const (
	recipeName  = "compare.json"
	scenesName  = "scenes.csv"
	gridName    = "compare.csv"
	gridPicture = "compare.png"
)

func (c *gridRun) cellDir(cell grid.Cell) string { return filepath.Join(c.dir, cell.Name()) }
func (c *gridRun) log(d grid.Data) string        { return filepath.Join(c.dir, d.Name()+".mcap") }
func (c *gridRun) cache(d grid.Data) string      { return filepath.Join(c.dir, d.Name()+".cache") }

func (c *gridRun) tell(format string, args ...any) {
	fmt.Fprintf(c.s.err, "compare: "+format+"\n", args...)
}

// begin puts the directory in order and reads what it holds.
func (c *gridRun) begin(resume bool) error {
	begun, err := settle("compare", c.dir, recipeName, c.recipe, resume, gridName, scenesName, gridPicture, gridPage, "*.mcap", "*.cache")
	if err != nil || !begun {
		return err
	}
	if c.rows, err = readRows(filepath.Join(c.dir, gridName), grid.Read); err != nil {
		return err
	}
	c.scores, err = readRows(filepath.Join(c.dir, scenesName), grid.ReadScenes)
	return err
}

// keep writes what the whole trainings come to.
func (c *gridRun) keep() error {
	if err := file.Write(filepath.Join(c.dir, scenesName), func(w io.Writer) error { return grid.WriteScenes(w, c.scores) }); err != nil {
		return err
	}
	if err := file.Write(filepath.Join(c.dir, gridName), func(w io.Writer) error { return grid.Write(w, c.rows) }); err != nil {
		return err
	}
	if err := comparison.Plot(filepath.Join(c.dir, gridPicture), c.rows); err != nil {
		return err
	}
	return c.page()
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
func (c *gridRun) config(cell grid.Cell) (trainer.Config, error) {
	config := withExam(trainer.DefaultConfig(cell.Seed).Learning(c.Views), c.DriveEvery)
	config.Epochs, config.EpochSamples, config.BFloat16 = c.Epochs, c.Samples, c.BFloat16
	learner, err := trainer.LearnerByName(cell.Learner)
	return config.By(learner), err
}

// job is a cell's training, from logs that the caller closes.
func (c *gridRun) job(ctx context.Context, cell grid.Cell) (trainer.Job, []logbook.Log, error) {
	config, err := c.config(cell)
	if err != nil {
		return trainer.Job{}, nil, err
	}
	logs, err := logbook.Open(ctx, []string{c.log(cell.Data())}, logbook.Car{})
	if err != nil {
		return trainer.Job{}, nil, err
	}
	job := trainer.Job{Config: config.Filling(logbook.Records(logs)), Logs: logbook.Opened(logs), Dir: c.cellDir(cell), CacheDir: c.cache(cell.Data())}
	if err := teaching.HeldOut(job.Logs, c.JudgeRoads, c.JudgeScenes); err != nil {
		return job, nil, errors.Join(err, logbook.Close(logs))
	}
	return job, logs, nil
}

// ready lets the expert drive, and prepares the pictures for all who learn from that.
func (c *gridRun) ready(ctx context.Context, cell grid.Cell, s streams) (err error) {
	if err := c.record(ctx, cell.Data(), c.log(cell.Data()), s); err != nil {
		return err
	}
	job, logs, err := c.job(ctx, cell)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, logbook.Close(logs)) }()
	if job, err = furnished(job, s); err != nil {
		return err
	}
	return trainer.MakeReady(ctx, job)
}

// cell lets a learner learn, and judges it. What was broken off goes on.
func (c *gridRun) cell(ctx context.Context, cell grid.Cell, s streams) (row grid.Row, scores []grid.SceneScore, err error) {
	begun := time.Now()
	job, logs, err := c.job(ctx, cell)
	if err != nil {
		return row, nil, err
	}
	defer func() { err = errors.Join(err, logbook.Close(logs)) }()
	if _, err := trainer.ReadCheckpoint(job.Dir); !errors.Is(err, fs.ErrNotExist) {
		job.Resume = true
	}
	result, err := learn(ctx, job, c.judgeJobs(), s)
	if err != nil {
		return row, nil, err
	}
	reports, err := judge(ctx, job.Dir, c.JudgeRoads, c.JudgeScenes, c.judgeJobs(), s)
	if err != nil {
		return row, nil, err
	}
	best, judged := result.History[result.Best-1], eval.Total(reports)
	return grid.Row{
		Cell: cell, Pictures: result.Train, Epoch: result.Best, ValLoss: best.ValLoss, ValMAEPerM: best.ValMAEPerM,
		DistanceM: judged.DistanceM, Interventions: judged.Interventions, InterventionsPerKm: judged.InterventionsPerKm, AutonomyPct: judged.AutonomyPct,
		LateralMAEM: judged.LateralMAEM, LateralMaxM: judged.LateralMaxM, WhitenessDegS: judged.WhitenessDegS, ExpertWhitenessDegS: judged.ExpertWhitenessDegS,
		Seconds: math.Round(10*time.Since(begun).Seconds()) / 10,
	}, byScene(cell, reports), nil
}

// judgeJobs is how many drives of one training are judged at once: the others have their processors.
func (c *gridRun) judgeJobs() int { return max(1, setup.Processors()/c.jobs) }

// byScene is how a cell drove in each scene, in the order of the scenes.
func byScene(cell grid.Cell, reports []eval.Report) (scores []grid.SceneScore) {
	var scenes []string
	of := map[string][]eval.Report{}
	for _, r := range reports {
		if of[r.Scene] == nil {
			scenes = append(scenes, r.Scene)
		}
		of[r.Scene] = append(of[r.Scene], r)
	}
	for _, scene := range scenes {
		t := eval.Total(of[scene])
		scores = append(scores, grid.SceneScore{Cell: cell, Scene: scene, DistanceM: t.DistanceM, Interventions: t.Interventions,
			InterventionsPerKm: t.InterventionsPerKm, AutonomyPct: t.AutonomyPct, LateralMAEM: t.LateralMAEM})
	}
	return scores
}

// record makes the log of some data, if it is not there.
func (c *gridRun) record(ctx context.Context, d grid.Data, log string, s streams) error {
	if _, err := os.Stat(log); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := log + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	t := trip{minutes: d.Minutes, driveSeconds: grid.DriveS, seed: d.Seed}
	t.roads, t.scenes = places(d)
	if _, err := t.log(ctx, part, recorder.DefaultConfig(), s); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return os.Rename(part, log)
}
