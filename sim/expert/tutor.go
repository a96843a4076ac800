package expert

import (
	"fmt"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// Tutor is a loop.Sink that passes on every sample with the expert's answer in place of the driver's command: what the expert
// would have asked for at the pose that the driver got into. A recorder behind it keeps what DAgger learns from (Ross, Gordon,
// Bagnell 2011, arXiv 1011.0686, algorithm 3.1). The car goes on as its driver wants.
type Tutor struct {
	world *sim.World
	road  *track.Road
	to    loop.Sink
}

// NewTutor answers for a car on a road, by the law for a car without latency.
func NewTutor(world *sim.World, road *track.Road, to loop.Sink) (*Tutor, error) {
	if world == nil || road == nil || to == nil {
		return nil, fmt.Errorf("%w: tutor: world, road or sink is nil: want all three", ErrConfig)
	}
	return &Tutor{world: world, road: road, to: to}, nil
}

// Note is of loop.Sink. The place is the loop's own, so that no answer depends on the one before. On the tick of an intervention
// the car is still where its picture was taken, and so is the answer.
func (t *Tutor) Note(s loop.Sample) error {
	s.Command.CurvaturePerM = Law{}.Answer(t.world, t.road, s.Lane, s.Truth.SpeedMPS).CurvaturePerM
	return t.to.Note(s)
}
