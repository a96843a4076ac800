package unsupervised

import (
	"context"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"steersim/model"
	"steersim/model/feature"
	"steersim/sim"
)

// ErrPictures are pictures that nothing can be learnt from.
var ErrPictures = errors.New("pictures to learn from without a driver")

// Of the dictionary. Coates, Lee and Ng (2011) whiten with 0.1 added to the variances of patches of normalised contrast.
const (
	patchesWanted = 40_000
	kMeansRounds  = 15
	whiteFloor    = 0.1
	spreadFloor   = 0.01 // added to a feature's variance over the pictures, so that one that hardly varies does not count for more
)

// Dictionary are first weights of a spec on patches: its atoms are the centroids of the pictures' patches, and its features have a
// mean of 0 and a variance of 1 over the pictures. Pictures are (C, H, W), 0 to 255.
func Dictionary(ctx context.Context, spec model.Spec, pictures [][]float32, seed uint64) (model.Weights, error) {
	if spec.Features.Kind != model.Patches {
		return model.Weights{}, fmt.Errorf("%w: %q has features %q, want %q", model.ErrSpec, spec.Name, spec.Features.Kind, model.Patches)
	}
	w, err := begin(spec, pictures, seed)
	if err != nil {
		return w, err
	}
	f, in, rng := spec.Features, spec.Input(), sim.Rand(seed, sim.StreamPatches)
	d := f.PatchLen(in)
	points := make([]float32, 0, patchesWanted*d)
	for i := range patchesWanted {
		patch := points[i*d : (i+1)*d]
		points = points[:(i+1)*d]
		feature.Cut(patch, pictures[i%len(pictures)], in, f.Kernel, rng.IntN(in.Width-f.Kernel+1), rng.IntN(in.Height-f.Kernel+1))
		feature.Contrast(patch)
	}
	constants := w.Fixed()
	white, err := whiten(points, d, f.Components, constants[0].Data, constants[1].Data)
	if err != nil {
		return w, err
	}
	atoms, err := kMeans(ctx, white, f.Components, f.Atoms, kMeansRounds, rng)
	if err != nil {
		return w, err
	}
	copy(constants[2].Data, atoms)
	return w, standardise(ctx, w, pictures)
}

// begin draws the weights that are not learnt here, and looks at the pictures.
func begin(spec model.Spec, pictures [][]float32, seed uint64) (model.Weights, error) {
	w, err := model.NewWeights(spec, seed)
	if err != nil {
		return w, err
	}
	if len(pictures) == 0 {
		return w, fmt.Errorf("%w: there is none", ErrPictures)
	}
	for i, p := range pictures {
		if len(p) != spec.Input().Len() {
			return w, fmt.Errorf("%w: number %d has %d values, want %d", ErrPictures, i, len(p), spec.Input().Len())
		}
	}
	return w, nil
}

// whiten writes the points' mean, (d), and the matrix, (components, d), that brings what is left to the first principal components,
// each of a variance of about 1. It returns the points there.
func whiten(points []float32, d, components int, mean, whitening []float32) ([]float32, error) {
	n := len(points) / d
	sums := make([]float64, d)
	for i, v := range points {
		sums[i%d] += float64(v)
	}
	for j := range mean {
		mean[j] = float32(sums[j] / float64(n))
	}
	centred := mat.NewDense(n, d, nil)
	for i, v := range points {
		centred.Set(i/d, i%d, float64(v-mean[i%d]))
	}
	var covariance mat.SymDense
	covariance.SymOuterK(1/float64(n), centred.T())
	var eigen mat.EigenSym
	if !eigen.Factorize(&covariance, true) {
		return nil, fmt.Errorf("%w: their covariance has no principal components", ErrPictures)
	}
	values := eigen.Values(nil) // ascending
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	to := mat.NewDense(components, d, nil)
	for c := range components {
		from := d - 1 - c
		scale := 1 / math.Sqrt(max(values[from], 0)+whiteFloor)
		for j := range d {
			to.Set(c, j, scale*vectors.At(j, from))
			whitening[c*d+j] = float32(to.At(c, j))
		}
	}
	var white mat.Dense
	white.Mul(centred, to.T())
	out := make([]float32, n*components)
	for i := range out {
		out[i] = float32(white.At(i/components, i%components))
	}
	return out, nil
}

// standardise writes the features' mean and the inverse of their standard deviation.
func standardise(ctx context.Context, w model.Weights, pictures [][]float32) error {
	constants := w.Fixed()
	offset, scale := constants[3].Data, constants[4].Data
	e, err := feature.New(w.Spec, w.Clone().Fixed())
	if err != nil {
		return err
	}
	sums, squares, out := make([]float64, len(offset)), make([]float64, len(offset)), make([]float32, len(offset))
	for _, p := range pictures {
		if err := ctx.Err(); err != nil {
			return err
		}
		e.Extract(out, p)
		for i, v := range out {
			sums[i] += float64(v)
			squares[i] += float64(v) * float64(v)
		}
	}
	n := float64(len(pictures))
	for i := range offset {
		mean := sums[i] / n
		offset[i] = float32(mean)
		scale[i] = float32(1 / math.Sqrt(max(0, squares[i]/n-mean*mean)+spreadFloor))
	}
	return nil
}
