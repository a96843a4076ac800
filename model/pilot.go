package model

import (
	"context"
	"errors"
	"fmt"
	"math"

	"steersim/camera"
	"steersim/sim"
	"steersim/sim/loop"
)

// ErrPilot is a network that cannot be asked or whose answer cannot be driven.
var ErrPilot = errors.New("pilot")

// Pilot is a network at the wheel. It is not safe for concurrent use.
type Pilot struct {
	network Predictor
	prepare *camera.Prepare
	picture []float32 // (C, H, W), 0 to 255
}

var _ loop.Driver = (*Pilot)(nil)

// NewPilot lets network drive on pictures made as c says. Both c and s are those of the weights file.
func NewPilot(network Predictor, c camera.PrepareConfig, s Spec) (*Pilot, error) {
	if network == nil {
		return nil, fmt.Errorf("%w: no network", ErrPilot)
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	if err := fits(c, s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	prepare, err := camera.NewPrepare(c)
	if err != nil {
		return nil, err
	}
	return &Pilot{network: network, prepare: prepare, picture: make([]float32, prepare.Len())}, nil
}

// fits refuses a preparation of pictures that a network of this spec cannot look at.
func fits(c camera.PrepareConfig, s Spec) error {
	if err := c.Check(); err != nil {
		return err
	}
	if made := (Shape{3, c.Height, c.Width}); made != s.Input() {
		return fmt.Errorf("pictures are prepared as %+v, want the network's %+v", made, s.Input())
	}
	return nil
}

// Picture is what the network looked at last, (C, H, W) from 0 to 255. The next Drive overwrites it.
func (p *Pilot) Picture() []float32 { return p.picture }

// Drive asks the network for the curvature of the path. It allocates nothing once it has seen a frame of the size.
func (p *Pilot) Drive(ctx context.Context, obs loop.Observation) (sim.Command, error) {
	if err := ctx.Err(); err != nil {
		return sim.Command{}, err
	}
	if obs.Frame == nil {
		return sim.Command{}, fmt.Errorf("%w: tick %d has no frame, and a network drives by sight", ErrPilot, obs.Tick)
	}
	if err := p.prepare.Floats(p.picture, obs.Frame); err != nil {
		return sim.Command{}, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	curvature, err := p.network.Predict(p.picture)
	if err != nil {
		return sim.Command{}, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	k := float64(curvature)
	if math.IsNaN(k) || math.IsInf(k, 0) {
		return sim.Command{}, fmt.Errorf("%w: the network's curvature at tick %d is %v, want a finite number", ErrPilot, obs.Tick, k)
	}
	return sim.Command{CurvaturePerM: k}, nil
}
