package teaching

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"steersim/camera"
	"steersim/model"
	"steersim/model/unsupervised"
	"steersim/recorder"
	"steersim/trainer"
)

// picturesWanted is how many of the logs' pictures are looked at before the driver is imitated.
const picturesWanted = 400

// Begin makes the first weights that a config asks for, from the pictures of the logs alone; nil where they are drawn. The pictures
// are the centre camera's, at even distances over all logs, as they were taken.
func Begin(ctx context.Context, c trainer.Config, logs []trainer.Log) (*model.Weights, error) {
	learn := map[trainer.Begin]func(context.Context, model.Spec, [][]float32, uint64) (model.Weights, error){
		trainer.Dictionary: unsupervised.Dictionary,
		trainer.Layers:     unsupervised.Layers,
	}[c.Begin]
	if learn == nil {
		return nil, nil
	}
	pictures, err := centrePictures(ctx, c.Prepare, logs)
	if err != nil {
		return nil, err
	}
	w, err := learn(ctx, c.Spec, pictures, c.Seed)
	if err != nil {
		return nil, fmt.Errorf("first weights: %w", err)
	}
	return &w, nil
}

// centrePictures prepares some of the logs' pictures, the same in whatever order the logs are given.
func centrePictures(ctx context.Context, p camera.PrepareConfig, logs []trainer.Log) ([][]float32, error) {
	logs = slices.SortedFunc(slices.Values(logs), func(a, b trainer.Log) int { return cmp.Compare(a.Dataset.Hash(), b.Dataset.Hash()) })
	prepare, err := camera.NewPrepare(p)
	if err != nil {
		return nil, err
	}
	total := 0
	for _, l := range logs {
		total += l.Dataset.Len()
	}
	var pictures [][]float32
	before := 0
	for _, l := range logs {
		for i := range l.Dataset.Len() {
			n := before + i // one of every so many, from the first on
			if n*picturesWanted/total == (n-1)*picturesWanted/total && n > 0 || !l.Dataset.Info(i).Has[recorder.Centre] {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			picture, err := l.Dataset.Image(i, recorder.Centre)
			if err != nil {
				return nil, fmt.Errorf("%s: record %d: %w", l.Path, i, err)
			}
			x := make([]float32, prepare.Len())
			if err := prepare.Floats(x, picture); err != nil {
				return nil, fmt.Errorf("%s: record %d: %w", l.Path, i, err)
			}
			pictures = append(pictures, x)
		}
		before += l.Dataset.Len()
	}
	return pictures, nil
}
