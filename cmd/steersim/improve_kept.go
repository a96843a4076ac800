package main

import (
	"io"
	"path/filepath"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/logbook"
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
	DriveEvery  int           `json:"drive-every"`
	Roads       setup.List    `json:"road"`
	Scenes      setup.List    `json:"scene"`
	JudgeRoads  setup.List    `json:"judge-road"`
	JudgeScenes setup.List    `json:"judge-scene"`
	Seed        uint64        `json:"seed"`
	Views       trainer.Views `json:"views"`
	BFloat16    bool          `json:"bfloat16"`
	Car         logbook.Car   `json:"log-car"`
}

// begin puts the directory in order and reads the rounds that it holds.
func (im *improvement) begin(resume bool) ([]rounds.Round, error) {
	begun, err := settle("improve", im.dir, settingsName, im.settings, resume, netName, tableName, plotName, "round-*", "cache")
	if err != nil || !begun {
		return nil, err
	}
	return readRows(filepath.Join(im.dir, tableName), rounds.Read)
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
