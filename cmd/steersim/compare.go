package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"steersim/cmd/internal/comparison"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/trainer"
	"steersim/trainer/grid"
)

// numbers is a flag that may be given again and takes comma lists: --minutes 1,4 --minutes 16.
type numbers []float64

func (n *numbers) String() string {
	var parts []string
	for _, v := range *n {
		parts = append(parts, strconv.FormatFloat(v, 'g', -1, 64))
	}
	return strings.Join(parts, ",")
}

func (n *numbers) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%q is not a number", part)
		}
		*n = append(*n, v)
	}
	return nil
}

func compare(ctx context.Context, flags *flag.FlagSet, args []string, s streams) error {
	var (
		c        = gridRun{s: s}
		learners setup.List
		minutes  numbers
		roads    numbers
		seeds    setup.Seeds
		views    = flags.String("views", string(trainer.Looks), "what is learnt from, as in train")
		resume   = flags.Bool("resume", false, "go on in --out with the same flags; who learns, from how much, and the seeds may be others: what is whole stays")
		asJSON   = flags.Bool("json", false, "print the results as JSON")
	)
	named := flags.String("preset", "", "a whole comparison by its `NAME`, lecture (a quarter of an hour on two cores) or full (a night); flags that are given go before it")
	flags.Var(&learners, "learner", "who learns, `NAMES` as in train --net-spec; left out: "+model.PilotNet().Name)
	flags.Var(&minutes, "minutes", "of the expert's driving that is learnt from, `NUMBERS` of them; left out: 1,4,16")
	flags.Var(&roads, "roads", "different roads that it drove on, each in a scene of its own, `NUMBERS` of them; 0 or left out: another every drive of 10 s")
	flags.Var(&seeds, "seed", "`SEEDS`, each of other roads, other drives and another training; left out: 1,2,3")
	flags.StringVar(&c.dir, "out", "", "`DIR` of the table, the plots and a run for each training")
	flags.IntVar(&c.Epochs, "epochs", 8, "times through the pictures, for all alike")
	flags.IntVar(&c.Samples, "samples", 16000, "pictures an epoch, for all alike; 0: as many as there are")
	flags.IntVar(&c.DriveEvery, "drive-every", 4, "let the net drive held-out roads after every so many epochs, and keep the epoch that drives best; 0: the one with the least validation loss")
	flags.BoolVar(&c.BFloat16, "bfloat16", false, "learn by numbers of 8 bits of precision, as in train")
	flags.Var(&c.JudgeRoads, "judge-road", "roads that all are judged on, one lap in each scene; left out: "+compareRoads)
	flags.Var(&c.JudgeScenes, "judge-scene", "scenes that all are judged in; left out: "+judgeScenes)
	flags.StringVar(&c.html, "html", "", "write the page, which is DIR/compare.html, to `FILE` too")
	flags.IntVar(&c.jobs, "jobs", 0, "trainings side by side; 0: one a processor")
	if _, err := parse(flags, args, 0); err != nil {
		return err
	}
	c.Views = trainer.Views(*views)
	axes := grid.Axes{Learners: learners, Minutes: minutes, Seeds: seeds}
	for _, n := range roads {
		if n != math.Trunc(n) || math.Abs(n) > mostRoads {
			return fmt.Errorf("%w: compare: %v roads, want whole numbers up to %d", errUsage, n, mostRoads)
		}
		axes.Roads = append(axes.Roads, int(n))
	}
	if *named != "" {
		p, err := presetByName(*named)
		if err != nil {
			return err
		}
		p.take(flags, &axes, &c.recipe)
	}
	cells, err := c.check(axes)
	if err != nil {
		return err
	}
	err = c.run(ctx, cells, *resume)
	if len(c.rows) == 0 {
		return err
	}
	if *asJSON {
		return errors.Join(err, comparison.JSON(s.out, c.rows))
	}
	return errors.Join(err, comparison.Table(s.out, c.rows))
}

// compareRoads are those of an improvement, every second one a fast one.
const (
	compareRoads = "random:20001..20003,random:20004..20006x3"
	mostRoads    = 10_000
)

// check looks at what was given, fills in what was left out, and lists the cells.
func (c *gridRun) check(a grid.Axes) ([]grid.Cell, error) {
	wrong := func(err error) error { return fmt.Errorf("%w: compare: %w", errUsage, err) }
	if len(a.Learners) == 0 {
		a.Learners = []string{model.PilotNet().Name}
	}
	if len(a.Minutes) == 0 {
		a.Minutes = []float64{1, 4, 16}
	}
	if len(a.Roads) == 0 {
		a.Roads = []int{0}
	}
	if len(a.Seeds) == 0 {
		a.Seeds = []uint64{1, 2, 3}
	}
	for _, l := range []struct {
		list *setup.List
		text string
	}{{&c.JudgeRoads, compareRoads}, {&c.JudgeScenes, judgeScenes}} {
		if len(*l.list) == 0 {
			if err := l.list.Set(l.text); err != nil {
				return nil, err
			}
		}
	}
	if c.dir == "" {
		return nil, wrong(errors.New("no --out given"))
	}
	var err error
	if c.jobs, err = jobsOr(c.jobs); err != nil {
		return nil, wrong(err)
	}
	if c.html != "" && place(filepath.Dir(c.html)) == place(c.dir) {
		return nil, wrong(fmt.Errorf("--html %s is in --out, where the page is %s: want another folder", c.html, gridPage))
	}
	for _, m := range a.Minutes {
		if !(m >= leastMinutes && m <= mostMinutes) {
			return nil, wrong(fmt.Errorf("%v minutes, want %v to %v", m, leastMinutes, mostMinutes))
		}
	}
	for _, seed := range a.Seeds {
		if seed < 1 || seed > mostSeed {
			return nil, wrong(fmt.Errorf("seed %d, want 1 to %d", seed, mostSeed))
		}
	}
	cells, err := a.Cells()
	if err != nil {
		return nil, wrong(err)
	}
	for _, cell := range cells {
		config, err := c.config(cell)
		if err == nil {
			err = config.Check()
		}
		if err != nil {
			return nil, wrong(err)
		}
	}
	return cells, checkPlaces(c.JudgeRoads, c.JudgeScenes)
}
