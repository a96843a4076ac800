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

// command does what was newly pressed and says whether the program ends.
func (a *App) command(in *window.Input) (quit bool) {
	p := in.Pressed
	if in.Pad != nil {
		p |= in.Pad.Pressed
	}
	s := a.session
	switch {
	case p.Has(window.Escape) && a.help:
		a.help = false
	case p.Has(window.Escape):
		return true
	case p.Has(window.F1):
		a.help = !a.help
	case p.Has(window.P, window.Space):
		a.clock.Paused = !a.clock.Paused
	case p.Has(window.R):
		l, _ := s.Log()
		if err := s.Record(!l.On); err != nil {
			a.try(err)
		}
		a.askedS = 1
	case p.Has(window.Backspace):
		a.Tell(fmt.Sprintf("%.0f s erased from the log", s.Erase(eraseS)), false)
		a.askedS = 1
	case p.Has(window.Enter):
		a.try(s.PutBack())
	case p.Has(window.BracketLeft):
		a.try(s.Push(pushM))
	case p.Has(window.BracketRight):
		a.try(s.Push(-pushM))
	case p.Has(window.C):
		a.try(a.stage.look(s.Scene(), (a.stage.angle+1)%angles))
	case p.Has(window.N):
		a.try(a.nextScene())
	case p.Has(window.M):
		a.mouse = !a.mouse
		a.Tell(map[bool]string{true: "the mouse steers", false: "the keys steer"}[a.mouse], false)
	case p.Has(window.T) && !a.choice.Watch:
		a.try(s.SetCruise(!s.Cruise()))
		a.Tell(map[bool]string{true: "cruise control on", false: "the pedals are yours"}[s.Cruise()], false)
	case p.Has(window.A) && a.choice.Watch:
		a.try(s.Release())
	case p.Has(window.D) && a.choice.Watch:
		a.try(s.NextDriver())
	case p.Has(window.I) && a.choice.Watch:
		a.maps = !a.maps
	}
	if d := p.Digit(); d > 0 {
		a.clock.Times = d
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
			{"I", "the inside of the network"},
			{"R", "record what you do while you hold the wheel"},
			{"Backspace", "erase the last five seconds of the log"},
			{"P", "pause"},
			{"M", "steer by the mouse"},
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
		{"F11", "the whole screen"},
		{"Esc", "end"},
	}
}
