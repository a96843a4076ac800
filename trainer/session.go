package trainer

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"time"

	"steersim/model"
	"steersim/trainer/frames"
)

// session is a training while it runs.
type session struct {
	job        Job
	plan       *plan
	fitter     Fitter
	checkpoint Checkpoint
	pace       pace
}

// begin makes the fitter, brings it to where the checkpoint is, and puts the directory in order.
func (s *session) begin() error {
	c := s.job.Config
	first, err := s.job.first()
	if err != nil {
		return err
	}
	fitter, err := s.job.NewFitter(first, c.Batch)
	if err != nil {
		return err
	}
	s.fitter = fitter
	if !s.job.Resume {
		s.checkpoint.State = s.fitter.State()
		return s.keep()
	}
	if err := s.fitter.Restore(s.checkpoint.State); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrCheckpoint, filepath.Join(s.job.Dir, checkpointName), err)
	}
	return publish(s.job.Dir, s.checkpoint, s.fitter.Weights(), s.plan)
}

// first are the weights that the training begins with.
func (j Job) first() (model.Weights, error) {
	if j.First != nil {
		return j.First.Clone(), nil
	}
	return model.NewWeights(j.Config.Spec, j.Config.Seed)
}

// keep writes the checkpoint and what follows from it.
func (s *session) keep() error {
	b, err := s.checkpoint.encode()
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(s.job.Dir, checkpointName), b); err != nil {
		return fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	return publish(s.job.Dir, s.checkpoint, s.fitter.Weights(), s.plan)
}

func (s *session) early() bool {
	c, p := &s.checkpoint, s.job.Config.PatienceEpochs
	waited := c.Epoch - c.Best
	if s.job.Config.Exam.EveryEpochs > 0 { // only an exam can show a better one
		waited = since(c.History, c.Best)
	}
	return p > 0 && waited >= p
}

// end releases what the fitter holds outside of Go's memory, if it does.
func (s *session) end() {
	if c, ok := s.fitter.(io.Closer); ok {
		_ = c.Close() // all that matters is in files by now
	}
}

func (s *session) result() Result {
	c := s.checkpoint
	return Result{Train: len(s.plan.train), Val: len(s.plan.val), Dropped: s.plan.dropped, Epochs: c.Epoch, Best: c.Best, History: c.History, Early: s.early()}
}

// preparing reports the progress of one log's pictures, before of the total being those of other logs.
func (s *session) preparing(before, total int) func(done, _ int) {
	begin := time.Now()
	return func(done, _ int) {
		rate := perSecond(int64(done), begin)
		p := Progress{Phase: Preparing, Epochs: s.job.Config.Epochs, Done: int64(before + done), Total: int64(total), PicturesPerS: rate}
		if rate > 0 {
			p.LeftS = float64(total-before-done) / rate
		}
		s.job.Progress(p)
	}
}

// learn runs the epochs that are left.
func (s *session) learn(ctx context.Context, stores []*frames.Store) error {
	c := s.job.Config
	k, err := newLoader(stores, c, c.view(), s.plan, s.job.Workers)
	if err != nil {
		return err
	}
	defer k.close()
	if s.job.Exhibit != nil && s.checkpoint.Epoch == 0 {
		e, err := s.exhibit(k)
		if err != nil {
			return err
		}
		if err := s.job.Exhibit(e); err != nil {
			return err
		}
	}
	perEpoch := int64(s.plan.epochSamples)
	s.pace = pace{begin: time.Now(), done: int64(s.checkpoint.Epoch) * perEpoch, total: int64(c.Epochs) * perEpoch}
	s.pace.already = s.pace.done
	for s.checkpoint.Epoch < c.Epochs && !s.early() {
		n := s.checkpoint.Epoch + 1
		begin := time.Now()
		e := Epoch{Epoch: n}
		if err := s.train(ctx, k, &e); err != nil {
			return fmt.Errorf("epoch %d of %d: %w", n, c.Epochs, err)
		}
		if err := s.validate(ctx, k, &e); err != nil {
			return fmt.Errorf("epoch %d of %d: validation: %w", n, c.Epochs, err)
		}
		if err := s.examine(ctx, &e); err != nil {
			return fmt.Errorf("epoch %d of %d: exam: %w", n, c.Epochs, err)
		}
		e.Seconds = time.Since(begin).Seconds()
		s.note(e)
		if err := s.keep(); err != nil {
			return err
		}
		s.job.Kept(s.checkpoint.History, s.checkpoint.Best)
	}
	return nil
}

// note takes an epoch into the checkpoint.
func (s *session) note(e Epoch) {
	c := &s.checkpoint
	better := s.best(e)
	c.Epoch = e.Epoch
	c.History = append(c.History, e)
	c.State = s.fitter.State()
	if better {
		c.Best, c.BestLoss, c.BestWeights = e.Epoch, e.ValLoss, s.fitter.Weights()
	}
}

// train runs one epoch's steps.
func (s *session) train(ctx context.Context, k *loader, e *Epoch) error {
	c := s.job.Config
	order := s.plan.epoch(e.Epoch)
	perEpoch := int64((len(order) + c.Batch - 1) / c.Batch)
	step := int64(e.Epoch-1) * perEpoch
	begin := time.Now()
	sum, seen := 0.0, 0
	get := func(i int) sample { return s.plan.sample(s.plan.train[order[i]]) }
	err := k.load(ctx, e.Epoch, len(order), get, func(b model.Batch) error {
		rate := c.rate(step, int64(c.Epochs)*perEpoch)
		loss, err := s.fitter.Step(b, rate)
		if err != nil {
			return fmt.Errorf("step %d: %w", step, err)
		}
		if !finite(loss) {
			return fmt.Errorf("%w: step %d: the loss is %v at a learning rate of %.3g: try a lower one", ErrDiverged, step, loss, rate)
		}
		step++
		sum += loss * float64(b.N)
		seen += b.N
		s.pace.done += int64(b.N)
		e.TrainLoss, e.SamplesPerS = sum/float64(seen), perSecond(int64(seen), begin)
		s.job.Progress(Progress{
			Phase: Training, Epoch: e.Epoch, Epochs: c.Epochs, Done: s.pace.done, Total: s.pace.total,
			PicturesPerS: e.SamplesPerS, LeftS: s.pace.left(), TrainLoss: e.TrainLoss,
		})
		return nil
	})
	return err
}

// validate judges the weights as they are, on unchanged pictures of the centre camera.
func (s *session) validate(ctx context.Context, k *loader, e *Epoch) error {
	out := make([]float32, s.job.Config.Batch)
	begin := time.Now()
	square, absolute, seen := 0.0, 0.0, 0
	var together correlation
	err := k.load(ctx, 0, len(s.plan.val), func(i int) sample { return s.plan.sample(s.plan.val[i]) }, func(b model.Batch) error {
		if err := s.fitter.Predict(b, out[:b.N]); err != nil {
			return err
		}
		for i, got := range out[:b.N] {
			miss := float64(got) - float64(b.Y[i])
			square += float64(float64(b.Weight[i]) * miss * miss)
			absolute += math.Abs(miss)
			together.add(float64(got), float64(b.Y[i]))
		}
		seen += b.N
		s.job.Progress(Progress{
			Phase: Validating, Epoch: e.Epoch, Epochs: s.job.Config.Epochs, Done: int64(seen), Total: int64(len(s.plan.val)),
			PicturesPerS: perSecond(int64(seen), begin), LeftS: s.pace.left(), TrainLoss: e.TrainLoss,
		})
		return nil
	})
	if err != nil {
		return err
	}
	e.ValLoss, e.ValMAEPerM, e.ValCorrelation = square/float64(seen), absolute/float64(seen), together.value()
	if !finite(e.ValLoss, e.ValMAEPerM) {
		return fmt.Errorf("%w: the loss is %v", ErrDiverged, e.ValLoss)
	}
	return nil
}
