package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/trainer"
	"steersim/trainer/rounds"
)

// The places where improve drives unless it is told others. Those to learn on are enough for an hour of drives without a repetition.
const (
	learnPlaces = "random:10001..10360"
	judgeRoads  = "random:20001..20006"
	judgeScenes = "random:20001..20002"
)

func improve(ctx context.Context, flags *flag.FlagSet, args []string, s streams) error {
	var (
		im     = improvement{s: s}
		data   setup.List
		net    = flags.String("net", "", "weights file or training run to begin with; left out: round 0 learns from --data alone")
		views  = flags.String("views", string(trainer.Moved), "what is learnt from, as in train")
		resume = flags.Bool("resume", false, "go on at the first round in --out that is not whole, with the same flags; --rounds and --jobs may be others")
		asJSON = flags.Bool("json", false, "print the rounds as JSON")
	)
	flags.Var(&data, "data", "logs to begin with, of the expert, of people, of corrections: `PATHS`; again or with commas for more")
	im.Car.Register(flags)
	flags.StringVar(&im.dir, "out", "", "`DIR` of the rounds; its net.safetensors is the best one's")
	flags.IntVar(&im.rounds, "rounds", 5, "rounds after round 0, at most: a round without an intervention is the last")
	flags.Float64Var(&im.Minutes, "minutes", 2, "the last round's network drives to learn, in each round")
	flags.IntVar(&im.Epochs, "epochs", 4, "times through all logs, in each round after round 0")
	flags.IntVar(&im.FirstEpochs, "first-epochs", trainer.DefaultConfig(1).Epochs, "times through --data in round 0, without --net")
	flags.IntVar(&im.Samples, "samples", 0, "pictures an epoch; 0: as many as there are")
	flags.IntVar(&im.DriveEvery, "drive-every", examEvery, "let the net drive held-out roads after every so many epochs, and keep the epoch that drives best; 0: the one with the least validation loss")
	flags.Var(&im.Roads, "road", "roads to learn on, each round on the next of them; left out: "+learnPlaces)
	flags.Var(&im.Scenes, "scene", "scenes to learn in; left out: "+learnPlaces)
	flags.Var(&im.JudgeRoads, "judge-road", "roads that every round is judged on, one lap in each scene; left out: "+judgeRoads)
	flags.Var(&im.JudgeScenes, "judge-scene", "scenes that every round is judged in; left out: "+judgeScenes)
	flags.Uint64Var(&im.Seed, "seed", 1, "of training, starts and speeds")
	flags.BoolVar(&im.BFloat16, "bfloat16", false, "learn by numbers of 8 bits of precision, as in train")
	flags.IntVar(&im.jobs, "jobs", 0, "judged drives side by side; 0: one a processor")
	more, err := parse(flags, args, mostLogs)
	if err != nil {
		return err
	}
	for _, path := range more {
		if err := data.Set(path); err != nil {
			return fmt.Errorf("%w: improve: %w", errUsage, err)
		}
	}
	im.Views = trainer.Views(*views)
	if err := im.check(data); err != nil {
		return err
	}
	if *net != "" {
		if given(flags, "first-epochs") != "" {
			return fmt.Errorf("%w: improve: --first-epochs and --net: round 0 takes the net and learns nothing", errUsage)
		}
		if im.first, err = setup.LoadNet(*net); err != nil {
			return err
		}
		if latency := im.first.LatencyS(); latency != "" {
			return fmt.Errorf("%w: improve: %s was told that it acts %s s late, and would be told another thing: want a net without", errUsage, *net, latency)
		}
		im.Net = im.first.Weights().Hash()
	}
	if im.logs, err = logbook.Open(ctx, data, im.Car); err != nil {
		return err
	}
	tellLogs(im.logs, s)
	var all []rounds.Round
	if err = simulatorsShape(im.logs); err == nil { // as the rounds' own logs have it
		all, err = im.run(ctx, *resume)
	}
	err = errors.Join(err, logbook.Close(im.logs))
	if len(all) == 0 {
		return err
	}
	if *asJSON {
		err = errors.Join(err, report.RoundsJSON(s.out, im.dir, all))
	} else {
		err = errors.Join(err, report.RoundsTable(s.out, all))
	}
	return err
}

// check looks at what was given and fills in what was left out.
func (im *improvement) check(data setup.List) error {
	for _, l := range []struct {
		list *setup.List
		text string
	}{{&im.Roads, learnPlaces}, {&im.Scenes, learnPlaces}, {&im.JudgeRoads, judgeRoads}, {&im.JudgeScenes, judgeScenes}} {
		if len(*l.list) == 0 {
			if err := l.list.Set(l.text); err != nil {
				return err
			}
		}
	}
	const most = 10_000
	switch {
	case len(data) == 0:
		return fmt.Errorf("%w: improve: no --data given", errUsage)
	case im.dir == "":
		return fmt.Errorf("%w: improve: no --out given", errUsage)
	case im.rounds < 0 || im.rounds > most:
		return fmt.Errorf("%w: improve: %d rounds, want 0 to %d", errUsage, im.rounds, most)
	case !(im.Minutes >= leastMinutes && im.Minutes <= mostMinutes):
		return fmt.Errorf("%w: improve: %v minutes a round, want %v to %v", errUsage, im.Minutes, leastMinutes, mostMinutes)
	}
	var err error
	if im.jobs, err = jobsOr(im.jobs); err != nil {
		return fmt.Errorf("%w: improve: %w", errUsage, err)
	}
	for n := range 2 { // a first round's epochs and a later one's
		if err := im.config(n).Check(); err != nil {
			return fmt.Errorf("%w: improve: %w", errUsage, err)
		}
	}
	if err := checkPlaces(im.Roads, im.Scenes); err != nil {
		return err
	}
	if err := checkPlaces(im.JudgeRoads, im.JudgeScenes); err != nil {
		return err
	}
	exam := im.config(0).Exam
	for _, road := range slices.Concat(im.JudgeRoads, setup.List(exam.Roads)) {
		if slices.ContainsFunc(im.Roads, func(learnt string) bool { return setup.RoadName(learnt) == setup.RoadName(road) }) {
			return fmt.Errorf("%w: improve: %s, to be judged or examined on, is a --road too, want one that nothing is learnt on", errUsage, road)
		}
	}
	for _, scene := range slices.Concat(im.JudgeScenes, setup.List(exam.Scenes)) {
		if setup.RandomScene(scene) && slices.Contains(im.Scenes, scene) {
			return fmt.Errorf("%w: improve: %s, to be judged or examined in, is a --scene too, want one that nothing is learnt in", errUsage, scene)
		}
	}
	return nil
}

// run makes the rounds that are left, and keeps each when it is whole.
func (im *improvement) run(ctx context.Context, resume bool) ([]rounds.Round, error) {
	for _, l := range im.logs {
		im.Data = append(im.Data, l.Dataset.Hash())
	}
	if err := teaching.HeldOut(logbook.Opened(im.logs), im.JudgeRoads, im.JudgeScenes); err != nil {
		return nil, fmt.Errorf("%w: improve: %w", errUsage, err)
	}
	slices.Sort(im.Data)
	whole, err := im.begin(resume)
	if err != nil {
		return nil, err
	}
	if len(whole) > 0 { // what was broken off between two files is put right
		if err := im.keep(whole); err != nil {
			return whole, err
		}
	}
	all, err := rounds.Run(ctx, rounds.Config{Most: im.rounds, Whole: whole, Clock: time.Now, Kept: im.keep}, im)
	if err != nil {
		return all, fmt.Errorf("%s: %w; %d whole rounds are kept, --resume goes on", im.dir, err, len(all))
	}
	return all, os.RemoveAll(im.cache())
}
