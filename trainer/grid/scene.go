package grid

import "io"

// SceneScore is how a driver drove in one scene, all roads together. Drivers that did not learn have no minutes.
type SceneScore struct {
	Cell
	Scene              string  `json:"scene"`
	DistanceM          float64 `json:"distance_m"`
	Interventions      int     `json:"interventions"`
	InterventionsPerKm float64 `json:"interventions_per_km"`
	AutonomyPct        float64 `json:"autonomy_pct"`
	LateralMAEM        float64 `json:"lateral_mae_m"`
}

// Drivers that did not learn, by the names that drive --driver knows them by.
const (
	Expert      = "expert" // knows the road: the teacher
	Traditional = "lane"   // finds the lane's lines, and steers after a rule
)

func (s *SceneScore) columns() []column {
	return []column{
		{"driver", &s.Learner}, {"minutes", &s.Minutes}, {"roads", &s.Roads}, {"seed", &s.Seed}, {"scene", &s.Scene},
		{"distance_m", &s.DistanceM}, {"interventions", &s.Interventions}, {"interventions_per_km", &s.InterventionsPerKm},
		{"autonomy_pct", &s.AutonomyPct}, {"lateral_mae_m", &s.LateralMAEM},
	}
}

// WriteScenes writes the scores by scene as CSV. ReadScenes gives back the same.
func WriteScenes(w io.Writer, scores []SceneScore) error { return write(w, scores) }

// ReadScenes reads what WriteScenes wrote.
func ReadScenes(r io.Reader) ([]SceneScore, error) {
	return read(r, func(s SceneScore) string { return s.Name() + " in " + s.Scene })
}

// Together are the scores of all roads, scenes and seeds in one; distances weigh.
func Together(scores []SceneScore) SceneScore {
	var all SceneScore
	for _, s := range scores {
		all.DistanceM += s.DistanceM
		all.Interventions += s.Interventions
		all.AutonomyPct += float64(s.DistanceM * s.AutonomyPct)
		all.LateralMAEM += float64(s.DistanceM * s.LateralMAEM)
	}
	if all.DistanceM > 0 {
		all.InterventionsPerKm = 1000 * float64(all.Interventions) / all.DistanceM
		all.AutonomyPct /= all.DistanceM
		all.LateralMAEM /= all.DistanceM
	}
	return all
}
