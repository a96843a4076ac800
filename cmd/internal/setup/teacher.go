package setup

import (
	"fmt"
	"sync"

	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/track"
	"steersim/trainer"
)

// Teacher is the expert, asked anew about the places of a log.
type Teacher struct {
	law   expert.Law
	world *sim.World

	lock  sync.Mutex
	roads map[string]*track.Road // nil: nobody knows it
}

// NewTeacher returns the expert for a car that acts so many seconds late.
func NewTeacher(latencyS float64) (*Teacher, error) {
	law := expert.Law{LatencyS: latencyS}
	if err := law.Check(); err != nil {
		return nil, err
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		return nil, err
	}
	return &Teacher{law: law, world: world, roads: map[string]*track.Road{}}, nil
}

var _ trainer.Teacher = (*Teacher)(nil)

// Teach is of trainer.Teacher. What a person did is learnt as it is, whatever the latency.
func (t *Teacher) Teach(data recorder.Dataset, i int) (trainer.Answer, bool, error) {
	info := data.Info(i)
	if driver := data.Drives()[info.Drive].Driver; !info.Truth.Known || driver != "expert" && driver != recorder.Answered {
		return trainer.Answer{}, false, nil
	}
	road, err := t.road(info)
	if road == nil || err != nil {
		return trainer.Answer{}, false, err
	}
	p := track.Position{SM: info.Truth.SM, OffsetM: info.Truth.OffsetM, HeadingErrorRad: info.Truth.HeadingErrorRad, CurvaturePerM: info.Truth.LaneCurvaturePerM}
	a := t.law.Answer(t.world, road, p, info.SpeedMPS)
	return trainer.Answer{CurvaturePerM: a.CurvaturePerM, ReturnM: a.ReturnM}, true, nil
}

// road finds a log's road, or nil where it is not there any more or is another by now. A latency cannot do without it.
func (t *Teacher) road(info recorder.Info) (*track.Road, error) {
	t.lock.Lock()
	defer t.lock.Unlock()
	road, known := t.roads[info.Road]
	if known {
		return road, nil
	}
	road, err := Road(info.Road)
	if err == nil {
		err = sameRoad(road, info)
	}
	if err != nil {
		if t.law.LatencyS > 0 {
			return nil, fmt.Errorf("the expert cannot be asked about a latency of %v s: %w", t.law.LatencyS, err)
		}
		road = nil
	}
	t.roads[info.Road] = road
	return road, nil
}
