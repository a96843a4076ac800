package comparison

import (
	"fmt"

	"steersim/cmd/internal/report"
	"steersim/trainer/grid"
)

// sceneSays are the sentences on the traditional driver against those that learnt.
func sceneSays(scenes []string, drivers []sceneDriver) says {
	lane, learnt := opponents(drivers)
	var s says
	switch {
	case lane == nil && learnt == nil:
		s[0] = "Neither a traditional driver nor one that learnt was judged by scene"
	case lane == nil:
		s[0] = fmt.Sprintf("No traditional driver was judged; %s drives %s of the time by itself over all scenes", learnt.title(), byAutonomy.text(learnt.all.AutonomyPct))
	case learnt == nil:
		s[0] = fmt.Sprintf("No driver that learnt was judged; the traditional %s drives %s of the time by itself over all scenes", lane.name, byAutonomy.text(lane.all.AutonomyPct))
	default:
		s[0] = against(scenes, lane, learnt)
	}
	s[1] = failures(scenes, lane, learnt)
	s[2] = teacher(drivers)
	return s
}

// against counts the scenes that either wins.
func against(scenes []string, lane, learnt *sceneDriver) string {
	wins, losses, ties := 0, 0, 0
	var lost []string
	for i, scene := range scenes {
		a, b := learnt.scenes[i], lane.scenes[i]
		if a.DistanceM == 0 || b.DistanceM == 0 {
			continue
		}
		switch d := byAutonomy.better(a.AutonomyPct, b.AutonomyPct); {
		case d > 0:
			wins++
		case d < 0:
			losses++
			lost = append(lost, scene)
		default:
			ties++
		}
	}
	n := wins + losses + ties
	if n == 0 {
		return fmt.Sprintf("%s and the traditional %s were not judged in the same scenes", learnt.title(), lane.name)
	}
	text := fmt.Sprintf("In %d of %s the best that learnt, %s, drives better than the traditional %s, in %s worse", wins, report.Counted(n, "scene"), learnt.title(), lane.name, noneOr(losses))
	if losses > 0 && losses <= 3 {
		text += " (" + listed(lost) + ")"
	}
	if ties > 0 {
		text += fmt.Sprintf(", in %d as well", ties)
	}
	return fmt.Sprintf("%s; over all it has %s against %s", text, byAutonomy.text(learnt.all.AutonomyPct), byAutonomy.text(lane.all.AutonomyPct))
}

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// failures says where each fails most.
func failures(scenes []string, lane, learnt *sceneDriver) string {
	var parts []string
	for _, d := range []*sceneDriver{lane, learnt} {
		if d == nil {
			continue
		}
		worst, drove := -1, 0
		for i, s := range d.scenes {
			if s.DistanceM > 0 {
				drove++
				if worst < 0 || s.InterventionsPerKm > d.scenes[worst].InterventionsPerKm {
					worst = i
				}
			}
		}
		switch {
		case worst < 0:
			parts = append(parts, d.name+" was not driven")
		case d.all.Interventions == 0:
			parts = append(parts, d.name+" fails nowhere")
		case drove == 1:
			parts = append(parts, fmt.Sprintf("%s needs %s in %s, the only scene", d.name, byInterventions.perKm(d.scenes[worst].InterventionsPerKm), scenes[worst]))
		default:
			parts = append(parts, fmt.Sprintf("%s fails most in %s with %s, over all scenes %s", d.name, scenes[worst], byInterventions.perKm(d.scenes[worst].InterventionsPerKm), byInterventions.number(d.all.InterventionsPerKm)))
		}
	}
	if len(parts) == 0 {
		return "So there is nothing to say of where they fail"
	}
	if len(parts) == 2 {
		return parts[0] + ", while " + parts[1]
	}
	return parts[0]
}

// perKm is a number of interventions per km, in words.
func (m measure) perKm(v float64) string { return m.number(v) + " interventions per km" }

// teacher says what the expert leaves to be wished for.
func teacher(drivers []sceneDriver) string {
	for _, d := range drivers {
		if d.name != grid.Expert || d.all.DistanceM == 0 {
			continue
		}
		if d.all.Interventions == 0 {
			return fmt.Sprintf("The expert, which knows the road and does not look, has none in %.1f km and is %s off the lane's centre, so these roads can be driven without one", d.all.DistanceM/1000, byLateral.text(d.all.LateralMAEM))
		}
		return fmt.Sprintf("The expert, which knows the road and does not look, has itself %s in %.1f km, so not every intervention of the others is their own fault", report.Counted(d.all.Interventions, "intervention"), d.all.DistanceM/1000)
	}
	return "The expert was not judged here, so how much of this the roads themselves allow is not known"
}
