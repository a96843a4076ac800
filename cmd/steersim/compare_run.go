package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"steersim/camera/cv"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/setup"
	"steersim/trainer/grid"
)

// run makes the trainings that are left, some side by side, and keeps each when it has been judged.
func (c *gridRun) run(ctx context.Context, cells []grid.Cell, resume bool) error {
	if c.html != "" {
		if err := file.Ready(c.html); err != nil {
			return err
		}
	}
	if err := c.begin(resume); err != nil {
		return err
	}
	var order, left []grid.Cell
	for _, r := range c.rows {
		order = append(order, r.Cell)
	}
	for _, cell := range cells {
		if !slices.Contains(order, cell) {
			order, left = append(order, cell), append(left, cell)
		}
	}
	c.cells = len(order)
	if err := c.judgeTeachers(ctx); err != nil {
		return err
	}
	if len(c.rows) > 0 { // what was broken off between two files is put right
		if err := c.keep(); err != nil {
			return err
		}
	}
	defer setup.KeepProcessors(min(c.jobs, len(left)))()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	crew := crew{c: c, order: order, left: left, begun: time.Now(), sources: map[grid.Data]*source{}, cancel: cancel}
	for _, cell := range left {
		if crew.sources[cell.Data()] == nil {
			crew.sources[cell.Data()] = &source{}
		}
		crew.sources[cell.Data()].left++
	}
	var workers sync.WaitGroup
	for range min(c.jobs, len(left)) {
		workers.Go(func() { crew.work(ctx) })
	}
	workers.Wait()
	if crew.failure == nil && len(crew.left) > 0 {
		crew.failure = ctx.Err()
	}
	if crew.failure != nil {
		return fmt.Errorf("%s: %w; %d whole trainings are kept, --resume goes on", c.dir, crew.failure, len(c.rows))
	}
	return nil
}

// crew are the workers of a comparison and what they share.
type crew struct {
	c       *gridRun
	order   []grid.Cell // of the table
	sources map[grid.Data]*source
	cancel  func()

	mu      sync.Mutex // of what follows and of the comparison's rows
	left    []grid.Cell
	begun   time.Time
	started int
	done    int
	failure error
}

// source is driving that several learn from.
type source struct {
	mu    sync.Mutex
	ready bool
	left  int // trainings
}

// work takes one training after the other until there is none or one has failed.
func (w *crew) work(ctx context.Context) {
	for ctx.Err() == nil {
		w.mu.Lock()
		if len(w.left) == 0 {
			w.mu.Unlock()
			return
		}
		cell := w.left[0]
		w.left = w.left[1:]
		w.started++
		w.c.tell("%d of %d: %s learns from %g minutes of driving on %d roads, seed %d%s",
			w.started, w.started+len(w.left), cell.Learner, cell.Minutes, cell.Roads, cell.Seed, w.clock())
		w.mu.Unlock()
		if err := w.make(ctx, cell); err != nil {
			w.fail(fmt.Errorf("%s: %w", cell.Name(), err))
			return
		}
	}
}

// clock says how long the rest will take, from how long the trainings before took.
func (w *crew) clock() string {
	if w.done == 0 {
		return ""
	}
	each := time.Since(w.begun) / time.Duration(w.done)
	return fmt.Sprintf("; %v left", (time.Duration(w.started-w.done+len(w.left)) * each).Round(time.Minute))
}

// fail keeps the first failure, and ends the others, whose own is only that they were ended.
func (w *crew) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failure == nil || errors.Is(w.failure, context.Canceled) && !errors.Is(err, context.Canceled) {
		w.failure = err
	}
	w.cancel()
}

// make makes one training and keeps it.
func (w *crew) make(ctx context.Context, cell grid.Cell) error {
	s := w.c.s
	s.still = w.c.jobs > 1
	from := w.sources[cell.Data()]
	if err := w.prepare(ctx, from, cell, s); err != nil {
		return err
	}
	row, scores, err := w.c.cell(ctx, cell, s)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	w.c.tell("%s: %d interventions in %.1f km, autonomy %.2f %%, %.3f m off the lane's centre on average",
		cell.Name(), row.Interventions, row.DistanceM/1000, row.AutonomyPct, row.LateralMAEM)
	w.c.rows, w.c.scores = append(w.c.rows, row), append(w.c.scores, scores...)
	at := func(c grid.Cell) int { return slices.Index(w.order, c) } // -1: one that does not learn
	slices.SortStableFunc(w.c.rows, func(a, b grid.Row) int { return at(a.Cell) - at(b.Cell) })
	slices.SortStableFunc(w.c.scores, func(a, b grid.SceneScore) int { return at(a.Cell) - at(b.Cell) })
	if err := w.c.keep(); err != nil {
		return err
	}
	if from.left--; from.left > 0 {
		return nil
	}
	return errors.Join(os.RemoveAll(w.c.log(cell.Data())), os.RemoveAll(w.c.cache(cell.Data())))
}

// prepare makes driving ready for all who learn from it, once.
func (w *crew) prepare(ctx context.Context, from *source, cell grid.Cell, s streams) error {
	from.mu.Lock()
	defer from.mu.Unlock()
	if from.ready {
		return nil
	}
	err := w.c.ready(ctx, cell, s)
	from.ready = err == nil
	return err
}

// judgeTeachers judges those who do not learn, once: the expert and, where there is OpenCV, the traditional driver.
func (c *gridRun) judgeTeachers(ctx context.Context) error {
	for _, who := range []struct {
		name  string
		wheel setup.Wheel
	}{{grid.Expert, setup.Wheel{}}, {grid.Traditional, setup.Wheel{Lane: true}}} {
		if slices.ContainsFunc(c.scores, func(s grid.SceneScore) bool { return s.Learner == who.name }) {
			continue
		}
		if who.wheel.Lane && cv.Version() == "" {
			c.tell("this build has no OpenCV, and with it no traditional driver to compare with; make deps installs it")
			continue
		}
		reports, err := lap(ctx, who.wheel, c.JudgeRoads, c.JudgeScenes, 0, c.s)
		if err != nil {
			return err
		}
		c.scores = append(c.scores, byScene(grid.Cell{Learner: who.name}, reports)...)
	}
	return nil
}
