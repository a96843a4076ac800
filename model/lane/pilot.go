package lane

import (
	"context"
	"errors"
	"fmt"
	"math"

	"steersim/sim"
	"steersim/sim/loop"
)

// ErrPilot marks a driver that cannot be made, or a frame that it cannot drive by.
var ErrPilot = errors.New("lane pilot")

// Pilot follows the lane that it has found. It is not safe for concurrent use.
type Pilot struct {
	finder    Finder
	vehicle   sim.Vehicle
	tracker   Tracker
	points    []Point
	tick      int64
	begun     bool
	askedPerM float64 // the last command, 1/m
	pathPerM  float64 // what the wheels have made of it, 1/m
}

var _ loop.Driver = (*Pilot)(nil)

// NewPilot lets a finder look for a vehicle.
func NewPilot(finder Finder, vehicle sim.Vehicle) (*Pilot, error) {
	if finder == nil {
		return nil, fmt.Errorf("%w: no finder", ErrPilot)
	}
	return &Pilot{finder: finder, vehicle: vehicle}, nil
}

// How the lane is followed: as the expert does, after Law of sim/expert, but from what was measured.
const (
	previewS     = 0.1 // what a command takes to bend the path: the steering's lag and half a control tick
	returnM      = 1.5 // the way back to the lane's centre: at rest, and for every m/s
	returnPerMPS = 0.3
	tightestPerM = 0.35
	letGo        = 0.9 // what is left of a command from frame to frame when no lane is known
)

// Drive looks, tracks and steers.
func (p *Pilot) Drive(ctx context.Context, obs loop.Observation) (sim.Command, error) {
	if err := ctx.Err(); err != nil {
		return sim.Command{}, err
	}
	if obs.Frame == nil {
		return sim.Command{}, fmt.Errorf("%w: tick %d has no frame, and a lane is found by sight", ErrPilot, obs.Tick)
	}
	var err error
	if p.points, err = p.finder.Find(obs.Frame); err != nil {
		return sim.Command{}, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	if p.begun {
		p.move(obs)
	}
	p.tick, p.begun = obs.Tick, true
	p.tracker.Update(p.points, obs.SpeedMPS)
	p.askedPerM = p.steer(obs.SpeedMPS)
	return sim.Command{CurvaturePerM: p.askedPerM}, nil
}

// move predicts, from the car's own speed and commands.
func (p *Pilot) move(obs loop.Observation) {
	const lagS = 0.1
	s := float64(obs.Tick-p.tick) * sim.TickS
	if !(s > 0 && s < 1) {
		return
	}
	before := p.pathPerM
	p.pathPerM += (p.askedPerM - p.pathPerM) * (1 - math.Exp(-s/lagS))
	path := (before + p.pathPerM) / 2
	p.tracker.Predict(Motion{AheadM: obs.SpeedMPS * s, CurvaturePerM: path, SlipRad: p.vehicle.SlipRad(obs.SpeedMPS, path)}, obs.SpeedMPS)
}

// steer is the curvature to ask for.
func (p *Pilot) steer(speedMPS float64) float64 {
	if !p.tracker.Quality.Known {
		return p.askedPerM * letGo
	}
	lane := p.tracker.Lane()
	k := lane.CurvatureAt(speedMPS * previewS)
	back := returnM + returnPerMPS*speedMPS
	chi := -lane.TurnRad + p.vehicle.SlipRad(speedMPS, lane.CurvaturePerM)
	k -= float64(lane.OffsetM()/(back*back)) + float64(2*chi/back)
	return max(-tightestPerM, min(k, tightestPerM))
}

// Seen is what the last Drive went by.
func (p *Pilot) Seen() (points []Point, lane Lane, quality Quality) {
	return p.points, p.tracker.Lane(), p.tracker.Quality
}
