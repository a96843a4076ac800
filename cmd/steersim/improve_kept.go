package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/report"
	"steersim/cmd/internal/setup"
	"steersim/trainer"
	"steersim/trainer/rounds"
)

// Files of an improvement's directory, beside round-N.mcap and round-N.
const (
	settingsName = "improve.json"
	tableName    = "improve.csv"
	plotName     = "improve.png"
	netName      = "net.safetensors"
)

// settings are all that decides what comes of an improvement, by the names of their flags.
type settings struct {
	Data        []string      `json:"data"`          // SHA-256 of each log
	Net         string        `json:"net,omitempty"` // SHA-256 of its weights
	Minutes     float64       `json:"minutes"`
	Epochs      int           `json:"epochs"`
	FirstEpochs int           `json:"first-epochs"`
	Samples     int           `json:"samples"`
	Roads       setup.List    `json:"road"`
	Scenes      setup.List    `json:"scene"`
	JudgeRoads  setup.List    `json:"judge-road"`
	JudgeScenes setup.List    `json:"judge-scene"`
	Seed        uint64        `json:"seed"`
	Views       trainer.Views `json:"views"`
	BFloat16    bool          `json:"bfloat16"`
}

// begin puts the directory in order and reads the rounds that it holds.
func (im *improvement) begin(resume bool) ([]rounds.Round, error) {
	now, err := json.Marshal(im.settings)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(im.dir, settingsName)
	before, err := os.ReadFile(path)
	switch {
	case err == nil && !resume:
		return nil, fmt.Errorf("%s exists: go on with --resume, or choose another directory", path)
	case err == nil:
		if err := sameSettings(path, now, before); err != nil {
			return nil, err
		}
		table, err := os.Open(filepath.Join(im.dir, tableName))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil // not even round 0 is whole
		}
		if err != nil {
			return nil, err
		}
		defer table.Close()
		whole, err := rounds.Read(table)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", table.Name(), err)
		}
		return whole, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	for _, taken := range []string{filepath.Join(im.dir, netName), filepath.Join(im.dir, tableName), im.round(0)} {
		if _, err := os.Lstat(taken); err == nil {
			return nil, fmt.Errorf("%s exists: choose another directory", taken)
		}
	}
	if err := os.MkdirAll(im.dir, 0o777); err != nil {
		return nil, err
	}
	return nil, file.Write(path, func(w io.Writer) error {
		_, err := w.Write(append(now, '\n'))
		return err
	})
}

// sameSettings refuses others than those that a directory was begun with, naming the first difference.
func sameSettings(path string, now, before []byte) error {
	var a, b map[string]json.RawMessage
	if err := json.Unmarshal(now, &a); err != nil {
		return err
	}
	if err := json.Unmarshal(before, &b); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var names []string
	for name := range a {
		names = append(names, name)
	}
	for name := range b {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if string(a[name]) != string(b[name]) {
			return fmt.Errorf("%w: improve: --%s is %s, but %s was begun with %s", errUsage, name, brief(a[name]), path, brief(b[name]))
		}
	}
	return nil
}

// brief is a value short enough for a line.
func brief(value json.RawMessage) string {
	const most = 80
	if len(value) > most {
		return string(value[:most]) + "..."
	}
	return string(value)
}

// keep writes what the whole rounds come to. All follows from the table, which is therefore the first.
func (im *improvement) keep(all []rounds.Round) error {
	write := func(w io.Writer) error { return rounds.Write(w, all) }
	if err := file.Write(filepath.Join(im.dir, tableName), write); err != nil {
		return err
	}
	best, err := setup.LoadNet(im.round(rounds.Best(all)))
	if err != nil {
		return err
	}
	if err := best.Save(filepath.Join(im.dir, netName)); err != nil {
		return err
	}
	return report.Rounds(filepath.Join(im.dir, plotName), all)
}
