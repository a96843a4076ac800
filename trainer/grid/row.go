package grid

import "io"

// Row is a cell and what came of it: what the best epoch's loss was, and how it drove where nobody learnt.
type Row struct {
	Cell
	Pictures            int     `json:"pictures"` // that it could learn from
	Epoch               int     `json:"epoch"`    // the best
	ValLoss             float64 `json:"val_loss"` // of that epoch, 1/m^2, weighted
	ValMAEPerM          float64 `json:"val_mae_per_m"`
	DistanceM           float64 `json:"distance_m"`
	Interventions       int     `json:"interventions"`
	InterventionsPerKm  float64 `json:"interventions_per_km"`
	AutonomyPct         float64 `json:"autonomy_pct"`
	LateralMAEM         float64 `json:"lateral_mae_m"`
	LateralMaxM         float64 `json:"lateral_max_m"`
	WhitenessDegS       float64 `json:"whiteness_deg_s"`
	ExpertWhitenessDegS float64 `json:"expert_whiteness_deg_s"`
	Seconds             float64 `json:"seconds"` // of wall time to learn and to drive; of a training that was resumed, since then
}

func (r *Row) columns() []column {
	return []column{
		{"learner", &r.Learner}, {"minutes", &r.Minutes}, {"roads", &r.Roads}, {"seed", &r.Seed},
		{"pictures", &r.Pictures}, {"epoch", &r.Epoch}, {"val_loss", &r.ValLoss}, {"val_mae_per_m", &r.ValMAEPerM},
		{"distance_m", &r.DistanceM}, {"interventions", &r.Interventions}, {"interventions_per_km", &r.InterventionsPerKm},
		{"autonomy_pct", &r.AutonomyPct}, {"lateral_mae_m", &r.LateralMAEM}, {"lateral_max_m", &r.LateralMaxM},
		{"whiteness_deg_s", &r.WhitenessDegS}, {"expert_whiteness_deg_s", &r.ExpertWhitenessDegS}, {"seconds", &r.Seconds},
	}
}

// Write writes the table as CSV. Read gives back the same rows.
func Write(w io.Writer, rows []Row) error { return write(w, rows) }

// Read reads what Write wrote.
func Read(r io.Reader) ([]Row, error) {
	return read(r, func(r Row) string { return r.Name() })
}
