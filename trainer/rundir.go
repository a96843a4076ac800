package trainer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"steersim/model"
)

// Files of a run's directory.
const (
	checkpointName = "checkpoint"
	bestName       = "net.safetensors"
	lastName       = "last.safetensors"
	historyName    = "history.csv"
	aboutName      = "run.json"
)

// ErrExists is a directory that holds a training already.
var ErrExists = errors.New("there is a training already")

func runFiles() []string {
	return []string{checkpointName, bestName, lastName, historyName, aboutName}
}

// prepareDir makes a run's directory, and names a file of a training that is there already.
func prepareDir(dir string) (taken string, err error) {
	if dir == "" {
		return "", fmt.Errorf("%w: no directory for the training run", ErrConfig)
	}
	for _, name := range runFiles() {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); err == nil {
			return path, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return "", os.MkdirAll(dir, 0o777)
}

// clearDir takes back what a training has written before its first epoch.
func clearDir(dir string) error {
	for _, name := range runFiles() {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// replaceFile writes a file as one act: whoever reads, and whenever the machine stops, it is the old one or the new one.
func replaceFile(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if d, err := os.Open(filepath.Dir(path)); err == nil { // the new name too; not every system can sync a directory
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// about is run.json.
type about struct {
	Version  string            `json:"version"`
	Engine   string            `json:"engine"`
	Platform string            `json:"platform"`
	Seeds    map[string]uint64 `json:"seeds"`
	Spec     model.Spec        `json:"spec"`
	Config   Config            `json:"config"`
	Data     []Data            `json:"data"`
	First    string            `json:"first_weights_sha256,omitempty"` // that it began with, if they were not drawn
	Train    int               `json:"train_pictures"`
	Val      int               `json:"val_pictures"`
	Dropped  int               `json:"dropped_records"`  // between training and validation
	Selected int               `json:"selected_records"` // of the logs', those of a car that keeps its lane
	Spread   *Spread           `json:"spread,omitempty"` // of moved cars
	Epochs   int               `json:"epochs_done"`
	Best     int               `json:"best_epoch"`
	BestLoss float64           `json:"best_val_loss"`
	BestMAE  float64           `json:"best_val_mae"`
}

// publish writes what a checkpoint says in the forms that others read. Everything in the directory follows from the
// checkpoint, so that a run killed between two files puts them right when it is resumed.
func publish(dir string, c Checkpoint, last model.Weights, p *plan) error {
	var history bytes.Buffer
	if err := WriteHistory(&history, c.History); err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(dir, historyName), history.Bytes()); err != nil {
		return err
	}
	a := about{
		Version: c.Version, Engine: c.Engine, Platform: c.Platform, Seeds: map[string]uint64{"train": c.Config.Seed},
		Spec: c.Config.Spec, Config: c.Config, Data: c.Data, First: c.First, Train: len(p.train), Val: len(p.val), Dropped: p.dropped,
		Epochs: c.Epoch, Best: c.Best, BestLoss: c.BestLoss,
	}
	a.Selected = p.selected
	if p.painted {
		a.Spread = &p.spread
	}
	if c.Best > 0 {
		a.BestMAE = c.History[c.Best-1].ValMAEPerM
	}
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(dir, aboutName), append(text, '\n')); err != nil {
		return err
	}
	if c.Epoch == 0 {
		return nil
	}
	if err := writeNet(filepath.Join(dir, lastName), last, c, c.Epoch); err != nil {
		return err
	}
	return writeNet(filepath.Join(dir, bestName), c.BestWeights, c, c.Best)
}

// writeNet writes one epoch's weights.
func writeNet(path string, w model.Weights, c Checkpoint, epoch int) error {
	extra := map[string]string{"epoch": fmt.Sprint(epoch), "val_mae_per_m": fmt.Sprintf("%.6g", c.History[epoch-1].ValMAEPerM)}
	if c.Config.LatencyS > 0 {
		extra["latency_s"] = fmt.Sprint(c.Config.LatencyS)
	}
	return model.WriteFile(path, w, model.Meta{
		Prepare: c.Config.Prepare, DataHash: dataHash(c.Data), Seeds: map[string]uint64{"train": c.Config.Seed}, Version: c.Version, Extra: extra,
	})
}
