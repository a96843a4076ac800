package session

import (
	"context"

	"steersim/sim"
	"steersim/sim/loop"
)

// Hands says who has the wheel.
type Hands int

// Those who may have it.
const (
	You Hands = iota
	Net
	Expert
)

// String is the name that reports and logs use.
func (h Hands) String() string {
	switch h {
	case You:
		return "you"
	case Net:
		return "net"
	case Expert:
		return "expert"
	}
	return "unknown"
}

// wheel is the driver of the loop: one of three who are asked. All who are there are asked in every tick, so that their
// steering can be shown side by side, and so that who was asked before changes nobody's answer.
type wheel struct {
	hands       Hands
	net, expert loop.Driver // net: nil if there is none
	grip        grip
	hand        Hand
	expertPerM  float64
}

var _ loop.Driver = (*wheel)(nil)

func (w *wheel) Drive(ctx context.Context, obs loop.Observation) (sim.Command, error) {
	expert, err := w.expert.Drive(ctx, obs)
	if err != nil {
		return sim.Command{}, err
	}
	w.expertPerM = expert.CurvaturePerM
	net := sim.Command{}
	if w.net != nil {
		if net, err = w.net.Drive(ctx, obs); err != nil {
			return sim.Command{}, err
		}
	}
	switch w.hands {
	case Net:
		return net, nil
	case Expert:
		return expert, nil
	}
	return w.grip.move(w.hand, obs.SpeedMPS), nil
}

// give hands the wheel on. A person gets it as it stands.
func (w *wheel) give(to Hands, last loop.Sample) {
	if to == You && w.hands != You {
		w.grip.take(last.Command.CurvaturePerM, last.Truth.SpeedMPS)
	}
	w.hands = to
}
