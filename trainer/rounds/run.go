package rounds

import (
	"context"
	"fmt"
	"time"

	"steersim/sim/eval"
)

// Crew does what a round is made of. What it does follows from its arguments alone, so that a round that was broken off can be
// made again. Every call may take long and returns soon after ctx is done.
type Crew interface {
	// Drive lets the network of the round before n drive on roads that are new to it, and keeps the expert's answers to learn from.
	Drive(ctx context.Context, n int) (eval.Report, error)
	// Learn makes round n's network from all answers so far, beginning with that of the round before, and for round 0 with none.
	Learn(ctx context.Context, n int) (Learnt, error)
	// Judge lets round n's network drive where none has learnt.
	Judge(ctx context.Context, n int) (eval.Report, error)
}

// Learnt is what a network learnt from.
type Learnt struct {
	Minutes  float64
	Pictures int
}

// Config says how many rounds there are. Clock and Kept may not be nil.
type Config struct {
	Most  int     // rounds after round 0
	Whole []Round // rounds that are whole already
	Clock eval.Clock
	Kept  func([]Round) error // called whenever a round is whole
}

// Run makes rounds until one is judged without an intervention, or Most are made. Each begins with the network before it, which also
// drives, so that what is learnt are the mistakes that it makes. It need not be the best: the judge counts few interventions, and
// beginning with the best again threw away rounds that had only been less lucky. The rounds that are whole come with any error.
func Run(ctx context.Context, c Config, crew Crew) ([]Round, error) {
	all := append([]Round(nil), c.Whole...)
	for !over(all, c.Most) {
		r, err := round(ctx, c.Clock, crew, len(all))
		if err != nil {
			return all, fmt.Errorf("round %d: %w", len(all), err)
		}
		all = append(all, r)
		if err := c.Kept(all); err != nil {
			return all, err
		}
	}
	return all, nil
}

func over(all []Round, most int) bool {
	return len(all) > most || len(all) > 0 && all[len(all)-1].Interventions == 0
}

// round makes the n-th.
func round(ctx context.Context, clock eval.Clock, crew Crew, n int) (Round, error) {
	begun := clock()
	r := Round{Round: n}
	if n > 0 {
		driven, err := crew.Drive(ctx, n)
		if err != nil {
			return r, fmt.Errorf("drive: %w", err)
		}
		r.KmDrivenToLearn, r.InterventionsWhileLearning = driven.DistanceM/1000, driven.Interventions
	}
	learnt, err := crew.Learn(ctx, n)
	if err != nil {
		return r, fmt.Errorf("learn: %w", err)
	}
	r.MinutesOfDriving, r.Pictures = learnt.Minutes, learnt.Pictures
	judged, err := crew.Judge(ctx, n)
	if err != nil {
		return r, fmt.Errorf("judge: %w", err)
	}
	r.Interventions, r.InterventionsPerKm = judged.Interventions, judged.InterventionsPerKm
	r.AutonomyPct, r.LateralMAEM = judged.AutonomyPct, judged.LateralMAEM
	r.Seconds = clock().Sub(begun).Round(100 * time.Millisecond).Seconds()
	return r, nil
}
