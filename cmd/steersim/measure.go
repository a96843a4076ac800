package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

// figure is one benchmark's result; value is the median.
type figure struct {
	Name   string  `json:"name"`
	Unit   string  `json:"unit"`
	Value  float64 `json:"value"`
	Runs   int     `json:"runs"`
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// measure calls once several times, after one call that does not count.
func measure(ctx context.Context, name, unit string, runs int, once func() (float64, error)) (figure, error) {
	var values []float64
	for i := range runs + 1 {
		if err := ctx.Err(); err != nil {
			return figure{}, err
		}
		v, err := once()
		if err != nil {
			return figure{}, fmt.Errorf("bench %s: %w", name, err)
		}
		if i > 0 {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	middle := len(values) / 2
	median := values[middle]
	if len(values)%2 == 0 {
		median = (values[middle-1] + values[middle]) / 2
	}
	return figure{Name: name, Unit: unit, Value: median, Runs: runs, Median: median, Min: values[0], Max: values[len(values)-1]}, nil
}

func printFigures(w io.Writer, figures []figure, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(figures)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "name\tmedian\tmin\tmax\tunit\t")
	for _, f := range figures {
		fmt.Fprintf(t, "%s\t%.4g\t%.4g\t%.4g\t%s\t\n", f.Name, f.Median, f.Min, f.Max, f.Unit)
	}
	return t.Flush()
}

// machine is a line on what else the machine was doing.
func machine() string {
	load := "unknown"
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Join(strings.Fields(string(text))[:3], " ")
	}
	return fmt.Sprintf("%s/%s, %d processors, load %s", runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), load)
}
