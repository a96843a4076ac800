package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"steersim/camera"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/sim/eval"
	"steersim/trainer"
	"steersim/trainer/rounds"
)

// warmRateShare is the learning rate of the rounds after the first, which begin with weights that can drive already, as a share
// of that of a training from nothing.
const warmRateShare = 0.5

// improveDriveS is how long the network drives before the next road and scene take their turn: many looks, as DECISIONS.md has it.
const improveDriveS = 10.0

// improvement is what improve is asked for. It is the crew of its rounds.
type improvement struct {
	settings
	dir          string
	rounds, jobs int
	first        *setup.Net    // that round 0 takes; nil: it learns one
	logs         []logbook.Log // of --data
	s            streams
}

var _ rounds.Crew = (*improvement)(nil)

func (im *improvement) round(n int) string { return filepath.Join(im.dir, fmt.Sprintf("round-%d", n)) }
func (im *improvement) log(n int) string   { return im.round(n) + ".mcap" }
func (im *improvement) cache() string      { return filepath.Join(im.dir, "cache") }

// config is that of a round's training.
func (im *improvement) config(n int) trainer.Config {
	c := withExam(trainer.DefaultConfig(im.Seed).Learning(im.Views), im.DriveEvery)
	c.Epochs, c.EpochSamples, c.BFloat16 = im.FirstEpochs, im.Samples, im.BFloat16
	if im.first != nil {
		if l, err := trainer.LearnerByName(im.first.Spec().Name); err == nil {
			c.Rate, c.L2 = l.Rate, l.L2
		}
		c.Spec = im.first.Spec()
		if p := im.first.Prepare(); p != (camera.PrepareConfig{}) {
			c.Prepare = p
		}
	}
	if n > 0 {
		c.Epochs = im.Epochs
		c.Rate *= warmRateShare
	}
	return c
}

// Drive is of rounds.Crew. A log that is there is of a round that was broken off.
func (im *improvement) Drive(ctx context.Context, n int) (eval.Report, error) {
	net, err := setup.LoadNet(im.round(n - 1))
	if err != nil {
		return eval.Report{}, err
	}
	if err := os.Remove(im.log(n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return eval.Report{}, err
	}
	im.tell("round %d of %d: the network of round %d drives on fresh roads and is told better", n, im.rounds, n-1)
	drives := int(math.Ceil(im.Minutes * 60 / improveDriveS))
	t := trip{wheel: setup.Wheel{Net: net}, roads: im.Roads, scenes: im.Scenes, first: (n - 1) * drives,
		minutes: im.Minutes, driveSeconds: improveDriveS, seed: im.Seed, calm: true}
	_, err = t.log(ctx, im.log(n), recorder.DefaultConfig(), im.s)
	return t.driven(), err
}

// Learn is of rounds.Crew. A training that was broken off goes on.
func (im *improvement) Learn(ctx context.Context, n int) (learnt rounds.Learnt, err error) {
	if n == 0 && im.first != nil {
		if err := os.MkdirAll(im.round(0), 0o777); err != nil {
			return learnt, err
		}
		return learnt, im.first.Save(filepath.Join(im.round(0), netName))
	}
	var paths []string
	for i := 1; i <= n; i++ {
		paths = append(paths, im.log(i))
	}
	own, err := logbook.Open(ctx, paths, logbook.Car{})
	if err != nil {
		return learnt, err
	}
	defer func() { err = errors.Join(err, logbook.Close(own)) }()
	logs := append(im.logs[:len(im.logs):len(im.logs)], own...)
	job := trainer.Job{Config: im.config(n).Filling(logbook.Records(logs)), Logs: logbook.Opened(logs), Dir: im.round(n)}
	if !im.Views.Painted() { // whose pictures follow from all logs together
		job.CacheDir = im.cache()
	}
	if _, err := trainer.ReadCheckpoint(job.Dir); !errors.Is(err, fs.ErrNotExist) {
		job.Resume = true
	}
	if n > 0 {
		net, err := setup.LoadNet(im.round(n - 1))
		if err != nil {
			return learnt, err
		}
		job.First = net.Weights()
	}
	im.tell("round %d of %d: %.1f minutes of driving to learn from", n, im.rounds, logbook.Minutes(logs))
	result, err := learn(ctx, job, setup.Processors(), im.s)
	return rounds.Learnt{Minutes: math.Round(logbook.Minutes(logs)*1000) / 1000, Pictures: result.Train}, err
}

// Judge is of rounds.Crew.
func (im *improvement) Judge(ctx context.Context, n int) (eval.Report, error) {
	reports, err := judge(ctx, im.round(n), im.JudgeRoads, im.JudgeScenes, im.jobs, im.s)
	t := eval.Total(reports)
	if err != nil {
		return t, err
	}
	im.tell("round %d of %d: %d interventions in %.1f km (%.3f a km), autonomy %.2f %%, %.3f m off the lane's centre on average",
		n, im.rounds, t.Interventions, t.DistanceM/1000, t.InterventionsPerKm, t.AutonomyPct, t.LateralMAEM)
	return t, nil
}

// judge lets a network drive one lap of every road in every scene.
func judge(ctx context.Context, path string, roads, scenes setup.List, jobs int, s streams) ([]eval.Report, error) {
	net, err := setup.LoadNet(path)
	if err != nil {
		return nil, err
	}
	return lap(ctx, setup.Wheel{Net: net}, roads, scenes, jobs, s)
}

// lap lets a driver drive one lap of every road in every scene.
func lap(ctx context.Context, wheel setup.Wheel, roads, scenes setup.List, jobs int, s streams) ([]eval.Report, error) {
	p := plan{roads: roads, scenes: scenes, seeds: []uint64{1}, wheel: wheel, laps: 1, jobs: jobs}
	if err := p.check(); err != nil {
		return nil, err
	}
	reports, _, err := p.drive(ctx, s)
	return reports, err
}

func (im *improvement) tell(format string, args ...any) {
	fmt.Fprintf(im.s.err, "improve: "+format+"\n", args...)
}
