package trainer

import "steersim/model"

// Fitter is a network that can be trained.
type Fitter interface {
	// Step learns from one batch with Adam at the given rate and returns the weighted mean squared error before the step.
	// Batches may be of any size up to the one the fitter was made for.
	Step(b model.Batch, rate float64) (loss float64, err error)
	// Predict writes the curvature for each of the batch's N pictures to out; Y and Weight may be nil.
	Predict(b model.Batch, out []float32) error
	// Weights are a copy, ready to drive.
	Weights() model.Weights
	State() model.FitState
	Restore(model.FitState) error
}
