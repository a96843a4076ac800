package report

import (
	"encoding/json"
	"fmt"
	"io"

	"steersim"
	"steersim/sim/eval"
)

// JSON prints the reports in the format of drive --json and eval --json; without sweeps it says nothing of them.
func JSON(w io.Writer, net string, runs []eval.Report, total eval.Report, sweeps []eval.Sweep) error {
	all := struct {
		Version string        `json:"version"`
		Net     string        `json:"net"`
		Runs    []eval.Report `json:"runs"`
		Total   eval.Report   `json:"total"`
		Sweeps  []eval.Sweep  `json:"sweeps,omitempty"`
	}{steersim.Version, net, runs, total, sweeps}
	if err := json.NewEncoder(w).Encode(all); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}
