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

// ErrTable is a table that cannot be gone on from.
var ErrTable = errors.New("table of a comparison")

// column is a field of a row by its name; at is *string, *int, *uint64 or *float64.
type column struct {
	name string
	at   any
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

// tabled is a pointer to what has a line in a table.
type tabled[T any] interface {
	*T
	columns() []column
}

func header[T any, P tabled[T]]() (names []string) {
	for _, c := range P(new(T)).columns() {
		names = append(names, c.name)
	}
	return names
}

// write writes a table as CSV.
func write[T any, P tabled[T]](w io.Writer, rows []T) error {
	c := csv.NewWriter(w)
	if err := c.Write(header[T, P]()); err != nil {
		return err
	}
	for i := range rows {
		row := rows[i]
		var line []string
		for _, column := range P(&row).columns() {
			line = append(line, column.text())
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// read reads what write wrote; key is what no two rows have in common.
func read[T any, P tabled[T]](r io.Reader, key func(T) string) ([]T, error) {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if want := header[T, P](); len(lines) == 0 || !slices.Equal(lines[0], want) {
		return nil, fmt.Errorf("%w: line 1: want %v", ErrTable, want)
	}
	var rows []T
	known := map[string]bool{}
	for i, line := range lines[1:] {
		var row T
		for at, column := range P(&row).columns() {
			if err := column.set(line[at]); err != nil {
				return nil, fmt.Errorf("%w: line %d: %s is %q, want a number", ErrTable, i+2, column.name, line[at])
			}
		}
		if known[key(row)] {
			return nil, fmt.Errorf("%w: line %d: %s is there twice", ErrTable, i+2, key(row))
		}
		known[key(row)] = true
		rows = append(rows, row)
	}
	return rows, nil
}
