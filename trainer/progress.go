package trainer

import "time"

// Phase is what a training is at.
type Phase string

// The phases.
const (
	Preparing  Phase = "prepare" // decoding the logs' pictures for the cache
	Training   Phase = "train"
	Validating Phase = "validate"
	Driving    Phase = "drive" // the exam
)

// Progress is told after every step.
type Progress struct {
	Phase         Phase
	Epoch, Epochs int     // 0 while preparing
	Done, Total   int64   // pictures: of the preparation, of all the training, or of the validation
	PicturesPerS  float64 // of this phase
	LeftS         float64 // of all the training, or of the preparation; 0: not known yet
	TrainLoss     float64 // mean over the epoch so far
}

// pace turns counts into rates and times left.
type pace struct {
	begin       time.Time // of this process's training, the first step
	done, total int64     // of all the training
	already     int64     // before this process began
}

// left says how long the rest takes at the pace so far, validations included.
func (p *pace) left() float64 {
	fresh := p.done - p.already
	if fresh == 0 {
		return 0
	}
	return time.Since(p.begin).Seconds() / float64(fresh) * float64(p.total-p.done)
}

func perSecond(n int64, since time.Time) float64 {
	if s := time.Since(since).Seconds(); s > 0 {
		return float64(n) / s
	}
	return 0
}
