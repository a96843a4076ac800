package trainer

import (
	"errors"
	"fmt"
	"image"
	"math"

	"steersim/camera"
	"steersim/model"
	"steersim/recorder"
	"steersim/trainer/augment"
)

// Config is all that decides a training's outcome, besides the logs. Start from DefaultConfig.
type Config struct {
	Spec    model.Spec
	Begin   Begin // of Job.First, which must be made so; drawn weights need none
	Prepare camera.PrepareConfig
	Mounts  [recorder.Views]camera.Mount // the cameras that made the pictures
	Frame   image.Point                  // their size; only its proportions count
	Seed    uint64

	Epochs         int
	EpochSamples   int // pictures an epoch; 0: as many as there are for training
	Batch          int
	BFloat16       bool    // learn by products of 8 bits of precision, where the processor has them
	Rate           float64 // Adam's, at the top
	L2             float64 // of the sum of the weights' squares, in the loss
	FinalRateShare float64 // of Rate, at the last step
	WarmupSteps    int     // over which Rate is reached; at most a tenth of all steps
	PatienceEpochs int     // without a better one before training stops, or exams where there are exams; 0: never

	Select       Select
	Split        Split
	Views        Views
	PerRecord    int         // pictures a record where cars are moved, with the centre camera's own; at most 8
	Spread       Spread      // of moved cars; a 0: twice the driver's own
	SceneRecords int         // views painted anew are in random scenes, another every so many records; 0: in the log's own
	Label        augment.Law // of what is seen from elsewhere
	LatencyS     float64     // that the expert is told when it is asked about a log; the network will act so much later
	SideShare    float64     // of the pictures of an epoch that are not the centre camera's own
	Balance      Balance
	Fair         Fair
	Weight       Weight
	Augment      augment.Config
	Exam         Exam
}

// DefaultConfig suits any log. The shipped network was made by it with Learning(Looks) and more pictures (.ci/net).
func DefaultConfig(seed uint64) Config {
	return Config{
		Spec: model.PilotNet(), Prepare: camera.DefaultPrepare(), Mounts: camera.DefaultMounts(), Frame: camera.DefaultSize(), Seed: seed,
		Epochs: 10, Batch: 64, Rate: 1e-3, FinalRateShare: 0.01, WarmupSteps: 200,
		Select: Select{Hz: 10, LeastSpeedMPS: 1, MostOffsetM: 1.5, MostHeadingRad: 0.5},
		Views:  Moved, PerRecord: 4, Label: augment.Expert,
		Split:     Split{ValShare: 0.12, StretchM: 150, StretchS: 10, GuardM: 20, GuardS: 1.5},
		SideShare: 0.5,
		Balance:   Balance{Power: 0.5, MostFactor: 4},
		Fair:      Fair{LeastShare: 0.25, MostFactor: 4},
		Weight:    Weight{HalfPerM: 0.02, Power: 1},
		Augment:   augment.Default(),
	}
}

// ErrConfig is a Config that makes no sense.
var ErrConfig = errors.New("training config")

// Check names every mistake in c.
func (c Config) Check() error {
	var errs []error
	from := func(name string, v, lo, hi float64) {
		if !(v >= lo && v <= hi) {
			errs = append(errs, fmt.Errorf("%w: %s is %v, want %g to %g", ErrConfig, name, v, lo, hi))
		}
	}
	const many = 1 << 30
	from("epochs", float64(c.Epochs), 1, 1e6)
	from("pictures an epoch", float64(c.EpochSamples), 0, many)
	from("batch", float64(c.Batch), 1, 4096)
	from("learning rate", c.Rate, math.SmallestNonzeroFloat64, 10)
	from("L2", c.L2, 0, 1e6)
	from("final share of the learning rate", c.FinalRateShare, 0, 1)
	from("warm-up steps", float64(c.WarmupSteps), 0, many)
	from("patience in epochs", float64(c.PatienceEpochs), 0, 1e6)
	from("share of validation", c.Split.ValShare, 0.001, 0.9)
	from("stretch in metres", c.Split.StretchM, 1, 1e6)
	from("stretch in seconds", c.Split.StretchS, 0.1, 1e6)
	from("guard in metres", c.Split.GuardM, 0, c.Split.StretchM/2)
	from("guard in seconds", c.Split.GuardS, 0, c.Split.StretchS/2)
	from("records a second", c.Select.Hz, 0, 1000)
	from("least speed in m/s", c.Select.LeastSpeedMPS, 0, 100)
	from("greatest offset in metres", c.Select.MostOffsetM, 0.1, 1e3)
	from("greatest heading error in radians", c.Select.MostHeadingRad, 0.01, math.Pi)
	from("pictures a record", float64(c.PerRecord), 2, mostPerRecord)
	from("records a scene", float64(c.SceneRecords), 0, 1e6)
	from("latency in seconds", c.LatencyS, 0, 2)
	from("spread of shifts in metres", c.Spread.ShiftM, 0, 1)
	from("spread of turns in radians", c.Spread.YawRad, 0, 0.2)
	from("share of side cameras", c.SideShare, 0, 1)
	from("power of the balance", c.Balance.Power, 0, 1)
	from("greatest factor of the balance", c.Balance.MostFactor, 1, 1e6)
	from("least share of corrections", c.Fair.LeastShare, 0, 0.9)
	from("greatest factor of corrections", c.Fair.MostFactor, 0, 1e6)
	from("half-way curvature of the weight", c.Weight.HalfPerM, 1e-6, 1e6)
	from("power of the weight", c.Weight.Power, 0, 4)
	errs = append(errs, c.Spec.Check(), c.Prepare.Check(), c.Augment.Check(), c.Views.check(), c.Label.Check(), c.Exam.check(), c.Begin.check())
	if c.Spec.Members > 0 && c.Begin != Drawn {
		errs = append(errs, fmt.Errorf("%w: an ensemble begins with drawn weights, not with %q, which would be the same for all", ErrConfig, c.Begin))
	}
	from("frame width", float64(c.Frame.X), 1, 1<<14)
	from("frame height", float64(c.Frame.Y), 1, 1<<14)
	if in, p := c.Spec.Input(), c.Prepare; in != (model.Shape{Channels: 3, Height: p.Height, Width: p.Width}) {
		errs = append(errs, fmt.Errorf("%w: the network sees %v, but pictures are prepared as {3 %d %d}", ErrConfig, in, p.Height, p.Width))
	}
	return errors.Join(errs...)
}

// Of views painted anew: a scene lasts for a second of driving, since making one takes as long as painting fifty pictures, and a
// record has mostPerRecord pictures at most, as many as a byte has bits.
const (
	sceneRecords  = 10
	mostPerRecord = 8
)

// How many scenes and views painted anew even the smallest log should have. The same two minutes of driving, 96,000 pictures and
// last epoch: 7.2 interventions a km from 120 scenes and 4 pictures a record, 2.3 from 1,200 and 8.
const (
	leastScenes   = 1200
	leastPictures = 48_000
)

// Learning sets which views are learnt from, and what of the other settings follows from that.
func (c Config) Learning(v Views) Config {
	c.Views = v
	if v != Moved && v != Looks {
		c.Augment.MoveShare = 0
	}
	if v == Looks {
		c.SceneRecords = sceneRecords
	}
	switch {
	case v == Middle:
		c.SideShare = 0
	case v.Painted():
		c.SideShare = 1 - 1/float64(c.PerRecord)
	}
	return c
}

// Filling makes up for logs of few records where views are painted anew in random scenes: each record then has more of them, and a
// scene lasts for fewer. It is for a Config of Learning.
func (c Config) Filling(records int) Config {
	if c.SceneRecords == 0 {
		return c
	}
	records = max(records, 1)
	c.SceneRecords = max(1, min(records/leastScenes, c.SceneRecords))
	c.PerRecord = max(c.PerRecord, min((leastPictures+records-1)/records, mostPerRecord))
	c.SideShare = 1 - 1/float64(c.PerRecord)
	return c
}
