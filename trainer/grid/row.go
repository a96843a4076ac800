package grid

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

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

// column is a field of a row by its name; at is *string, *int, *uint64 or *float64.
type column struct {
	name string
	at   any
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

// text is the field's value, with all its digits.
func (c column) text() string {
	switch at := c.at.(type) {
	case *string:
		return *at
	case *float64:
		return strconv.FormatFloat(*at, 'g', -1, 64)
	case *int:
		return strconv.Itoa(*at)
	case *uint64:
		return strconv.FormatUint(*at, 10)
	}
	panic(fmt.Sprintf("grid: column %s is a %T", c.name, c.at))
}

// set reads the field's value.
func (c column) set(text string) (err error) {
	switch at := c.at.(type) {
	case *string:
		*at = text
	case *float64:
		if *at, err = strconv.ParseFloat(text, 64); err == nil && (math.IsNaN(*at) || math.IsInf(*at, 0)) {
			err = strconv.ErrRange
		}
	case *int:
		*at, err = strconv.Atoi(text)
	case *uint64:
		*at, err = strconv.ParseUint(text, 10, 64)
	}
	return err
}

func header() (names []string) {
	for _, c := range (&Row{}).columns() {
		names = append(names, c.name)
	}
	return names
}

// ErrTable is a table that cannot be gone on from.
var ErrTable = errors.New("table of a comparison")

// Write writes the table as CSV. Read gives back the same rows.
func Write(w io.Writer, rows []Row) error {
	c := csv.NewWriter(w)
	if err := c.Write(header()); err != nil {
		return err
	}
	for _, r := range rows {
		var line []string
		for _, column := range r.columns() {
			line = append(line, column.text())
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// Read reads what Write wrote.
func Read(r io.Reader) ([]Row, error) {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if len(lines) == 0 || !slices.Equal(lines[0], header()) {
		return nil, fmt.Errorf("%w: line 1: want %v", ErrTable, header())
	}
	var rows []Row
	for i, line := range lines[1:] {
		var row Row
		for at, column := range row.columns() {
			if err := column.set(line[at]); err != nil {
				return nil, fmt.Errorf("%w: line %d: %s is %q, want a number", ErrTable, i+2, column.name, line[at])
			}
		}
		if slices.ContainsFunc(rows, func(r Row) bool { return r.Cell == row.Cell }) {
			return nil, fmt.Errorf("%w: line %d: %s is there twice", ErrTable, i+2, row.Name())
		}
		rows = append(rows, row)
	}
	return rows, nil
}
