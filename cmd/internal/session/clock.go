package session

import (
	"time"

	"steersim/sim"
)

// Clock turns the wall's time into control ticks. Where a machine is too slow for the speed of time, time runs slower; no
// tick is left out.
type Clock struct {
	Times  int // the speed of time: 1 is real time, 0 counts as 1
	Paused bool

	dueS float64 // of simulated time that is not driven yet, less than a control tick
}

const (
	controlS = sim.ControlTicks * sim.TickS
	mostLagS = 0.1 // of wall time that is made up for: a hitch does not make the car leap
)

// Ticks is how many control ticks are due when dt has gone by.
func (c *Clock) Ticks(dt time.Duration) int {
	if c.Paused || dt <= 0 {
		return 0
	}
	c.dueS += min(dt.Seconds(), mostLagS) * float64(max(c.Times, 1))
	n := int(c.dueS / controlS)
	c.dueS -= float64(n) * controlS
	return n
}

// Share is how much of the next control tick has gone by, 0 to 1.
func (c *Clock) Share() float64 { return c.dueS / controlS }
