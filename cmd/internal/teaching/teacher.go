// Package teaching gives a training what it needs of the simulator: a config in; the teacher, painters of views, exams and first
// weights out.
package teaching

import (
	"fmt"

	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/track"
	"steersim/trainer"
)

// Teacher is the expert, asked anew about the places of a log. It is not safe for concurrent use.
type Teacher struct {
	law   expert.Law
	world *sim.World
	note  func(string)
	roads map[string]*track.Road  // by name; nil: nobody knows it
	drive map[driveOf]*track.Road // nil: its driver is not to be taught, or nobody knows its road
	told  map[string]bool         // logs of roads that nobody knows
}

// driveOf is a drive of a log, by the log's hash.
type driveOf struct {
	log   string
	drive int
}

// NewTeacher returns the expert for a car that acts so many seconds late. note is told of logs about whose roads it cannot be asked.
func NewTeacher(latencyS float64, note func(string)) (*Teacher, error) {
	law := expert.Law{LatencyS: latencyS}
	if err := law.Check(); err != nil {
		return nil, err
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		return nil, err
	}
	return &Teacher{law: law, world: world, note: note, roads: map[string]*track.Road{}, drive: map[driveOf]*track.Road{}, told: map[string]bool{}}, nil
}

var _ trainer.Teacher = (*Teacher)(nil)

// Teach is of trainer.Teacher. What a person did is learnt as it is, whatever the latency.
func (t *Teacher) Teach(data recorder.Dataset, i int) (trainer.Answer, bool, error) {
	info := data.Info(i)
	if !info.Truth.Known {
		return trainer.Answer{}, false, nil
	}
	drive := driveOf{data.Hash(), info.Drive}
	road, known := t.drive[drive]
	if !known {
		if driver := data.Drives()[info.Drive].Driver; driver == "expert" || driver == recorder.Answered {
			var err error
			if road, err = t.road(drive.log, info); err != nil {
				return trainer.Answer{}, false, err
			}
		}
		t.drive[drive] = road
	}
	if road == nil {
		return trainer.Answer{}, false, nil
	}
	p := track.Position{SM: info.Truth.SM, OffsetM: info.Truth.OffsetM, HeadingErrorRad: info.Truth.HeadingErrorRad, CurvaturePerM: info.Truth.LaneCurvaturePerM}
	a := t.law.Answer(t.world, road, p, info.SpeedMPS)
	return trainer.Answer{CurvaturePerM: a.CurvaturePerM, ReturnM: a.ReturnM}, true, nil
}

// road finds the road of a log's drive, or nil where nobody knows it by its name, as that of a file, or where it is another by now. A
// latency cannot do without it.
func (t *Teacher) road(log string, info recorder.Info) (*track.Road, error) {
	road, known := t.roads[info.Road]
	if !known {
		road, _ = setup.Road(info.Road) // nil where there is none
		t.roads[info.Road] = road
	}
	err := fmt.Errorf("nobody knows the road %q by its name", info.Road)
	if road != nil {
		err = sameRoad(road, info)
	}
	if err != nil {
		if t.law.LatencyS > 0 {
			return nil, fmt.Errorf("the expert cannot be asked about a latency of %v s: %w", t.law.LatencyS, err)
		}
		if !t.told[log+info.Road] {
			t.told[log+info.Road] = true
			t.note(fmt.Sprintf("drives on %q are learnt as they were recorded: %v", info.Road, err))
		}
		return nil, nil
	}
	return road, nil
}
