package main

import (
	"context"
	"image"
	"time"

	"steersim/camera"
	"steersim/model"
	"steersim/model/graph"
	"steersim/model/infer"
	"steersim/sim"
)

const benchBatch = 64

// benchTrain measures forward, backward and Adam on synthetic pictures held in memory.
func benchTrain(ctx context.Context, bfloat16 bool) ([]figure, error) {
	weights, err := model.NewWeights(model.PilotNet(), 1)
	if err != nil {
		return nil, err
	}
	fitter, err := graph.New(graph.Config{Weights: weights, Batch: benchBatch, BFloat16: bfloat16})
	if err != nil {
		return nil, err
	}
	defer fitter.Close()
	batch := model.Batch{N: benchBatch, X: noise(benchBatch * weights.Spec.Input().Len()), Y: make([]float32, benchBatch), Weight: make([]float32, benchBatch)}
	for i := range batch.Weight {
		batch.Y[i], batch.Weight[i] = 0.001*float32(i-benchBatch/2), 1
	}
	f, err := measure(ctx, "train_samples_per_s", "samples/s", benchRuns, func() (float64, error) {
		steps, start := 0, time.Now()
		for time.Since(start) < 2*time.Second {
			if _, err := fitter.Step(batch, 1e-4); err != nil {
				return 0, err
			}
			steps++
		}
		return float64(steps*benchBatch) / time.Since(start).Seconds(), nil
	})
	return []figure{f}, err
}

// benchInfer measures one frame at a time, as in the closed loop.
func benchInfer(ctx context.Context) ([]figure, error) {
	weights, err := model.NewWeights(model.PilotNet(), 1)
	if err != nil {
		return nil, err
	}
	engine, err := infer.New(weights)
	if err != nil {
		return nil, err
	}
	x := noise(weights.Spec.Input().Len())
	forward, err := measure(ctx, "infer_ms", "ms", benchRuns, perCall(200, func() error {
		_, err := engine.Predict(x)
		return err
	}))
	if err != nil {
		return nil, err
	}
	frame := image.NewRGBA(image.Rect(0, 0, 320, 160))
	for i, v := range noise(len(frame.Pix)) {
		frame.Pix[i] = uint8(v)
	}
	prepare, err := camera.NewPrepare(camera.DefaultPrepare())
	if err != nil {
		return nil, err
	}
	look, err := measure(ctx, "prepare_ms", "ms", benchRuns, perCall(500, func() error { return prepare.Floats(x, frame) }))
	return []figure{forward, look}, err
}

// perCall times a call as the mean of several, in milliseconds.
func perCall(calls int, once func() error) func() (float64, error) {
	return func() (float64, error) {
		start := time.Now()
		for range calls {
			if err := once(); err != nil {
				return 0, err
			}
		}
		return time.Since(start).Seconds() * 1e3 / float64(calls), nil
	}
}

// noise is pixels that no branch can guess.
func noise(n int) []float32 {
	rng, x := sim.Rand(1, sim.StreamCamera), make([]float32, n)
	for i := range x {
		x[i] = float32(rng.IntN(256))
	}
	return x
}
