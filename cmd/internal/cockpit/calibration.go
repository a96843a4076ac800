package cockpit

import (
	"math"

	"steersim/cmd/internal/window"
)

// Calibration is which axes of a gamepad or a steering wheel do what, and what they say at rest and at their ends.
type Calibration struct {
	Name  string `json:"name"` // of the device; empty: nothing was set up
	Steer Travel `json:"steer"`
	Gas   Travel `json:"gas"`
	Brake Travel `json:"brake"`
}

// Travel is one axis. One whose ends are both where it rests is not used.
type Travel struct {
	Axis int     `json:"axis"`
	Rest float64 `json:"rest"`
	Full float64 `json:"full"` // a pedal pressed down; the steering turned left
	Back float64 `json:"back"` // the steering turned right; of a pedal its rest
}

// usualPad is a device of which nothing was learnt. One that no table knows steers by its first axis; which are its pedals, if
// it has any, cannot be guessed.
func usualPad(p *window.Pad) Calibration {
	c := Calibration{Name: p.Name, Steer: Travel{Axis: 0, Full: -1, Back: 1}}
	if p.Standard {
		c.Gas, c.Brake = Travel{Axis: 1, Full: 1}, Travel{Axis: 2, Full: 1}
	}
	return c
}

// read is what a device asks for: steer from -1, right, to 1, left; the pedals 0 to 1.
func (c Calibration) read(p *window.Pad) (steer, gas, brake float64) {
	return c.Steer.read(p), max(0, c.Gas.read(p)), max(0, c.Brake.read(p))
}

// read is from -1 to 1, without the dead zone around the rest.
func (t Travel) read(p *window.Pad) float64 {
	if t.Axis >= len(p.Axes) {
		return 0
	}
	from := p.Axes[t.Axis] - t.Rest
	switch full, back := t.Full-t.Rest, t.Back-t.Rest; {
	case from*full > 0:
		return window.Deadened(from/full, deadPad)
	case from*back > 0:
		return -window.Deadened(from/back, deadPad)
	}
	return 0
}

// extent is how far an axis was seen to go.
type extent struct{ low, high float64 }

// learning watches a device while a person moves all of it.
type learning struct {
	before Calibration
	last   window.Pad
	seen   []extent
	order  []int // axes that went far, in the order in which they did
}

func newLearning(p *window.Pad, before Calibration) *learning {
	l := &learning{before: before}
	for _, v := range p.Axes {
		l.seen = append(l.seen, extent{v, v})
	}
	l.see(p)
	return l
}

// enough is how far an axis has to go to be believed, of its full way of 2.
const enough = 0.3

func (l *learning) see(p *window.Pad) {
	l.last = *p
	l.last.Axes = append([]float64(nil), p.Axes...)
	for axis := range min(len(p.Axes), len(l.seen)) {
		e := &l.seen[axis]
		far := e.high-e.low > enough
		e.low, e.high = min(e.low, p.Axes[axis]), max(e.high, p.Axes[axis])
		if !far && e.high-e.low > enough {
			l.order = append(l.order, axis)
		}
	}
}

// now is what has been learnt so far, with the device at rest as it is this moment. Of a device that no table knows the first
// axis that goes far is the steering, the second the throttle, the third the brake.
func (l *learning) now() Calibration {
	c := l.before
	c.Name = l.last.Name
	for n, axis := range l.order {
		if axis >= len(l.last.Axes) {
			continue // another device is there now
		}
		role := n
		if l.last.Standard {
			role = axis
		}
		switch role {
		case 0:
			c.Steer = l.travel(axis, true)
		case 1:
			c.Gas = l.travel(axis, false)
		case 2:
			c.Brake = l.travel(axis, false)
		}
	}
	return c
}

// travel is an axis as it was seen to go. To the right is up.
func (l *learning) travel(axis int, both bool) Travel {
	e, rest := l.seen[axis], l.last.Axes[axis]
	if both {
		return Travel{Axis: axis, Rest: rest, Full: e.low, Back: e.high}
	}
	full := e.high
	if rest-e.low > e.high-rest { // the end that is farther from rest is the floor
		full = e.low
	}
	return Travel{Axis: axis, Rest: rest, Full: full, Back: rest}
}

// done is what was learnt; ok says whether anything moved.
func (l *learning) done() (c Calibration, ok bool) { return l.now(), len(l.order) > 0 }

// shown is an axis on the card: where it stands, and the way that was seen.
func (l *learning) shown(t Travel) (raw, low, high float64) {
	if t.Axis >= len(l.seen) || t.Axis >= len(l.last.Axes) || t.Full == t.Rest && t.Back == t.Rest {
		return math.NaN(), 0, 0
	}
	return l.last.Axes[t.Axis], l.seen[t.Axis].low, l.seen[t.Axis].high
}
