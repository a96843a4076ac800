package cockpit

import (
	"math"

	"steersim/cmd/internal/window"
)

// Calibration is what the axes of a gamepad or a steering wheel say at rest and at their ends.
type Calibration struct {
	Name  string  `json:"name"`  // of the device; empty: nothing was set up
	Right float64 `json:"right"` // the steering's ends and middle
	Rest  float64 `json:"rest"`
	Left  float64 `json:"left"`
	Gas   Pedal   `json:"gas"`
	Brake Pedal   `json:"brake"`
}

// Pedal is a pedal's or a trigger's axis.
type Pedal struct {
	Rest float64 `json:"rest"`
	Full float64 `json:"full"`
}

// usualPad is a device of which nothing is known.
func usualPad(name string) Calibration {
	return Calibration{Name: name, Right: -1, Left: 1, Gas: Pedal{Full: 1}, Brake: Pedal{Full: 1}}
}

// read is what a device asks for: steer from -1, right, to 1, left; the pedals 0 to 1.
func (c Calibration) read(p *window.Pad) (steer, gas, brake float64) {
	way := c.Left - c.Rest
	if (p.Steer-c.Rest)*(c.Left-c.Right) < 0 {
		way = c.Rest - c.Right
	}
	if way != 0 {
		steer = window.Deadened((p.Steer-c.Rest)/way, deadPad)
	}
	return steer, c.Gas.read(p.Throttle), c.Brake.read(p.Brake)
}

func (p Pedal) read(raw float64) float64 {
	if p.Full == p.Rest {
		return 0
	}
	return max(0, window.Deadened((raw-p.Rest)/(p.Full-p.Rest), deadPad))
}

// extent is how far an axis was seen to go.
type extent struct{ low, high float64 }

func (e *extent) see(v float64) { e.low, e.high = min(e.low, v), max(e.high, v) }

// learning watches a device while a person moves all of it.
type learning struct {
	before            Calibration
	last              window.Pad
	steer, gas, brake extent
}

func newLearning(p *window.Pad, before Calibration) *learning {
	return &learning{before: before, last: *p, steer: extent{p.Steer, p.Steer}, gas: extent{p.Throttle, p.Throttle}, brake: extent{p.Brake, p.Brake}}
}

func (l *learning) see(p *window.Pad) {
	l.last = *p
	l.steer.see(p.Steer)
	l.gas.see(p.Throttle)
	l.brake.see(p.Brake)
}

// enough is how far an axis has to go to be believed, of its full way of 2.
const enough = 0.3

// now is what has been learnt so far, with the device at rest as it is this moment; an axis that did not go far stays as it was.
func (l *learning) now() Calibration {
	c := l.before
	c.Name = l.last.Name
	if l.steer.high-l.last.Steer > enough && l.last.Steer-l.steer.low > enough {
		c.Right, c.Rest, c.Left = l.steer.low, l.last.Steer, l.steer.high
	}
	c.Gas = l.gas.pedal(l.last.Throttle, c.Gas)
	c.Brake = l.brake.pedal(l.last.Brake, c.Brake)
	return c
}

// pedal takes the end that is farther from rest for the floor.
func (e extent) pedal(rest float64, before Pedal) Pedal {
	full := e.high
	if rest-e.low > e.high-rest {
		full = e.low
	}
	if math.Abs(full-rest) <= enough {
		return before
	}
	return Pedal{Rest: rest, Full: full}
}

// done is what was learnt; ok says whether anything was.
func (l *learning) done() (c Calibration, ok bool) {
	c = l.now()
	before := l.before
	before.Name = c.Name
	return c, c != before
}
