package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"steersim/camera"
	"steersim/sim"
	"steersim/sim/loop"
)

// perturb is what is done to a drive to make it hard: --perturb NAME=VALUE, again or with commas for more. All is 0 or as the car
// is without it.
type perturb struct {
	latencyMS float64
	fault     camera.Fault
	biasDeg   float64 // of the wheels, to the left
	startM    float64 // beside the lane's centre, to the left
	gustMPS2  float64
	pushM     float64
	given     []string
}

// A push of 0.6 m comes with a turn of 4 degrees, every 8 seconds.
const (
	pushEveryS  = 8.0
	pushRadPerM = 4 * math.Pi / 180 / 0.6
)

const perturbUsage = `make the drive hard, ` + "`NAME=VALUE`" + `, again or with commas for more:
latency=200 (ms, in steps of 50), noise=10 (grey levels), blur=2 (pixels), brightness=0.5 (factor),
bias=1 (degrees of the wheels), start=0.5 (m beside the lane's centre), gust=2 (m/s^2 from the side),
push=0.6 (m aside with 4 degrees, every 8 s)`

// perturbations says what each name sets, and between which values.
var perturbations = map[string]struct {
	least, most float64
	set         func(p *perturb, v float64)
}{
	"latency":    {0, 2000, func(p *perturb, v float64) { p.latencyMS = v }},
	"noise":      {0, 100, func(p *perturb, v float64) { p.fault.NoiseSD = v }},
	"blur":       {0, 10, func(p *perturb, v float64) { p.fault.BlurPx = v }},
	"brightness": {0.05, 5, func(p *perturb, v float64) { p.fault.Brightness = v }},
	"bias":       {-10, 10, func(p *perturb, v float64) { p.biasDeg = v }},
	"start":      {-0.95, 0.95, func(p *perturb, v float64) { p.startM = v }},
	"gust":       {0, 10, func(p *perturb, v float64) { p.gustMPS2 = v }},
	"push":       {0, 2, func(p *perturb, v float64) { p.pushM = v }},
}

// String is of flag.Value, as is Set.
func (p *perturb) String() string { return strings.Join(p.given, ",") }

// Set takes perturbations.
func (p *perturb) Set(text string) error {
	for one := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(one), "=")
		known, ok := perturbations[name]
		if !ok {
			return fmt.Errorf("%q, want NAME=VALUE with a name of %s", one, strings.Join(perturbationNames(), ", "))
		}
		v, err := strconv.ParseFloat(value, 64)
		if err != nil || !(v >= known.least && v <= known.most) {
			return fmt.Errorf("%q, want %s=VALUE from %g to %g", one, name, known.least, known.most)
		}
		if name == "latency" && math.Mod(v, latencyStepMS) != 0 {
			return fmt.Errorf("%q: a driver acts every %d ms, want a multiple of that", one, latencyStepMS)
		}
		known.set(p, v)
		p.given = append(p.given, one)
	}
	return nil
}

const latencyStepMS = sim.ControlTicks * 10

func perturbationNames() []string {
	var names []string
	for name := range perturbations {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// apply adds the perturbations to a drive.
func (p *perturb) apply(c *loop.Config, seed uint64) (err error) {
	if c.Driver, err = loop.Delay(c.Driver, int(p.latencyMS/latencyStepMS)); err != nil {
		return err
	}
	if c.Camera != nil && p.fault != (camera.Fault{}) {
		if c.Camera, err = camera.NewFaulty(c.Camera, p.fault, seed); err != nil {
			return err
		}
	}
	if p.biasDeg != 0 {
		v := c.World.Vehicle()
		c.Disturb = loop.Bias{CurvaturePerM: math.Tan(p.biasDeg*math.Pi/180) / v.WheelbaseM(), Aside: c.Disturb}
	}
	if p.gustMPS2 > 0 {
		if c.Disturb, err = loop.NewGusts(seed, p.gustMPS2, c.Disturb); err != nil {
			return err
		}
	}
	if p.pushM > 0 {
		if c.Disturb, err = loop.NewKicks(c.World, seed, pushEveryS, p.pushM, p.pushM*pushRadPerM, c.Disturb); err != nil {
			return err
		}
	}
	c.StartLeftM = p.startM
	return nil
}
