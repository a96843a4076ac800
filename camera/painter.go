package camera

import (
	"errors"
	"fmt"
	"image"

	"steersim/sim"
	"steersim/sim/track"
)

// Config says what is painted, from where.
type Config struct {
	Size   image.Point
	Mount  Mount
	Ground *Ground
	Scene  Scene
	Seed   uint64 // of what changes from frame to frame: noise, rain, snow
}

// Ground is what a road's painters share. It is safe for concurrent use.
type Ground struct{ road *track.Road }

// NewGround surveys a road.
func NewGround(road *track.Road) (*Ground, error) { return &Ground{road}, nil }

// Painter paints frames. It is not safe for concurrent use.
type Painter struct{ config Config }

// New returns a painter.
func New(c Config) (*Painter, error) {
	const most = 8192
	errs := []error{c.Mount.check()}
	if c.Size.X < 8 || c.Size.Y < 8 || c.Size.X > most || c.Size.Y > most {
		errs = append(errs, fmt.Errorf("%w: size is %dx%d, want 8 to %d each", ErrConfig, c.Size.X, c.Size.Y, most))
	}
	if c.Ground == nil {
		errs = append(errs, fmt.Errorf("%w: no ground", ErrConfig))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return &Painter{c}, nil
}

// Size is that of the frames.
func (p *Painter) Size() image.Point { return p.config.Size }

// Render paints what the camera sees.
func (p *Painter) Render(dst *image.RGBA, s sim.State) {
	for i := range dst.Pix {
		dst.Pix[i] = 255
	}
}
