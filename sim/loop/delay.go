package loop

import (
	"context"
	"fmt"

	"steersim/sim"
)

// Delay is a driver whose commands come some control ticks late, as from a slow computer. Until the first one arrives,
// that first one holds.
func Delay(d Driver, controlTicks int) (Driver, error) {
	if d == nil || controlTicks < 0 {
		return nil, fmt.Errorf("%w: delay of %d ticks, driver %v: want a driver and 0 or more", ErrConfig, controlTicks, d)
	}
	if controlTicks == 0 {
		return d, nil
	}
	return &delay{driver: d, late: make([]sim.Command, controlTicks)}, nil
}

type delay struct {
	driver Driver
	late   []sim.Command // a ring; oldest is the one to come out next
	oldest int
	filled bool
}

func (d *delay) Drive(ctx context.Context, obs Observation) (sim.Command, error) {
	c, err := d.driver.Drive(ctx, obs)
	if err != nil {
		return sim.Command{}, err
	}
	if !d.filled {
		for i := range d.late {
			d.late[i] = c
		}
		d.filled = true
	}
	out := d.late[d.oldest]
	d.late[d.oldest] = c
	d.oldest = (d.oldest + 1) % len(d.late)
	return out, nil
}
