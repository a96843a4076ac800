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
	ValLoss     float64 // the same of validation, after the epoch; the epoch with the least is kept
	ValMAEPerM  float64 // mean absolute error of validation, unweighted, in 1/m
	Seconds     float64 // with validation
	SamplesPerS float64 // of the training alone
}

// WriteHistory writes history.csv.
func WriteHistory(w io.Writer, history []Epoch) error {
	c := csv.NewWriter(w)
	if err := c.Write([]string{"epoch", "train_loss", "val_loss", "val_mae", "seconds", "samples_per_s"}); err != nil {
		return err
	}
	exact := func(v float64) string { return strconv.FormatFloat(v, 'g', 9, 64) }
	for _, e := range history {
		if err := c.Write([]string{strconv.Itoa(e.Epoch), exact(e.TrainLoss), exact(e.ValLoss), exact(e.ValMAEPerM), fmt.Sprintf("%.3f", e.Seconds), fmt.Sprintf("%.1f", e.SamplesPerS)}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
