package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"

	"steersim"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/model/graph"
	"steersim/trainer"
)

func train(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var (
		data   setup.List
		config = trainer.DefaultConfig(1)
		out    = fs.String("out", "", "`DIR` of the run")
		spec   = fs.String("net-spec", config.Spec.Name, "architecture: pilotnet or pilotnet-elu")
		resume = fs.Bool("resume", false, "go on where the run in --out was stopped; its own settings hold")
	)
	fs.Var(&data, "data", "logs: `PATHS`; again or with commas for more")
	fs.IntVar(&config.Epochs, "epochs", config.Epochs, "times through the log")
	fs.IntVar(&config.Batch, "batch", config.Batch, "pictures a step")
	fs.Uint64Var(&config.Seed, "seed", config.Seed, "of first weights, split, order and augmentation")
	fs.Float64Var(&config.Rate, "rate", config.Rate, "Adam's learning rate at its height")
	fs.IntVar(&config.PatienceEpochs, "patience", config.PatienceEpochs, "stop after so many epochs without a better one; 0: never")
	if err := parse(fs, args); err != nil {
		return err
	}
	switch {
	case len(data) == 0:
		return fmt.Errorf("%w: train: no --data given", errUsage)
	case *out == "":
		return fmt.Errorf("%w: train: no --out given", errUsage)
	}
	var err error
	if config.Spec, err = model.SpecByName(*spec); err != nil {
		return fmt.Errorf("%w: train: %w", errUsage, err)
	}
	if *resume {
		if config, err = settled(fs, *out, config); err != nil {
			return err
		}
	}
	logs, err := setup.Logs(data)
	if err != nil {
		return err
	}
	err = learn(ctx, trainer.Job{Config: config, Logs: logs, Dir: *out, Resume: *resume}, s)
	for _, l := range logs {
		err = errors.Join(err, l.Dataset.Close())
	}
	return err
}

// settled are the settings of a run that is resumed: the checkpoint's, over which only what was given is laid.
// A setting that differs is refused later, with both values.
func settled(fs *flag.FlagSet, dir string, given trainer.Config) (trainer.Config, error) {
	c, err := trainer.ReadCheckpoint(dir)
	if err != nil {
		return trainer.Config{}, err
	}
	config := c.Config
	fs.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "epochs":
			config.Epochs = given.Epochs
		case "batch":
			config.Batch = given.Batch
		case "seed":
			config.Seed = given.Seed
		case "rate":
			config.Rate = given.Rate
		case "patience":
			config.PatienceEpochs = given.PatienceEpochs
		case "net-spec":
			config.Spec = given.Spec
		}
	})
	return config, nil
}

// learn runs the training and draws its losses.
func learn(ctx context.Context, job trainer.Job, s streams) error {
	var fitter *graph.Fitter
	job.Version, job.Engine = steersim.Version, graph.Engine()
	job.NewFitter = func(first model.Weights, batch int) (trainer.Fitter, error) {
		var err error
		fitter, err = graph.New(graph.Config{Weights: first, Batch: batch})
		return fitter, err
	}
	lines := &trainLines{s: s}
	job.Progress = lines.update
	job.Note = func(text string) { fmt.Fprintln(s.err, "train:", text) }
	result, err := trainer.Run(ctx, job)
	if fitter != nil {
		err = errors.Join(err, fitter.Close())
	}
	if len(result.History) > 0 {
		err = errors.Join(err, report.Loss(filepath.Join(job.Dir, "loss.png"), result.History, result.Best))
	}
	if err != nil {
		if result.Epochs > 0 {
			return fmt.Errorf("%s: %w; %d epochs are kept, --resume goes on", job.Dir, err, result.Epochs)
		}
		return fmt.Errorf("%s: %w", job.Dir, err)
	}
	best := result.History[result.Best-1]
	fmt.Fprintf(s.out, "%s: %d epochs of %d pictures, best is epoch %d: validation loss %.3g, mean error %.5f 1/m on %d pictures\n",
		job.Dir, result.Epochs, result.Train, result.Best, best.ValLoss, best.ValMAEPerM, result.Val)
	return nil
}

// trainLines shows each phase of a training as a line of its own.
type trainLines struct {
	s     streams
	phase trainer.Phase
	line  *progress.Line
}

func (t *trainLines) update(p trainer.Progress) {
	if p.Phase == trainer.Validating {
		return
	}
	if t.line == nil || p.Phase != t.phase {
		t.line, t.phase = progress.New(t.s.err, string(p.Phase), float64(p.Total), "pictures"), p.Phase
	}
	note := ""
	if p.Phase == trainer.Training {
		note = fmt.Sprintf("epoch %d of %d, loss %.3g", p.Epoch, p.Epochs, p.TrainLoss)
	}
	if p.Done >= p.Total {
		t.line.Done(float64(p.Done), note)
		t.line = nil
		return
	}
	t.line.Update(float64(p.Done), note)
}
