package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"steersim/camera/fault"
	"steersim/sim"
	"steersim/sim/loop"
)

// perturb is what is done to a drive to make it hard: --perturb NAME=VALUE, again or with commas for more. All is 0 or as the car
// is without it.
type perturb struct {
	latencyMS float64
	fault     fault.Fault
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

// perturbation is one thing that may be done to a drive.
type perturbation struct {
	name, unit  string
	least, most float64
	calm        float64                   // the value that does nothing
	field       func(p *perturb) *float64 // where it is kept; 0 is as if it were not given
	picture     bool                      // it is done to what the camera sees
	sweep       []float64                 // what --sweep takes when it is not told otherwise
}

func perturbations() []perturbation {
	return []perturbation{
		{"latency", "ms", 0, 2000, 0, func(p *perturb) *float64 { return &p.latencyMS }, false, []float64{0, 50, 100, 150, 200, 300}},
		{"noise", "grey levels", 0, 100, 0, func(p *perturb) *float64 { return &p.fault.NoiseLevels }, true, []float64{0, 10, 20, 30, 45, 60}},
		{"blur", "pixels", 0, 10, 0, func(p *perturb) *float64 { return &p.fault.BlurPx }, true, []float64{0, 1, 2, 3, 4, 6}},
		{"brightness", "", 0.05, 5, 1, func(p *perturb) *float64 { return &p.fault.Brightness }, true, []float64{0.25, 0.5, 0.75, 1, 1.5, 2, 3}},
		{"bias", "°", -10, 10, 0, func(p *perturb) *float64 { return &p.biasDeg }, false, []float64{-3, -2, -1, 0, 1, 2, 3}},
		{"start", "m", -0.95, 0.95, 0, func(p *perturb) *float64 { return &p.startM }, false, []float64{-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9}},
		{"gust", "m/s²", 0, 10, 0, func(p *perturb) *float64 { return &p.gustMPS2 }, false, []float64{0, 1, 2, 3, 4, 5}},
		{"push", "m", 0, 2, 0, func(p *perturb) *float64 { return &p.pushM }, false, []float64{0, 0.3, 0.6, 0.9, 1.2}},
	}
}

// perturbationCalled finds a perturbation by its name.
func perturbationCalled(name string) (perturbation, bool) {
	all := perturbations()
	i := slices.IndexFunc(all, func(k perturbation) bool { return k.name == name })
	if i < 0 {
		return perturbation{}, false
	}
	return all[i], true
}

func perturbationNames() string {
	var names []string
	for _, k := range perturbations() {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}

// parse reads a value out of what was given; wish is how it should have been.
func (k perturbation) parse(given, value, wish string) (float64, error) {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || !(v >= k.least && v <= k.most) {
		return 0, fmt.Errorf("%q, want %s=%s from %g to %g", given, k.name, wish, k.least, k.most)
	}
	if k.name == "latency" && math.Mod(v, latencyStepMS) != 0 {
		return 0, fmt.Errorf("%q: a driver acts every %d ms, want a multiple of that", given, latencyStepMS)
	}
	return v, nil
}

// value is what a perturb has of this perturbation.
func (k perturbation) value(p perturb) float64 {
	if v := *k.field(&p); v != 0 {
		return v
	}
	return k.calm
}

const latencyStepMS = sim.ControlTicks * 10

// String is of flag.Value, as is Set.
func (p *perturb) String() string { return strings.Join(p.given, ",") }

// Set takes perturbations.
func (p *perturb) Set(text string) error {
	for one := range strings.SplitSeq(text, ",") {
		one = strings.TrimSpace(one)
		name, value, _ := strings.Cut(one, "=")
		k, ok := perturbationCalled(name)
		if !ok {
			return fmt.Errorf("%q, want NAME=VALUE with a name of %s", one, perturbationNames())
		}
		v, err := k.parse(one, value, "VALUE")
		if err != nil {
			return err
		}
		if slices.ContainsFunc(p.given, func(before string) bool { return strings.HasPrefix(before, name+"=") }) {
			return fmt.Errorf("%q: %s is asked for twice", one, name)
		}
		*k.field(p) = v
		p.given = append(p.given, one)
	}
	return nil
}

// apply adds the perturbations to a drive.
func (p *perturb) apply(c *loop.Config, seed uint64) (err error) {
	if c.Driver, err = loop.Delay(c.Driver, int(p.latencyMS/latencyStepMS)); err != nil {
		return err
	}
	if c.Camera != nil && p.fault != (fault.Fault{}) {
		if c.Camera, err = fault.New(c.Camera, p.fault, seed); err != nil {
			return err
		}
	}
	if p.biasDeg != 0 {
		v := c.World.Vehicle()
		c.Disturb = append(c.Disturb, loop.Bias{CurvaturePerM: math.Tan(p.biasDeg*math.Pi/180) / v.WheelbaseM()})
	}
	if p.gustMPS2 > 0 {
		gusts, err := loop.NewGusts(seed, p.gustMPS2)
		if err != nil {
			return err
		}
		c.Disturb = append(c.Disturb, gusts)
	}
	if p.pushM > 0 {
		kicks, err := loop.NewKicks(c.World, seed, pushEveryS, p.pushM, p.pushM*pushRadPerM)
		if err != nil {
			return err
		}
		c.Disturb = append(c.Disturb, kicks)
	}
	c.StartLeftM = p.startM
	return nil
}

// checkSight refuses what is done to pictures where the driver sees none; of a sweep of all it is left out.
func (p *plan) checkSight() error {
	if p.wheel.Sees() {
		return nil
	}
	for _, k := range perturbations() {
		if k.picture && *k.field(&p.perturb) != 0 {
			return fmt.Errorf("%w: --perturb %s: the expert sees no pictures", errUsage, k.name)
		}
	}
	p.sweeps = slices.DeleteFunc(p.sweeps, func(s sweep) bool { return s.picture && s.ofAll })
	for _, s := range p.sweeps {
		if s.picture {
			return fmt.Errorf("%w: --sweep %s: the expert sees no pictures", errUsage, s.name)
		}
	}
	return nil
}

// tellLatency says when a network acts otherwise than it was told that it would.
func (p *plan) tellLatency(s streams) {
	if p.wheel.Net == nil {
		return
	}
	told, err := strconv.ParseFloat(cmp.Or(p.wheel.Net.LatencyS(), "0"), 64)
	if ms := told * 1000; err == nil && ms != p.perturb.latencyMS {
		fmt.Fprintf(s.err, "%s learnt to act %g ms late, and acts %g ms late here (--perturb latency=%g)\n", p.wheel.NetName(), ms, p.perturb.latencyMS, ms)
	}
}
