package cockpit

import (
	"fmt"

	"steersim/cmd/internal/session"
	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
)

// The devices that steer, as the start page and the memory call them.
const (
	keyboard = "keyboard"
	mouse    = "mouse"
	gamepad  = "gamepad"
)

// controls are the devices in a person's hands. The one that was touched last steers.
type controls struct {
	device   string
	pad      Calibration
	learning *learning // not nil: a gamepad is being set up
}

func newControls(c Choice) controls { return controls{device: c.Hand, pad: c.Pad} }

// Dead zones: how far off its middle a device may stand and still ask for nothing, as a share of its way.
const (
	deadPad   = 0.08
	deadMouse = 0.04
)

// hand is what steers and what the feet do. Where a network is watched, A and D are commands, and the mouse steers only
// while its button is down.
func (c *controls) hand(in *window.Input, watch bool, wide int) session.Hand {
	h := session.Hand{
		Left: in.Held.Has(window.Left) || !watch && in.Held.Has(window.A), Right: in.Held.Has(window.Right) || !watch && in.Held.Has(window.D),
		Gas: in.Held.Has(window.Up, window.W), Brake: in.Held.Has(window.Down, window.S),
	}
	if h.Left || h.Right {
		if c.device == gamepad {
			c.device = keyboard
		}
	}
	if p := in.Pad; p != nil {
		if c.learning != nil {
			c.learning.see(p)
			return session.Hand{}
		}
		steer, gas, brake := c.padFor(p).read(p)
		if steer != 0 {
			c.device = gamepad
		}
		h.Analog, h.Throttle, h.Braking = c.device == gamepad || gas > 0 || brake > 0, gas, brake
		if c.device == gamepad {
			h.Steer = steer
		}
	}
	if c.device == mouse && wide > 0 && (!watch || in.Button) {
		across := 2*float64(in.Pointer.X)/float64(wide) - 1
		h.Analog, h.Steer = true, -window.Deadened(max(-1, min(across, 1)), deadMouse)
	}
	return h
}

// padFor is how a gamepad was set up, or the usual way.
func (c *controls) padFor(p *window.Pad) Calibration {
	if c.pad.Name == p.Name && c.pad != (Calibration{}) {
		return c.pad
	}
	return usualPad(p)
}

// toggleMouse gives the steering to the mouse or takes it back, and says so.
func (c *controls) toggleMouse(watch bool) string {
	switch {
	case c.device == mouse:
		c.device = keyboard
		return "the keys steer"
	case watch:
		c.device = mouse
		return "the mouse steers while its button is down"
	}
	c.device = mouse
	return "the mouse steers"
}

// calibrate begins to set up a gamepad, or takes what was learnt.
func (d *drive) calibrate(p *window.Pad) {
	switch {
	case d.learning != nil:
		learnt, ok := d.learning.done()
		d.learning = nil
		if !ok {
			d.tell("nothing was moved far enough: the gamepad stays as it was", true)
			return
		}
		d.pad, d.choice.Pad = learnt, learnt
		d.tell(fmt.Sprintf("%s is set up", learnt.Name), false)
	case p == nil:
		d.tell("no gamepad and no wheel is connected", true)
	default:
		d.learning = newLearning(p, d.padFor(p))
	}
}

// card shows a gamepad being set up.
func (l *learning) card() *view.Pad {
	c := l.now()
	steer, gas, brake := c.read(&l.last)
	axis := func(name string, t Travel, value string) view.Axis {
		raw, low, high := l.shown(t)
		return view.Axis{Name: name, Raw: raw, Low: low, High: high, Rest: t.Rest, Dead: deadPad, Value: value}
	}
	return &view.Pad{
		Name: l.last.Name,
		Lines: []string{"turn from lock to lock, press the throttle, then the brake, all the way;",
			"let go of everything, then G takes it   (Esc: as it was)"},
		Axes: []view.Axis{
			axis("steering", c.Steer, fmt.Sprintf("%+.2f", -steer)), axis("throttle", c.Gas, fmt.Sprintf("%.2f", gas)),
			axis("brake", c.Brake, fmt.Sprintf("%.2f", brake)),
		},
	}
}
