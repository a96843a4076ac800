package rounds

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// Round is one line of the table.
type Round struct {
	Round                      int     `json:"round"`              // from 0, which only learns from what was there before
	MinutesOfDriving           float64 `json:"minutes_of_driving"` // in all logs that were learnt from; 0: the network was given
	Pictures                   int     `json:"pictures"`           // that were learnt from, likewise
	KmDrivenToLearn            float64 `json:"km_driven_to_learn"` // by the best network before this round
	InterventionsWhileLearning int     `json:"interventions_while_learning"`
	Interventions              int     `json:"interventions"` // when it was judged, as all that follows
	InterventionsPerKm         float64 `json:"interventions_per_km"`
	AutonomyPct                float64 `json:"autonomy_pct"`
	LateralMAEM                float64 `json:"lateral_mae_m"`
	Seconds                    float64 `json:"seconds"` // of wall time; of a round that was resumed, since then
}

// Best is the round with the fewest interventions, all being judged on the same roads; of several, the one that keeps nearest to the
// lane's centre. Of no round at all it is -1.
func Best(all []Round) int {
	best := -1
	for i, r := range all {
		if best < 0 || cmp.Or(cmp.Compare(r.Interventions, all[best].Interventions), cmp.Compare(r.LateralMAEM, all[best].LateralMAEM)) < 0 {
			best = i
		}
	}
	return best
}

// ErrTable is a table that cannot be gone on from.
var ErrTable = errors.New("table of rounds")

func columns() []string {
	return []string{"round", "minutes_of_driving", "pictures", "km_driven_to_learn", "interventions_while_learning",
		"interventions", "interventions_per_km", "autonomy_pct", "lateral_mae_m", "seconds"}
}

// Write writes the table as CSV. Read gives back the same rounds, with the seconds rounded to a tenth.
func Write(w io.Writer, all []Round) error {
	c := csv.NewWriter(w)
	if err := c.Write(columns()); err != nil {
		return err
	}
	exact := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	for _, r := range all {
		if err := c.Write([]string{strconv.Itoa(r.Round), exact(r.MinutesOfDriving), strconv.Itoa(r.Pictures), exact(r.KmDrivenToLearn),
			strconv.Itoa(r.InterventionsWhileLearning), strconv.Itoa(r.Interventions), exact(r.InterventionsPerKm), exact(r.AutonomyPct),
			exact(r.LateralMAEM), strconv.FormatFloat(r.Seconds, 'f', 1, 64)}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// Read reads what Write wrote.
func Read(r io.Reader) ([]Round, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], columns()) {
		return nil, fmt.Errorf("%w: line 1: want %v", ErrTable, columns())
	}
	var all []Round
	for i, row := range rows[1:] {
		var x Round
		wholes := map[int]*int{0: &x.Round, 2: &x.Pictures, 4: &x.InterventionsWhileLearning, 5: &x.Interventions}
		others := map[int]*float64{1: &x.MinutesOfDriving, 3: &x.KmDrivenToLearn, 6: &x.InterventionsPerKm, 7: &x.AutonomyPct, 8: &x.LateralMAEM, 9: &x.Seconds}
		for at, text := range row {
			var err error
			if whole := wholes[at]; whole != nil {
				*whole, err = strconv.Atoi(text)
			} else if *others[at], err = strconv.ParseFloat(text, 64); err == nil && (math.IsNaN(*others[at]) || math.IsInf(*others[at], 0)) {
				err = strconv.ErrRange
			}
			if err != nil {
				return nil, fmt.Errorf("%w: line %d: %s is %q, want a number", ErrTable, i+2, columns()[at], text)
			}
		}
		if x.Round != i {
			return nil, fmt.Errorf("%w: line %d: round %d, want round %d", ErrTable, i+2, x.Round, i)
		}
		all = append(all, x)
	}
	return all, nil
}
