package trainer

import (
	"math"

	"steersim/recorder"
)

// Select says which records are learnt from: those of a car that keeps its lane, at most so many a second (Bojarski et al. 2016,
// section 4: 10 a second, without lane changes and turns).
type Select struct {
	Hz             float64 // 0: all
	LeastSpeedMPS  float64
	MostOffsetM    float64 // of the lane's centre, where the log knows it
	MostHeadingRad float64 // likewise
}

// sieve remembers the last record that was taken.
type sieve struct {
	drive int
	timeS float64
	any   bool
}

// takes says whether a record is learnt from.
func (s Select) takes(info recorder.Info, last *sieve) bool {
	switch {
	case math.Abs(info.SpeedMPS) < s.LeastSpeedMPS:
		return false
	case info.Truth.Known && (math.Abs(info.Truth.OffsetM) > s.MostOffsetM || math.Abs(info.Truth.HeadingErrorRad) > s.MostHeadingRad):
		return false
	}
	const early = 0.2 // of a period: recorders are not exact
	if last.any && s.Hz > 0 && info.Drive == last.drive && info.TimeS-last.timeS < (1-early)/s.Hz {
		return false
	}
	*last = sieve{info.Drive, info.TimeS, true}
	return true
}
