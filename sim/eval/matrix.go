package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Matrix makes drives side by side with so many workers, beginning with those expected to be the longest. There is a report
// for each drive, at its place, and it is that of making them one by one, wall times aside. The first failure ends all; what
// was driven before it comes with the error: a drive that was cut off has Completed false, one that never began no elapsed
// time (see Driven). tell may be nil; it is called by one goroutine at a time.
func Matrix(ctx context.Context, drives []Drive, workers int, clock Clock, tell func(Progress)) ([]Report, error) {
	if workers < 1 {
		return nil, fmt.Errorf("%w: %d workers: want 1 or more", ErrDrive, workers)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		reports  = make([]Report, len(drives))
		failures = make([]error, len(drives))
		order    = longestFirst(drives)
		next     = make(chan int)
		telling  sync.Mutex
		done     sync.WaitGroup
	)
	for range min(workers, len(drives)) {
		done.Go(func() {
			for i := range next {
				reports[i], failures[i] = drives[i].Run(ctx, clock, func(p Progress) {
					if tell != nil {
						telling.Lock()
						defer telling.Unlock()
						p.Drive = i
						tell(p)
					}
				})
				if failures[i] != nil {
					cancel()
				}
			}
		})
	}
	started := 0
feed:
	for ; started < len(drives); started++ {
		select {
		case next <- order[started]:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	done.Wait()
	return reports, firstCause(ctx, failures, started < len(drives))
}

// Driven leaves out the reports of drives that never began.
func Driven(reports []Report) []Report {
	return slices.DeleteFunc(slices.Clone(reports), func(r Report) bool { return r.ElapsedS == 0 })
}

// longestFirst are the drives' places, so that no long one is left to a single worker at the end. Equal ones keep their order.
func longestFirst(drives []Drive) []int {
	order := make([]int, len(drives))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(drives[b].ExpectS, drives[a].ExpectS) })
	return order
}

// firstCause prefers the failure that ended the others to those that it caused.
func firstCause(ctx context.Context, failures []error, cut bool) error {
	var caused error
	for _, err := range failures {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		if caused == nil {
			caused = err
		}
	}
	if caused == nil && cut {
		return ctx.Err()
	}
	return caused
}
