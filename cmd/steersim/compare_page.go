package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"steersim/cmd/internal/comparison"
	"steersim/cmd/internal/explain"
	"steersim/cmd/internal/file"
	"steersim/cmd/internal/setup"
	"steersim/trainer/grid"
)

// gridPage is the page of a comparison, in its directory.
const gridPage = "compare.html"

// page writes what the whole trainings come to as a page, into the directory and to where --html asks for it.
func (c *gridRun) page() error {
	insides, err := c.insides()
	if err != nil {
		return err
	}
	all := comparison.Results{Rows: c.rows, Scenes: c.scores, Insides: insides, Recipe: c.recipe.lines(), Expected: c.cells}
	var page bytes.Buffer
	if err := all.WritePage(&page); err != nil {
		return err
	}
	for _, path := range []string{filepath.Join(c.dir, gridPage), c.html} {
		if path == "" {
			continue
		}
		if err := file.Write(path, func(w io.Writer) error { _, err := w.Write(page.Bytes()); return err }); err != nil {
			return err
		}
	}
	return nil
}

// insides are pictures of what the learners have learnt, of each the best training of those with the most data.
func (c *gridRun) insides() (all []comparison.Inside, err error) {
	var best []grid.Row
	for _, r := range c.rows {
		i := slices.IndexFunc(best, func(b grid.Row) bool { return b.Learner == r.Learner })
		switch {
		case i < 0:
			best = append(best, r)
		case r.Minutes > best[i].Minutes, r.Minutes == best[i].Minutes && r.AutonomyPct > best[i].AutonomyPct:
			best[i] = r
		}
	}
	for _, r := range best {
		path := filepath.Join(c.cellDir(r.Cell), netName)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue // somebody made room; the table has what came of it
		}
		net, err := setup.LoadNet(path)
		if err != nil {
			return nil, err
		}
		picture, text, err := explain.Weights(net)
		if err != nil {
			return nil, err
		}
		if picture != nil {
			all = append(all, comparison.Inside{Learner: fmt.Sprintf("%s, %g min", r.Learner, r.Minutes), Caption: text, Picture: picture})
		}
	}
	return all, nil
}

// lines are the recipe as the page has it.
func (r recipe) lines() []string {
	samples := "all there are"
	if r.Samples > 0 {
		samples = fmt.Sprint(r.Samples)
	}
	kept := "with the least validation loss"
	if r.DriveEvery > 0 {
		kept = fmt.Sprintf("that drives held-out roads best, of every %d", r.DriveEvery)
	}
	precision := "32 bits"
	if r.BFloat16 {
		precision = "bfloat16"
	}
	return []string{
		fmt.Sprintf("epochs: %d", r.Epochs),
		"pictures an epoch: " + samples,
		"epoch kept: the one " + kept,
		fmt.Sprintf("views learnt from: %s", r.Views),
		"numbers: " + precision,
		"judged on roads: " + strings.Join(r.JudgeRoads, ", "),
		"judged in scenes: " + strings.Join(r.JudgeScenes, ", "),
	}
}
