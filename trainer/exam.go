package trainer

import (
	"context"
	"fmt"

	"steersim/model"
)

// Exam says how a network proves itself by driving while it learns. A loss does not rank drivers (Codevilla et al. 2018, arXiv
// 1809.04843): with an exam, the best epoch is the one that drove best. Who gives the
// exam makes sure that it is on roads that are not learnt from.
type Exam struct {
	EveryEpochs int // and after the last one; 0: no exam, the best epoch is the one with the least validation loss
	Roads       []string
	Scenes      []string // in turn
	Seconds     float64  // on each road
	LatencyS    float64  // of the commands
}

// Examiner lets weights drive on an exam's roads. It is called between epochs.
type Examiner func(ctx context.Context, w model.Weights) (Drives, error)

// Drives is what came of an exam, all its roads together.
type Drives struct {
	Interventions int
	AutonomyPct   float64
	LateralMAEM   float64
	WhitenessDegS float64
}

func (e Exam) check() error {
	if e.EveryEpochs == 0 {
		return nil
	}
	if e.EveryEpochs < 0 || len(e.Roads) == 0 || len(e.Scenes) == 0 || !(e.Seconds > 0 && e.Seconds <= 1e6) {
		return fmt.Errorf("%w: an exam every %d epochs of %v s on %d roads in %d scenes, want some of each", ErrConfig, e.EveryEpochs, e.Seconds, len(e.Roads), len(e.Scenes))
	}
	return nil
}

// due says whether an epoch is followed by an exam.
func (e Exam) due(epoch, of int) bool {
	return e.EveryEpochs > 0 && (epoch%e.EveryEpochs == 0 || epoch == of)
}

// since counts the exams after an epoch.
func since(history []Epoch, epoch int) int {
	n := 0
	for _, e := range history {
		if e.Epoch > epoch && e.Drives != nil {
			n++
		}
	}
	return n
}

// betterThan ranks drives: fewer interventions first, then nearer to the lane's centre.
func (d Drives) betterThan(o Drives) bool {
	if d.Interventions != o.Interventions {
		return d.Interventions < o.Interventions
	}
	return d.LateralMAEM < o.LateralMAEM
}

// examine lets the weights as they are drive, if it is time.
func (s *session) examine(ctx context.Context, e *Epoch) error {
	c := s.job.Config
	if !c.Exam.due(e.Epoch, c.Epochs) {
		return nil
	}
	s.job.Progress(Progress{Phase: Driving, Epoch: e.Epoch, Epochs: c.Epochs, Done: s.pace.done, Total: s.pace.total, LeftS: s.pace.left(), TrainLoss: e.TrainLoss})
	d, err := s.job.Examiner(ctx, s.fitter.Weights())
	if err != nil {
		return err
	}
	if !finite(d.AutonomyPct, d.LateralMAEM, d.WhitenessDegS) {
		return fmt.Errorf("%w: the exam's figures are %+v", ErrDiverged, d)
	}
	e.Drives = &d
	return nil
}

// best says whether an epoch is better than the best so far.
func (s *session) best(e Epoch) bool {
	c := s.checkpoint
	switch {
	case s.job.Config.Exam.EveryEpochs == 0:
		return c.Best == 0 || e.ValLoss < c.BestLoss
	case e.Drives == nil:
		return c.Best == 0 // until the first exam there must be a best one
	}
	if c.Best == 0 {
		return true
	}
	before := c.History[c.Best-1].Drives
	return before == nil || e.Drives.betterThan(*before)
}
