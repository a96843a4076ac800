package trainer

import "slices"

// Exhibit is what a person should see of the data before a training is trusted.
type Exhibit struct {
	Recorded []float64 // curvature of every record, 1/m
	Learnt   []float64 // labels of the first epoch's pictures, after balancing and moving
	Examples []Example // the first of them
}

// Example is one picture of the first epoch, as the network is shown it.
type Example struct {
	Picture        []float32 // (C, H, W), 0 to 255
	LabelPerM      float64
	ShiftM, YawRad float64 // of the car that it seems to be taken from
	Width, Height  int
}

// exhibited is how many examples there are.
const exhibited = 32

// exhibit makes the first pictures of the first epoch.
func (s *session) exhibit(k *loader) (Exhibit, error) {
	e := Exhibit{Recorded: s.plan.driven}
	order := s.plan.epoch(1)
	for at, n := range order {
		shown, _ := s.job.Config.augmented(s.plan.sample(s.plan.train[n]), 1, at)
		e.Learnt = append(e.Learnt, shown.label)
	}
	shape := s.job.Config.Spec.Input()
	n := min(exhibited, len(order))
	b := &slot{pixels: shape.Len()}
	b.X, b.Y, b.Weight = make([]float32, n*shape.Len()), make([]float32, n), make([]float32, n)
	for i := range n {
		sample := s.plan.sample(s.plan.train[order[i]])
		if err := k.workers[0].make(b, i, sample, 1, i); err != nil {
			return e, err
		}
		sample, _ = s.job.Config.augmented(sample, 1, i)
		e.Examples = append(e.Examples, Example{
			Picture: slices.Clone(b.X[i*shape.Len() : (i+1)*shape.Len()]), LabelPerM: float64(b.Y[i]),
			ShiftM: sample.shiftM, YawRad: sample.yawRad, Width: shape.Width, Height: shape.Height,
		})
	}
	return e, nil
}
