package setup

import (
	"errors"

	"steersim/recorder/native"
	"steersim/trainer"
)

// Log is an opened log; Cut says that its end is missing.
type Log struct {
	trainer.Log
	Cut bool
}

// Opened are the logs as the trainer takes them.
func Opened(logs []Log) []trainer.Log {
	var all []trainer.Log
	for _, l := range logs {
		all = append(all, l.Log)
	}
	return all
}

// Logs opens logs for training. The caller closes them.
func Logs(paths []string) ([]Log, error) {
	var logs []Log
	for _, path := range paths {
		d, err := native.Open(path)
		if err != nil {
			for _, l := range logs {
				err = errors.Join(err, l.Dataset.Close())
			}
			return nil, err
		}
		logs = append(logs, Log{Log: trainer.Log{Path: path, Dataset: d}, Cut: d.Cut()})
	}
	return logs, nil
}
