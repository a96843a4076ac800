package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"io/fs"
	"math"
	"path/filepath"
	"strings"

	"steersim"
	"steersim/camera"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/cmd/internal/view"
	"steersim/model"
	"steersim/model/graph"
	"steersim/trainer"
	"steersim/trainer/augment"
)

// withExam adds the exam by which the best epoch is chosen, after every so many epochs; 0: none.
func withExam(c trainer.Config, every int) trainer.Config {
	c.Exam = teaching.DefaultExam()
	if c.Exam.EveryEpochs = every; every == 0 {
		c.Exam = trainer.Exam{}
	}
	return c
}

// examEvery is after how many epochs there is an exam, unless something else is asked for.
const examEvery = 2

// mostLogs bounds what a shell's pattern may expand to.
const mostLogs = 10_000

func train(ctx context.Context, flags *flag.FlagSet, args []string, s streams) error {
	var (
		data    setup.List
		roads   setup.List
		scenes  setup.List
		car     logbook.Car
		crop    teaching.Crop
		config  = withExam(trainer.DefaultConfig(1), examEvery)
		out     = flags.String("out", "", "`DIR` of the run")
		spec    = flags.String("net-spec", config.Spec.Name, "who learns: "+strings.Join(trainer.LearnerNames(), ", "))
		members = flags.Int("members", 1, "so many networks of that kind learn side by side and steer by their mean, which is calmer")
		views   = flags.String("views", string(config.Views), "what is learnt from: centre, cameras (all three), or with views of moved cars: moved (a little, on the fly), warp (the nearest camera's picture), exact (painted anew), looks (painted anew in random scenes, and moved)")
		label   = flags.String("label", string(config.Label), "what a moved car is asked to do: expert (the simulator's teacher) or two-second (the PilotNet paper's)")
		resume  = flags.Bool("resume", false, "go on where the run in --out was stopped; its own settings hold")
	)
	sameLight := flags.Bool("same-light", false, "show pictures in the light that they were taken in, without changes of light, colour, shadows, sharpness and noise")
	latency := flags.Float64("latency", 0, "milliseconds by which the network will act late: the expert is asked anew, and told")
	flags.IntVar(&config.Exam.EveryEpochs, "drive-every", config.Exam.EveryEpochs, "let the net drive held-out roads after every so many epochs, and keep the epoch that drives best; 0: the one with the least validation loss")
	flags.Float64Var(&config.Exam.Seconds, "drive-seconds", config.Exam.Seconds, "on each of those roads")
	flags.Var(&roads, "drive-road", "those `ROADS`, none of them in a log; left out: random:900001..900008 in scenes of the same seeds, every second three times as large")
	flags.Var(&scenes, "drive-scene", "their `SCENES`, in turn")
	flags.Var(&data, "data", "logs of any format, found by looking: `PATHS`; again or with commas for more")
	flags.Var(&crop, "crop", "`TOP:BOTTOM`, what is kept of every picture's height, as fractions; left out: 0.375:0.84375")
	car.Register(flags)
	flags.IntVar(&config.Epochs, "epochs", config.Epochs, "times through the log")
	flags.IntVar(&config.EpochSamples, "samples", config.EpochSamples, "pictures an epoch; 0: as many as there are")
	flags.IntVar(&config.Batch, "batch", config.Batch, "pictures a step")
	flags.Uint64Var(&config.Seed, "seed", config.Seed, "of first weights, split, order and augmentation")
	flags.Float64Var(&config.Rate, "rate", 0, "Adam's learning rate at its height; left out: the learner's own, of pilotnet 0.001")
	flags.Float64Var(&config.L2, "l2", 0, "what the weights' squares add to the loss, as in ridge regression; left out: the learner's own, of pilotnet 0")
	flags.IntVar(&config.PatienceEpochs, "patience", config.PatienceEpochs, "stop after so many epochs without a better one; 0: never")
	flags.BoolVar(&config.BFloat16, "bfloat16", config.BFloat16, "multiply numbers of 8 bits of precision while learning: one and a half times as fast where the processor does that, an error where it does not")
	more, err := parse(flags, args, mostLogs)
	if err != nil {
		return err
	}
	for _, path := range more { // as a shell's pattern gives them: --data logs/*.mcap
		if err := data.Set(path); err != nil {
			return fmt.Errorf("%w: train: %w", errUsage, err)
		}
	}
	switch {
	case len(data) == 0:
		return fmt.Errorf("%w: train: no --data given", errUsage)
	case *out == "":
		return fmt.Errorf("%w: train: no --out given", errUsage)
	case *members < 1:
		return fmt.Errorf("%w: train: %d members, want 1 or more", errUsage, *members)
	case math.Mod(*latency, latencyStepMS) != 0: // also of what is no number
		return fmt.Errorf("%w: train: a latency of %v ms: a driver acts every %d ms, want a multiple of that", errUsage, *latency, latencyStepMS)
	}
	learner, err := trainer.LearnerByName(*spec)
	if err != nil {
		return fmt.Errorf("%w: train: %w", errUsage, err)
	}
	rate, l2 := config.Rate, config.L2
	config = config.By(learner)
	if *members != 1 {
		config.Spec = model.Ensemble(config.Spec, *members)
	}
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "rate":
			config.Rate = rate
		case "l2":
			config.L2 = l2
		}
	})
	config = config.Learning(trainer.Views(*views))
	config.Prepare = crop.Of(config.Prepare)
	if *sameLight {
		config.Augment = config.Augment.InSameLight()
	}
	config.Label, config.LatencyS = augment.Law(*label), *latency/1000
	config.Exam.LatencyS = config.LatencyS
	if len(roads) > 0 {
		config.Exam.Roads = roads
	}
	if len(scenes) > 0 {
		config.Exam.Scenes = scenes
	}
	if config.Exam.EveryEpochs == 0 {
		if idle := given(flags, "drive-road", "drive-scene", "drive-seconds"); idle != "" {
			return fmt.Errorf("%w: train: --%s and --drive-every 0: where nothing is driven there is no use for it", errUsage, idle)
		}
		config.Exam = trainer.Exam{}
	}
	if err := config.Check(); err != nil {
		return fmt.Errorf("%w: train: %w", errUsage, err)
	}
	if err := checkPlaces(config.Exam.Roads, config.Exam.Scenes); err != nil {
		return err
	}
	if *resume {
		if config, err = settled(flags, *out, config); err != nil {
			return err
		}
	}
	logs, err := logbook.Open(ctx, data, car)
	if err != nil {
		return err
	}
	tellLogs(logs, s)
	if config, err = seeing(config, logs, s); err != nil {
		return errors.Join(err, logbook.Close(logs))
	}
	config = config.Filling(logbook.Records(logs))
	result, err := learn(ctx, trainer.Job{Config: config, Logs: logbook.Opened(logs), Dir: *out, Resume: *resume}, setup.Processors(), s)
	if err = errors.Join(err, logbook.Close(logs)); err != nil {
		return err
	}
	best, early := result.History[result.Best-1], ""
	if result.Early {
		early = ", stopped early"
	}
	if d := best.Drives; d != nil {
		early = fmt.Sprintf(", with %d interventions and %.3f m in its drives%s", d.Interventions, d.LateralMAEM, early)
	}
	fmt.Fprintf(s.out, "%s: epoch %d of %d is the best%s: validation loss %.3g, mean error %.5f 1/m and correlation %.3f on %d pictures of stretches held out; %d pictures to learn from\n",
		*out, result.Best, result.Epochs, early, best.ValLoss, best.ValMAEPerM, best.ValCorrelation, result.Val, result.Train)
	return nil
}

// tellLogs tells what could not be used of logs, and what was assumed.
func tellLogs(logs []logbook.Log, s streams) {
	for _, l := range logs {
		for _, note := range l.Notes {
			fmt.Fprintln(s.err, note)
		}
	}
}

// settled are the settings of a run that is resumed: the checkpoint's, over which only what was given is laid.
// A setting that differs is refused later, with both values.
func settled(flags *flag.FlagSet, dir string, given trainer.Config) (trainer.Config, error) {
	c, err := trainer.ReadCheckpoint(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return given, nil // stopped before there was anything to resume: the run begins
	}
	if err != nil {
		return trainer.Config{}, err
	}
	config := c.Config
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "epochs":
			config.Epochs = given.Epochs
		case "batch":
			config.Batch = given.Batch
		case "samples":
			config.EpochSamples = given.EpochSamples
		case "seed":
			config.Seed = given.Seed
		case "bfloat16":
			config.BFloat16 = given.BFloat16
		case "rate":
			config.Rate = given.Rate
		case "l2":
			config.L2 = given.L2
		case "patience":
			config.PatienceEpochs = given.PatienceEpochs
		case "net-spec", "members":
			config.Spec, config.Begin = given.Spec, given.Begin
		case "views":
			config = config.Learning(given.Views)
		case "drive-every":
			config.Exam.EveryEpochs = given.Exam.EveryEpochs
		case "drive-seconds":
			config.Exam.Seconds = given.Exam.Seconds
		case "drive-road":
			config.Exam.Roads = given.Exam.Roads
		case "drive-scene":
			config.Exam.Scenes = given.Exam.Scenes
		case "same-light":
			if f.Value.String() == "true" {
				config.Augment = config.Augment.InSameLight()
			}
		case "latency":
			config.LatencyS, config.Exam.LatencyS = given.LatencyS, given.Exam.LatencyS
		case "crop":
			config.Prepare = given.Prepare
		case "label":
			config.Label = given.Label
		}
	})
	return config, nil
}

// learn runs the training and draws its losses. So many drives of its exams are made side by side.
func learn(ctx context.Context, job trainer.Job, jobs int, s streams) (trainer.Result, error) {
	if err := teaching.HeldOut(job.Logs, job.Config.Exam.Roads, job.Config.Exam.Scenes); err != nil {
		return trainer.Result{}, err
	}
	job, err := furnished(job, s)
	if err != nil {
		return trainer.Result{}, err
	}
	note := job.Note
	job.Workers = setup.Processors()
	if job.Examiner, err = teaching.NewExaminer(ctx, job.Config.Exam, job.Config.Prepare, jobs); err != nil {
		return trainer.Result{}, err
	}
	if job.First == nil && job.Config.Begin != trainer.Drawn {
		note("first weights are learnt from the pictures alone")
		if job.First, err = teaching.Begin(ctx, job.Config, job.Logs); err != nil {
			return trainer.Result{}, err
		}
	}
	job.NewFitter = func(first model.Weights, batch int) (trainer.Fitter, error) {
		c := graph.Config{Weights: first, Batch: batch, BFloat16: job.Config.BFloat16, L2: job.Config.L2, Seed: job.Config.Seed}
		if first.Spec.Members > 0 {
			return graph.NewEnsemble(c)
		}
		return graph.New(c)
	}
	lines := &trainLines{s: s}
	job.Progress = lines.update
	var drawing error
	job.Kept = func(history []trainer.Epoch, best int) {
		drawing = report.Loss(filepath.Join(job.Dir, "loss.png"), history, best)
	}
	job.Exhibit = func(e trainer.Exhibit) error { return exhibit(job.Dir, job.Config.Prepare, e) }
	result, err := trainer.Run(ctx, job)
	lines.stop()
	err = errors.Join(err, drawing)
	if err != nil && result.Epochs > 0 {
		return result, fmt.Errorf("%s: %w; %d epochs are kept, --resume goes on", job.Dir, err, result.Epochs)
	}
	if err != nil {
		return result, fmt.Errorf("%s: %w", job.Dir, err)
	}
	return result, nil
}

// furnished gives a job what its pictures and labels need.
func furnished(job trainer.Job, s streams) (trainer.Job, error) {
	job.Version, job.Engine, job.NewPainter = steersim.Version, graph.Engine(), teaching.Painters(job.Config)
	job.Note = func(text string) { fmt.Fprintln(s.err, "train:", text) }
	var err error
	if job.PaintedBy, err = teaching.PaintedBy(job.Config); err != nil {
		return job, err
	}
	job.Teacher, err = teaching.NewTeacher(job.Config.LatencyS, job.Note)
	return job, err
}

// exhibit draws what a training learns from: curves.png and samples.png.
func exhibit(dir string, prepare camera.PrepareConfig, e trainer.Exhibit) error {
	if err := report.Histogram(filepath.Join(dir, "curves.png"), e.Recorded, e.Learnt); err != nil {
		return err
	}
	var shown []view.Shown
	for _, x := range e.Examples {
		picture := image.NewRGBA(image.Rect(0, 0, x.Width, x.Height))
		if err := camera.Unprepare(picture, x.Picture); err != nil {
			return err
		}
		shown = append(shown, view.Shown{Picture: picture, LabelPerM: x.LabelPerM, Caption: fmt.Sprintf("from %+.2f m, %+.1f°", x.ShiftM, x.YawRad*180/math.Pi)})
	}
	sheet, err := view.Sheet(shown, prepare)
	if err != nil {
		return err
	}
	return file.SavePNG(filepath.Join(dir, "samples.png"), sheet)
}

// trainLines shows each phase of a training as a line of its own, with the trainer's own figures.
type trainLines struct {
	s     streams
	phase trainer.Phase
	line  *progress.Line
}

func (t *trainLines) update(p trainer.Progress) {
	if p.Phase == trainer.Validating || p.Phase == trainer.Driving {
		return
	}
	if t.line == nil || p.Phase != t.phase {
		t.stop()
		t.line, t.phase = progress.New(t.s.progress(), string(p.Phase), float64(p.Total), "pictures"), p.Phase
	}
	note := ""
	if p.Phase == trainer.Training {
		note = fmt.Sprintf("epoch %d of %d, loss %.3g", p.Epoch, p.Epochs, p.TrainLoss)
	}
	t.line.Show(float64(p.Done), p.PicturesPerS, p.LeftS, note)
}

func (t *trainLines) stop() {
	if t.line != nil {
		t.line.Stop()
	}
}
