package cockpit

import (
	"fmt"

	"steersim/cmd/internal/window"
)

// What keys do once.
const (
	eraseS = 5.0 // of the log
	pushM  = 0.6
)

// command does what was newly pressed and says whether the drive ends.
func (d *drive) command(in *window.Input) (quit bool) {
	p := in.Pressed
	if in.Pad != nil {
		p |= in.Pad.Pressed
	}
	s := d.session
	switch {
	case p.Has(window.Escape) && d.learning != nil:
		d.learning = nil
	case p.Has(window.Escape) && d.help:
		d.help = false
	case p.Has(window.Escape):
		return true
	case p.Has(window.F1):
		d.help = !d.help
	case p.Has(window.P, window.Space) && !d.ready:
		d.clock.Paused = !d.clock.Paused
	case p.Has(window.R):
		l, _ := s.Log()
		if err := s.Record(!l.On); err != nil {
			d.try(err)
		}
		d.askedS = 1
	case p.Has(window.Backspace):
		d.tell(fmt.Sprintf("%.0f s erased from the log", s.Erase(eraseS)), false)
		d.askedS = 1
	case p.Has(window.Enter):
		d.try(s.PutBack())
	case p.Has(window.BracketLeft):
		d.try(s.Push(pushM))
	case p.Has(window.BracketRight):
		d.try(s.Push(-pushM))
	case p.Has(window.C):
		d.try(d.stage.look(s.Scene(), (d.stage.angle+1)%angles))
	case p.Has(window.N):
		d.try(d.nextScene())
	case p.Has(window.M):
		d.tell(d.toggleMouse(d.choice.Watch), false)
		d.choice.Hand = d.device
	case p.Has(window.G):
		d.calibrate(in.Pad)
	case p.Has(window.T) && !d.choice.Watch:
		d.try(s.SetCruise(!s.Cruise()))
		d.tell(map[bool]string{true: "cruise control on", false: "the pedals are yours"}[s.Cruise()], false)
	case p.Has(window.A) && d.choice.Watch:
		d.try(s.Release())
	case p.Has(window.D) && d.choice.Watch:
		d.try(s.NextDriver())
	case p.Has(window.I) && d.choice.Watch:
		d.maps = !d.maps
	case p.Has(window.V) && d.choice.Watch:
		d.looks = !d.looks
		d.tell(map[bool]string{true: "green is what the network looks at", false: "the road as it is"}[d.looks], false)
	}
	if times := p.Digit(); times > 0 {
		d.clock.Times = times
	}
	return false
}

// keysShown is the card that F1 shows.
func keysShown(watch bool) [][2]string {
	if watch {
		return [][2]string{
			{"← →", "take the wheel; let go, and the network has it again"},
			{"A", "give the wheel back at once"},
			{"[  ]", "push the car to the left, to the right"},
			{"1 … 8", "the speed of time"},
			{"C", "driver's view, from behind, from above"},
			{"N", "the next scene"},
			{"D", "the network or the expert drives"},
			{"V", "what the network looks at, over the road"},
			{"I", "the inside of the network"},
			{"R", "record what you do while you hold the wheel"},
			{"Backspace", "erase the last five seconds of the log"},
			{"Enter", "put the car back on the lane"},
			{"P", "pause"},
			{"M", "steer by the mouse, while its button is down"},
			{"G", "set up a gamepad or a wheel"},
			{"F11", "the whole screen"},
			{"Esc", "end"},
		}
	}
	return [][2]string{
		{"← →  or  A D", "steer"},
		{"↑ ↓  or  W S", "accelerate, brake"},
		{"T", "cruise control on and off"},
		{"R", "record, and end recording"},
		{"Backspace", "erase the last five seconds of the log"},
		{"Enter", "put the car back on the lane"},
		{"P", "pause"},
		{"C", "driver's view, from behind, from above"},
		{"N", "the next scene"},
		{"1 … 8", "the speed of time"},
		{"M", "steer by the mouse"},
		{"G", "set up a gamepad or a wheel"},
		{"F11", "the whole screen"},
		{"Esc", "end"},
	}
}
