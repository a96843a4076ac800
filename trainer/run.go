package trainer

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"path/filepath"
	"runtime"

	"steersim/model"
	"steersim/trainer/frames"
)

// Job is one training.
type Job struct {
	Config Config
	Logs   []Log // any order; they stay open
	Dir    string
	Resume bool // go on from Dir's checkpoint, whose config must be Config (ReadCheckpoint tells it); where nothing is, begin

	// First are the weights to begin with, of Config.Spec; nil: drawn by Config.Seed. A training that is resumed goes on with the
	// checkpoint's own, and First must be what it was begun with, which the checkpoint and run.json know by its hash.
	First *model.Weights

	// NewFitter makes the network that learns, for batches of up to batch pictures. If it has a Close, that is called in
	// the end.
	NewFitter func(first model.Weights, batch int) (Fitter, error)

	Teacher Teacher // nil: what the logs' drivers did is learnt as it is

	NewPainter func() (Painter, error) // called once for each goroutine; needed for the views warp, exact and looks
	PaintedBy  string                  // what they are made by: views made otherwise are not taken from a cache

	Examiner Examiner // needed where the config has an exam

	CacheDir string // of prepared pictures, which stay there for the next training; "": in Dir, until the training is done
	NoCache  bool   // decode every picture in every epoch
	Workers  int    // that decode and augment; 0: one a processor

	Version  string                          // of the program
	Engine   string                          // of the fitter; only noted
	Kept     func(history []Epoch, best int) // called after every epoch, when its files are written
	Progress func(Progress)
	Note     func(string)        // a line that the user should read
	Exhibit  func(Exhibit) error // called once, before the first epoch
}

// Result is what a training came to.
type Result struct {
	Train, Val, Dropped int // pictures learnt from and judged by; records between the two
	Epochs              int // done, in all
	Best                int // epoch, that net.safetensors is of
	History             []Epoch
	Early               bool // no better epoch for as long as PatienceEpochs
}

// ErrDiverged is a training whose loss is no number any more.
var ErrDiverged = errors.New("training diverged")

// Run trains, writing Dir as it goes. The same Config and logs give the same weights bit for bit, however often the
// training is stopped and resumed, and however many workers there are, as far as the fitter's arithmetic does.
// When ctx ends Run finishes the step, keeps the last whole epoch, and returns its result with ctx's error.
func Run(ctx context.Context, j Job) (Result, error) {
	j = j.withDefaults()
	if err := j.check(); err != nil {
		return Result{}, err
	}
	j.Logs = sortedByHash(j.Logs)
	c := Checkpoint{
		Config: j.Config, Data: describe(j.Logs), Version: j.Version, Engine: j.Engine, Platform: runtime.GOOS + "/" + runtime.GOARCH,
	}
	if j.First != nil {
		c.First = j.First.Hash()
	}
	taken, err := prepareDir(j.Dir)
	switch {
	case err != nil:
		return Result{}, err
	case taken != "" && !j.Resume:
		return Result{}, fmt.Errorf("%w: %s exists: resume that training, or choose another directory", ErrExists, taken)
	case taken == "" && j.Resume:
		j.Note(fmt.Sprintf("%s holds nothing to resume: beginning anew", j.Dir))
		j.Resume = false
	case j.Resume:
		if c, err = j.resume(c); err != nil {
			return Result{}, err
		}
	}
	p, err := newPlan(j.Config, j.Logs, j.Teacher)
	if err != nil {
		return Result{}, err
	}
	s := &session{job: j, plan: p, checkpoint: c}
	defer s.end()
	if err := s.begin(); err != nil {
		return s.result(), err
	}
	stores, err := s.open(ctx)
	if err != nil {
		return s.result(), errors.Join(err, s.clear(ctx), closeAll(stores))
	}
	if err = s.learn(ctx, stores); err != nil {
		err = errors.Join(err, s.clear(ctx))
	}
	if err == nil && j.CacheDir == "" {
		for _, st := range stores {
			err = errors.Join(err, st.Remove())
		}
		return s.result(), err
	}
	return s.result(), errors.Join(err, closeAll(stores))
}

// clear takes back a training that failed before its first epoch, so that the next one may be where it was.
func (s *session) clear(ctx context.Context) error {
	if ctx.Err() != nil || s.job.Resume || s.checkpoint.Epoch > 0 {
		return nil
	}
	return clearDir(s.job.Dir)
}

func (j Job) withDefaults() Job {
	if j.Workers <= 0 {
		j.Workers = runtime.GOMAXPROCS(0)
	}
	if j.Progress == nil {
		j.Progress = func(Progress) {}
	}
	if j.Kept == nil {
		j.Kept = func([]Epoch, int) {}
	}
	if j.Note == nil {
		j.Note = func(string) {}
	}
	return j
}

func (j Job) check() error {
	if j.NewFitter == nil {
		return fmt.Errorf("%w: no fitter", ErrConfig)
	}
	if j.Config.Exam.EveryEpochs > 0 && j.Examiner == nil {
		return fmt.Errorf("%w: an exam without an examiner", ErrConfig)
	}
	if err := j.Config.Check(); err != nil {
		return err
	}
	if j.First == nil {
		if j.Config.Begin != Drawn {
			return fmt.Errorf("%w: first weights are %q, but none are given", ErrConfig, j.Config.Begin)
		}
		return nil
	}
	if !j.First.Spec.Equal(j.Config.Spec) {
		return fmt.Errorf("%w: the first weights are of %q, want ones of %q", ErrConfig, j.First.Spec.Name, j.Config.Spec.Name)
	}
	return j.First.Check()
}

// resume reads the checkpoint and makes sure that it is of this job.
func (j Job) resume(now Checkpoint) (Checkpoint, error) {
	c, err := ReadCheckpoint(j.Dir)
	if err != nil {
		return Checkpoint{}, err
	}
	path := filepath.Join(j.Dir, checkpointName)
	if err := sameConfig(now.Config, c.Config); err != nil {
		return Checkpoint{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := sameData(now.Data, c.Data); err != nil {
		return Checkpoint{}, fmt.Errorf("%s: %w", path, err)
	}
	if now.First != c.First {
		return Checkpoint{}, fmt.Errorf("%w: %s: the first weights' SHA-256 is %q, but it was begun with %q", ErrCheckpoint, path, now.First, c.First)
	}
	if now.Engine != c.Engine || now.Platform != c.Platform {
		j.Note(fmt.Sprintf("this training was begun by %q on %s and goes on by %q on %s: the last bits of its weights may differ", c.Engine, c.Platform, now.Engine, now.Platform))
	}
	return c, nil
}

// open makes the logs' pictures ready.
func (s *session) open(ctx context.Context) ([]*frames.Store, error) {
	c, err := s.job.Config.pictures(s.plan.spread, s.job.NewPainter, s.job.PaintedBy)
	if err != nil {
		return nil, err
	}
	all := pictureCounts(s.job.Logs, s.job.Config.kinds())
	total, before := 0, 0
	for _, n := range all {
		total += n
	}
	var stores []*frames.Store
	for i, l := range s.job.Logs {
		c.Workers, c.Note = s.job.Workers, s.job.Note
		if c.Dir = s.job.CacheDir; c.Dir == "" {
			c.Dir = s.job.Dir
		}
		if s.job.NoCache {
			c.Dir = ""
		}
		c.Progress = s.preparing(before, total)
		before += all[i]
		st, err := frames.Open(ctx, l.Path, l.Dataset, c)
		if err != nil {
			return stores, err
		}
		stores = append(stores, st)
		if s.job.Config.Views.Painted() && !st.Cached() && st.Count() > 0 {
			return stores, fmt.Errorf("%s: views %s are made once and kept in %s: want a place on the disk for %d pictures of %d bytes", l.Path, s.job.Config.Views, c.Dir, st.Count(), c.Size)
		}
	}
	return stores, nil
}

// pictureCounts counts each log's pictures.
func pictureCounts(logs []Log, source frames.Source) []int {
	counts := make([]int, len(logs))
	for l, log := range logs {
		for i := range log.Dataset.Len() {
			counts[l] += bits.OnesCount8(source.Kinds(log.Dataset.Info(i)))
		}
	}
	return counts
}

func closeAll(stores []*frames.Store) error {
	var errs []error
	for _, st := range stores {
		errs = append(errs, st.Close())
	}
	return errors.Join(errs...)
}
