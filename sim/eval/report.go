package eval

import "math"

// SecondsPerIntervention is what an intervention costs in NVIDIA's autonomy (Bojarski et al. 2016, section 7).
const SecondsPerIntervention = 6.0

// AutonomyPct is the share of the time that needs no human, in percent: (1 - 6 s x interventions / elapsed) x 100, not below 0.
func AutonomyPct(interventions int, elapsedS float64) float64 {
	if elapsedS <= 0 {
		return 0
	}
	return max(0, (1-SecondsPerIntervention*float64(interventions)/elapsedS)*100)
}

// Report is the score of one drive, or of several together.
type Report struct {
	Road                string  `json:"road"`
	Scene               string  `json:"scene"`
	Seed                uint64  `json:"seed"`
	Driver              string  `json:"driver"`
	Laps                int     `json:"laps"`      // whole laps driven
	Completed           bool    `json:"completed"` // the drive got as far as was asked
	DistanceM           float64 `json:"distance_m"`
	ElapsedS            float64 `json:"elapsed_s"`
	Interventions       int     `json:"interventions"`
	AutonomyPct         float64 `json:"autonomy_pct"`
	InterventionsPerKm  float64 `json:"interventions_per_km"`
	LateralMAEM         float64 `json:"lateral_mae_m"`
	LateralRMSEM        float64 `json:"lateral_rmse_m"`
	LateralP95M         float64 `json:"lateral_p95_m"`
	LateralMaxM         float64 `json:"lateral_max_m"`
	FailureRate         float64 `json:"failure_rate"` // share of the control ticks over 1 m off the lane's centre
	HeadingRMSERad      float64 `json:"heading_rmse_rad"`
	WhitenessDegS       float64 `json:"whiteness_deg_s"`        // of the wheels
	ExpertWhitenessDegS float64 `json:"expert_whiteness_deg_s"` // of the expert's wheels on the same road; of a replay: of the log's
	WallS               float64 `json:"wall_s"`
	Path                string  `json:"path,omitempty"` // of a replay whose log has no poses: how its path was found
}

// rates fills in what follows from the counts.
func (r *Report) rates() {
	r.AutonomyPct, r.InterventionsPerKm = AutonomyPct(r.Interventions, r.ElapsedS), 0
	if r.DistanceM > 0 {
		r.InterventionsPerKm = float64(r.Interventions) / r.DistanceM * 1000
	}
}

// Total puts drives together. Distances, times and counts are sums. Means are weighed by ticks, that is by time, and root
// mean squares (RMSE, whiteness) likewise under the root. The 95th percentile is the mean of the drives', weighed alike;
// the maximum is the largest. Completed says that all were. Names and seeds that differ between drives are left empty.
func Total(drives []Report) Report {
	if len(drives) == 0 {
		return Report{}
	}
	t := Report{Road: drives[0].Road, Scene: drives[0].Scene, Seed: drives[0].Seed, Driver: drives[0].Driver, Path: drives[0].Path, Completed: true}
	for _, r := range drives {
		t.same(r)
		t.Completed = t.Completed && r.Completed
		t.Laps += r.Laps
		t.DistanceM += r.DistanceM
		t.ElapsedS += r.ElapsedS
		t.Interventions += r.Interventions
		t.WallS += r.WallS
		t.LateralMaxM = max(t.LateralMaxM, r.LateralMaxM)
	}
	t.rates()
	if t.ElapsedS == 0 {
		return t
	}
	judgedS := 0.0 // of drives that the expert made too: one that was broken off has none of its own
	for _, r := range drives {
		if r.ExpertWhitenessDegS > 0 {
			judgedS += r.ElapsedS
		}
	}
	for _, r := range drives {
		share := r.ElapsedS / t.ElapsedS
		t.LateralMAEM += float64(share * r.LateralMAEM)
		t.LateralP95M += float64(share * r.LateralP95M)
		t.FailureRate += float64(share * r.FailureRate)
		t.LateralRMSEM += float64(share * r.LateralRMSEM * r.LateralRMSEM)
		t.HeadingRMSERad += float64(share * r.HeadingRMSERad * r.HeadingRMSERad)
		t.WhitenessDegS += float64(share * r.WhitenessDegS * r.WhitenessDegS)
		if r.ExpertWhitenessDegS > 0 {
			t.ExpertWhitenessDegS += float64(r.ElapsedS / judgedS * r.ExpertWhitenessDegS * r.ExpertWhitenessDegS)
		}
	}
	for _, f := range []*float64{&t.LateralRMSEM, &t.HeadingRMSERad, &t.WhitenessDegS, &t.ExpertWhitenessDegS} {
		*f = math.Sqrt(*f)
	}
	return t
}

func (r *Report) same(o Report) {
	if r.Road != o.Road {
		r.Road = ""
	}
	if r.Scene != o.Scene {
		r.Scene = ""
	}
	if r.Seed != o.Seed {
		r.Seed = 0
	}
	if r.Driver != o.Driver {
		r.Driver = ""
	}
	if r.Path != o.Path {
		r.Path = ""
	}
}
