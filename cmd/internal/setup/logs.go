package setup

import (
	"errors"

	"steersim/recorder/native"
	"steersim/trainer"
)

// Logs opens logs for training. The caller closes them.
func Logs(paths []string) ([]trainer.Log, error) {
	var logs []trainer.Log
	for _, path := range paths {
		d, err := native.Open(path)
		if err != nil {
			for _, l := range logs {
				err = errors.Join(err, l.Dataset.Close())
			}
			return nil, err
		}
		logs = append(logs, trainer.Log{Path: path, Dataset: d})
	}
	return logs, nil
}
