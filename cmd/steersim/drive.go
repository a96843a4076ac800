package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/trial"
	"steersim/sim/eval"
)

func drive(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var (
		p       = plan{jobs: 1}
		scene   = fs.String("scene", "clear", "the scene's `NAME` or random:SEED")
		road    = fs.String("road", "", "the road's `NAME`, a file, random:SEED or random:SEEDxSCALE")
		driver  = fs.String("driver", "net", "who drives: net, expert or lane")
		net     = fs.String("net", "", netUsage)
		seed    = fs.Uint64("seed", 1, "of the pictures' noise and the recording")
		record  = fs.String("record", "", "keep the drive as a log in `PATH`")
		asJSON  = fs.Bool("json", false, "print the figures as JSON")
		failing = fs.Bool("fail-on-intervention", false, "exit with status 3 when there was an intervention")
	)
	p.onnx.Register(fs)
	fs.IntVar(&p.laps, "laps", 0, "drive so many laps; 1 if no --seconds are given")
	fs.Float64Var(&p.seconds, "seconds", 0, "drive so long, in simulated time")
	fs.Var(&p.perturb, "perturb", perturbUsage)
	fs.StringVar(&p.trace, "trace", "", "write every control tick to `FILE.csv`")
	fs.StringVar(&p.video, "video", "", "write what is seen to `FILE.mp4`")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	if *road == "" {
		return fmt.Errorf("%w: drive: no --road given", errUsage)
	}
	p.roads, p.scenes, p.seeds, p.record = []string{*road}, []string{*scene}, []uint64{*seed}, *record
	return p.run(ctx, fs, *driver, *net, s, *asJSON, *failing)
}

func evaluate(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var (
		p             plan
		roads, scenes setup.List
		seeds         setup.Seeds
		driver        = fs.String("driver", "net", "who drives: net, expert or lane")
		net           = fs.String("net", "", netUsage)
		asJSON        = fs.Bool("json", false, "print the figures as JSON")
		failing       = fs.Bool("fail-on-intervention", false, "exit with status 3 when there was an intervention")
	)
	p.onnx.Register(fs)
	fs.Var(&roads, "road", "roads: `NAMES`, files, random:SEED, random:SEEDxSCALE or random:FIRST..LAST; again or with commas for more")
	fs.Var(&scenes, "scene", "scenes: `NAMES` or random:SEED; again or with commas for more; left out: clear")
	fs.Var(&seeds, "seed", "`SEEDS` of the pictures' noise; left out: 1")
	fs.IntVar(&p.laps, "laps", 1, "laps of every drive")
	fs.Float64Var(&p.seconds, "seconds", 0, "end a drive after so long, in simulated time, if its laps are not over before; 0: never")
	fs.StringVar(&p.html, "html", "", "write a page with figures, sweeps, maps and what was seen before each intervention to `FILE.html`")
	fs.IntVar(&p.jobs, "jobs", 0, "drives side by side; 0: one a processor")
	fs.Var(&p.perturb, "perturb", perturbUsage)
	fs.Var(&p.sweeps, "sweep", sweepUsage)
	fs.StringVar(&p.traces, "traces", "", "write every drive's control ticks to `DIR`/ROAD-SCENE-SEED.csv")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	if len(roads) == 0 {
		return fmt.Errorf("%w: eval: no --road given", errUsage)
	}
	if len(scenes) == 0 {
		scenes = setup.List{"clear"}
	}
	if len(seeds) == 0 {
		seeds = setup.Seeds{1}
	}
	p.roads, p.scenes, p.seeds = roads, scenes, seeds
	return p.run(ctx, fs, *driver, *net, s, *asJSON, *failing)
}

// run checks the plan, makes its drives and prints their reports.
func (p *plan) run(ctx context.Context, fs *flag.FlagSet, driver, net string, s streams, asJSON, failing bool) error {
	p.files = claims{}
	p.files.read(append([]string{net}, p.roads...)...)
	if err := p.check(); err != nil {
		return fmt.Errorf("%w: %s: %w", errUsage, fs.Name(), err)
	}
	if flag := p.onnx.Given(); driver != "net" && flag != "" {
		return fmt.Errorf("%w: --%s: %s", errUsage, flag, without(driver))
	}
	var err error
	if p.wheel, err = wheel(driver, net, p.onnx.Loader(s.err)); err != nil {
		return err
	}
	if err := p.checkSight(); err != nil {
		return err
	}
	p.tellLatency(s)
	reports, swept, err := p.drive(ctx, s)
	if p.html != "" && err == nil {
		err = p.page(reports, swept) // if that fails, the figures are printed all the same
	}
	if reports = eval.Driven(reports); len(reports) == 0 && err != nil {
		return err
	}
	total := eval.Total(reports)
	if asJSON {
		if e := report.JSON(s.out, p.wheel.NetName(), reports, total, swept); e != nil {
			return e
		}
	} else if e := errors.Join(report.Table(s.out, reports, total), report.Sweeps(s.out, swept)); e != nil {
		return e
	}
	if err == nil && failing && total.Interventions > 0 {
		return fmt.Errorf("%w: %d", errInterventions, total.Interventions)
	}
	return err
}

// page writes the page of an evaluation.
func (p *plan) page(reports []eval.Report, swept []eval.Sweep) error {
	for i, r := range reports {
		p.witnesses[i].Report = r
	}
	page, err := trial.Page(p.wheel.NetName(), p.wheel.Name(), p.perturb.String(), p.witnesses, swept)
	if err != nil {
		return err
	}
	return file.Write(p.html, page.Write)
}

// netUsage is of --net in the commands that drive by the networks of others too.
const netUsage = "weights file, training run or FILE.onnx, several with commas to steer by their mean; left out: the net in assets"

// wheel finds the driver; a wrong name is wrong usage, a file that cannot be read is not.
func wheel(driver, net string, load func(path string) (setup.Wheel, error)) (setup.Wheel, error) {
	switch {
	case driver != "net" && driver != "expert" && driver != "lane":
		return setup.Wheel{}, fmt.Errorf("%w: driver %q, want one of net, expert, lane", errUsage, driver)
	case driver != "net" && net != "":
		return setup.Wheel{}, fmt.Errorf("%w: --net %s: %s", errUsage, net, without(driver))
	case driver == "expert":
		return setup.Wheel{}, nil
	case driver == "lane":
		_, err := setup.NewLaneEye() // says how to get it
		return setup.Wheel{Lane: true}, err
	}
	w, err := load(net)
	if errors.Is(err, setup.ErrONNXFlags) {
		err = fmt.Errorf("%w: %w", errUsage, err)
	}
	return w, err
}

// without says of a driver that it has no network.
func without(driver string) string {
	if driver == "lane" {
		return "the lane driver drives without a network"
	}
	return "the expert drives without a network"
}

// ownNet is one of our networks.
func ownNet(path string) (setup.Wheel, error) {
	n, err := setup.LoadNet(path)
	return setup.Wheel{Net: n}, err
}
