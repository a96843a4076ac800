package trainer

import (
	"errors"
	"fmt"
	"math"

	"steersim/recorder"
)

// Log is a dataset and where it was found.
type Log struct {
	Path    string
	Dataset recorder.Dataset
	Assumed string // what the log does not say and was assumed; it goes into run.json
}

// Errors about the logs.
var (
	ErrNoData = errors.New("no training data")
	ErrData   = errors.New("training data")
)

// instant is what training has to know of one record.
type instant struct {
	log, record int32
	curvature   float64 // the label
	speedMPS    float32
	returnM     float32 // the teacher's; 0: not known
	has         uint8   // bit k: there is a picture of kind k
	corrects    bool    // a network that was driving
}

// readInstants walks through the logs' records, without their pictures.
func readInstants(logs []Log, c Config, teacher Teacher) ([]instant, []place, deviation, error) {
	var own deviation
	source := c.kinds()
	if len(logs) == 0 {
		return nil, nil, own, fmt.Errorf("%w: no log was named", ErrNoData)
	}
	records := 0
	for _, log := range logs {
		records += log.Dataset.Len()
	}
	instants, places := make([]instant, 0, records), make([]place, 0, records)
	seen := map[string]string{}
	for l, log := range logs {
		hash := log.Dataset.Hash()
		if other, twice := seen[hash]; twice {
			return nil, nil, own, fmt.Errorf("%w: %s and %s hold the same (%.12s): one would leak into the other's validation", ErrData, other, log.Path, hash)
		}
		seen[hash] = log.Path
		drives := log.Dataset.Drives()
		var last sieve
		for i := range log.Dataset.Len() {
			info := log.Dataset.Info(i)
			if !finite(info.CurvaturePerM, info.SpeedMPS, info.TimeS) {
				return nil, nil, own, fmt.Errorf("%w: %s: record %d: curvature %v 1/m at %v m/s and %v s, want finite numbers", ErrData, log.Path, i, info.CurvaturePerM, info.SpeedMPS, info.TimeS)
			}
			has := source.Kinds(info)
			own.driven = append(own.driven, info.CurvaturePerM)
			if has == 0 || !c.Select.takes(info, &last) {
				continue
			}
			own.add(info.Truth)
			in := instant{log: int32(l), record: int32(i), curvature: info.CurvaturePerM, speedMPS: float32(info.SpeedMPS), has: has, corrects: drives[info.Drive].Corrects()}
			if err := in.teach(log, i, teacher); err != nil {
				return nil, nil, own, err
			}
			instants = append(instants, in)
			places = append(places, newPlace(hash, info))
		}
	}
	switch {
	case records == 0:
		return nil, nil, own, fmt.Errorf("%w: %d logs without a single record, the first is %s", ErrNoData, len(logs), logs[0].Path)
	case len(instants) == 0:
		return nil, nil, own, fmt.Errorf("%w: none of the %d records in %d logs has a picture of a car that keeps its lane, the first log is %s", ErrNoData, records, len(logs), logs[0].Path)
	}
	return instants, places, own, nil
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
