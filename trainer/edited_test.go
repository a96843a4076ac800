package trainer

import (
	"errors"
	"image"
	"sync/atomic"

	"steersim/recorder"
)

var errPicture = errors.New("the picture is torn")

// edited is a log of which a test has changed something.
type edited struct {
	recorder.Dataset // nil: an empty log
	info             func(i int, info *recorder.Info)
	bad              func(i int) bool
	hash             string
	decoded          atomic.Int64
}

func (e *edited) Len() int {
	if e.Dataset == nil {
		return 0
	}
	return e.Dataset.Len()
}

func (e *edited) Hash() string {
	if e.Dataset == nil {
		return "empty"
	}
	return e.Dataset.Hash() + e.hash
}

func (e *edited) Drives() []recorder.Drive {
	if e.Dataset == nil {
		return nil
	}
	return e.Dataset.Drives()
}

func (e *edited) Info(i int) recorder.Info {
	info := e.Dataset.Info(i)
	if e.info != nil {
		e.info(i, &info)
	}
	return info
}

func (e *edited) Image(i int, v recorder.View) (image.Image, error) {
	e.decoded.Add(1)
	if e.bad != nil && e.bad(i) {
		return nil, errPicture
	}
	return e.Dataset.Image(i, v)
}

func withoutPictures(l Log) Log {
	return Log{Path: l.Path, Dataset: &edited{Dataset: l.Dataset, info: func(_ int, info *recorder.Info) { info.Has = [recorder.Views]bool{} }}}
}

func withLabel(l Log, record int, label float64) Log {
	return Log{Path: l.Path, Dataset: &edited{Dataset: l.Dataset, info: func(i int, info *recorder.Info) {
		if i == record {
			info.CurvaturePerM = label
		}
	}}}
}

func withBadPicture(l Log, record int) Log {
	return Log{Path: l.Path, Dataset: &edited{Dataset: l.Dataset, bad: func(i int) bool { return i == record }}}
}
