package foreign

import (
	"context"
	"fmt"
	"image"

	"steersim/sim"
	"steersim/sim/loop"
)

// Network answers about one prepared picture.
type Network interface {
	// Forward must not keep x.
	Forward(x []float32) (float32, error)
}

// Cropper prepares frames.
type Cropper interface {
	// Crop makes dst, (H, W, 3), of the frame's rows from top up to bottom.
	Crop(dst []uint8, frame *image.RGBA, top, bottom int) error
}

// Config is what the network wants to see and what it answers.
type Config struct {
	Crop   Crop
	Size   image.Point // of the picture
	Planes bool        // (3, H, W), else (H, W, 3)
	Scale  Scale
	Answer Answer
}

// Pilot is a network at the wheel. It is not safe for concurrent use.
type Pilot struct {
	network Network
	cropper Cropper
	config  Config
	pixels  []uint8   // (H, W, 3)
	picture []float32 // as the network wants it
}

var _ loop.Driver = (*Pilot)(nil)

// NewPilot lets network drive by what cropper makes.
func NewPilot(network Network, cropper Cropper, c Config) (*Pilot, error) {
	const most = 4096
	switch {
	case network == nil || cropper == nil:
		return nil, fmt.Errorf("%w: no network or no cropper", ErrPilot)
	case c.Size.X < 1 || c.Size.Y < 1 || c.Size.X > most || c.Size.Y > most:
		return nil, fmt.Errorf("%w: pictures of %dx%d, want 1 to %d pixels a side", ErrPilot, c.Size.X, c.Size.Y, most)
	case !c.Crop.sound():
		return nil, fmt.Errorf("%w: crop %v, want whole rows, or shares of the height below 1", ErrPilot, c.Crop)
	case !c.Scale.sound():
		return nil, fmt.Errorf("%w: scale %v, want finite numbers and a positive divisor", ErrPilot, c.Scale)
	}
	if err := c.Answer.Check(); err != nil {
		return nil, err
	}
	n := 3 * c.Size.X * c.Size.Y
	return &Pilot{network: network, cropper: cropper, config: c, pixels: make([]uint8, n), picture: make([]float32, n)}, nil
}

// Drive asks the network.
func (p *Pilot) Drive(ctx context.Context, obs loop.Observation) (sim.Command, error) {
	if err := ctx.Err(); err != nil {
		return sim.Command{}, err
	}
	if obs.Frame == nil {
		return sim.Command{}, fmt.Errorf("%w: tick %d has no frame, and a network drives by sight", ErrPilot, obs.Tick)
	}
	top, bottom, err := p.config.Crop.rows(obs.Frame.Rect.Size())
	if err != nil {
		return sim.Command{}, err
	}
	if err := p.cropper.Crop(p.pixels, obs.Frame, top, bottom); err != nil {
		return sim.Command{}, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	p.load()
	number, err := p.network.Forward(p.picture)
	if err != nil {
		return sim.Command{}, fmt.Errorf("%w: %w", ErrPilot, err)
	}
	k, err := p.config.Answer.CurvaturePerM(float64(number))
	if err != nil {
		return sim.Command{}, fmt.Errorf("tick %d: %w", obs.Tick, err)
	}
	return sim.Command{CurvaturePerM: k}, nil
}

// load scales the pixels, in float32 as the scripts do, and puts them where the network wants them.
func (p *Pilot) load() {
	divisor, offset := float32(p.config.Scale.Divisor), float32(p.config.Scale.Offset)
	colour, pixel := 1, 3 // (H, W, 3) -> (H, W, 3)
	if p.config.Planes {
		colour, pixel = p.config.Size.X*p.config.Size.Y, 1 // (H, W, 3) -> (3, H, W)
	}
	for i, v := range p.pixels {
		p.picture[i%3*colour+i/3*pixel] = float32(v)/divisor + offset
	}
}
