package trainer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// Epoch is one line of the history.
type Epoch struct {
	Epoch       int     // from 1
	TrainLoss   float64 // weighted mean squared error in 1/m^2, as each step found it before learning from it
	ValLoss     float64 // the same of validation, after the epoch; without exams the epoch with the least is kept
	ValMAEPerM  float64 // mean absolute error of validation, unweighted, in 1/m
	Seconds     float64 // with validation and exam
	SamplesPerS float64 // of the training alone
	Drives      *Drives `json:",omitempty"` // of the exam after the epoch; nil: there was none

	ValCorrelation float64 // Pearson's, of what the network says with the labels of validation; 0 where one of them is always the same
}

// WriteHistory writes history.csv. What an exam says is empty where there was none.
func WriteHistory(w io.Writer, history []Epoch) error {
	c := csv.NewWriter(w)
	if err := c.Write([]string{"epoch", "train_loss", "val_loss", "val_mae", "seconds", "samples_per_s", "drive_interventions", "drive_autonomy", "drive_mae_m", "drive_whiteness", "val_correlation"}); err != nil {
		return err
	}
	exact := func(v float64) string { return strconv.FormatFloat(v, 'g', 9, 64) }
	for _, e := range history {
		row := []string{strconv.Itoa(e.Epoch), exact(e.TrainLoss), exact(e.ValLoss), exact(e.ValMAEPerM), fmt.Sprintf("%.3f", e.Seconds), fmt.Sprintf("%.1f", e.SamplesPerS), "", "", "", "", exact(e.ValCorrelation)}
		if d := e.Drives; d != nil {
			copy(row[6:], []string{strconv.Itoa(d.Interventions), exact(d.AutonomyPct), exact(d.LateralMAEM), exact(d.WhitenessDegS)})
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
