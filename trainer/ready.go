package trainer

import (
	"context"
	"fmt"
)

// MakeReady prepares the pictures of a job into its cache, where trainings of the same logs and settings find them, whoever
// learns. Those may then run side by side.
func MakeReady(ctx context.Context, j Job) error {
	j = j.withDefaults()
	if j.CacheDir == "" || j.NoCache {
		return fmt.Errorf("%w: nothing can be made ready without a cache", ErrConfig)
	}
	if err := j.Config.Check(); err != nil {
		return err
	}
	j.Logs = sortedByHash(j.Logs)
	p, err := newPlan(j.Config, j.Logs, j.Teacher)
	if err != nil {
		return err
	}
	s := &session{job: j, plan: p}
	stores, err := s.open(ctx)
	if closing := closeAll(stores); err == nil {
		err = closing
	}
	return err
}
