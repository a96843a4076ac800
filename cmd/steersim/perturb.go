package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"steersim/sim/loop"
)

// perturb is what is done to a drive to make it hard: --perturb NAME=VALUE, again for more.
type perturb struct {
	pushM float64 // sideways, with a turn in proportion; 0: no pushes
}

// A push of 0.6 m comes with a turn of 4 degrees, every 8 seconds.
const (
	pushEveryS   = 8.0
	pushRadPerM  = 4 * math.Pi / 180 / 0.6
	mostPushM    = 2.0
	perturbUsage = "make the drive hard, `NAME=VALUE`: push=0.6 moves the car 0.6 m aside and turns it by 4 degrees (in proportion for others) every 8 s; again for more"
)

// String is of flag.Value, as is Set.
func (p *perturb) String() string {
	if p.pushM > 0 {
		return fmt.Sprintf("push=%g", p.pushM)
	}
	return ""
}

// Set takes one perturbation.
func (p *perturb) Set(text string) error {
	name, value, _ := strings.Cut(text, "=")
	v, err := strconv.ParseFloat(value, 64)
	switch {
	case name != "push":
		return fmt.Errorf("%q, want push=METRES", text)
	case err != nil || !(v > 0 && v <= mostPushM):
		return fmt.Errorf("%q: want push=METRES with a number above 0 and up to %g", text, mostPushM)
	}
	p.pushM = v
	return nil
}

// apply adds the perturbations to a drive.
func (p *perturb) apply(c *loop.Config, seed uint64) (err error) {
	if p.pushM > 0 {
		c.Disturb, err = loop.NewKicks(c.World, seed, pushEveryS, p.pushM, p.pushM*pushRadPerM, c.Disturb)
	}
	return err
}
