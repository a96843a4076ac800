package graph

import (
	"errors"
	"fmt"
	"math"

	"steersim/model"
	"steersim/model/adam"
	"steersim/model/tower"
	"steersim/sim"
)

// ErrBatch is a batch that the fitter cannot take, or one that it cannot learn from.
var ErrBatch = errors.New("batch")

// DefaultTargetScale brings curvatures, of 0.05 1/m or so, to the size that Adam's usual rate of 1e-3 suits.
const DefaultTargetScale = 20

// Config says what to train.
type Config struct {
	Weights     model.Weights // where to begin; their spec is the network's
	Batch       int           // most samples a step
	TargetScale float64       // the graph learns this many times the curvature; 0 means DefaultTargetScale
	Stock       bool          // Gorgonia's own convolutions even where oneDNN is built in
	BFloat16    bool          // convolutions learn by products of 8 bits of precision: an error where the processor does not have them
	L2          float64       // of the sum of all weights' squares, biases not counted, added to the loss in the graph's scale: ridge regression's lambda
	Seed        uint64        // of what dropout leaves out
}

// Fitter trains one network, Ensemble several. It is not safe for concurrent use.
type Fitter struct {
	spec   model.Spec
	batch  int
	scale  float64
	l2     float64
	seed   uint64
	conv   convolver
	params []float32 // as the graph has them: the last layer is TargetScale times the driving network's

	run      int       // samples of one run of a graph; a batch takes as many runs as it needs
	pictures []float32 // a run that is not full is padded in here
	learner  *network
	reader   *network  // forward only, made when first needed
	piece    []float32 // one run's gradient
	gradient []float32 // the whole batch's
	adam     *adam.Adam
}

// New builds the graph.
func New(c Config) (*Fitter, error) {
	if err := c.Weights.Check(); err != nil {
		return nil, err
	}
	if n := c.Weights.Spec.Members; n > 0 {
		return nil, fmt.Errorf("%w: an ensemble of %d networks, want one: NewEnsemble trains them side by side", model.ErrSpec, n)
	}
	if c.Batch < 1 || c.Batch > 4096 {
		return nil, fmt.Errorf("%w: size is %d, want 1 to 4096", ErrBatch, c.Batch)
	}
	if c.TargetScale == 0 {
		c.TargetScale = DefaultTargetScale
	}
	if c.TargetScale < 1e-3 || c.TargetScale > 1e6 || math.IsNaN(c.TargetScale) {
		return nil, fmt.Errorf("target scale is %v, want 0.001 to 1000000", c.TargetScale)
	}
	if !(c.L2 >= 0 && c.L2 <= 1e6) {
		return nil, fmt.Errorf("L2 is %v, want 0 to 1000000", c.L2)
	}
	spec := c.Weights.Spec.Clone()
	n := spec.Values()
	f := &Fitter{spec: spec, batch: c.Batch, scale: c.TargetScale, l2: c.L2, seed: c.Seed, adam: adam.New(n)}
	f.params, f.piece, f.gradient = make([]float32, n), make([]float32, n), make([]float32, n)
	first := c.Weights.Clone()
	scaleOutput(first, f.scale)
	flatten(f.params, first)
	conv := usual()
	switch {
	case len(spec.Conv) == 0:
		conv = dense
	case c.BFloat16:
		conv = half
	case c.Stock:
		conv = stock
	}
	err := f.build(conv)
	if errors.Is(err, tower.ErrUnavailable) && !c.BFloat16 { // built in, but slow on this processor
		err = f.build(stock)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Fitter) build(conv convolver) (err error) {
	f.conv, f.run = conv, f.batch
	if conv.most > 0 {
		f.run = min(f.run, conv.most)
	}
	f.learner, err = newLearner(f.spec, f.run, conv, f.params, f.piece)
	return err
}

// Engine names what computes the convolutions.
func (f *Fitter) Engine() string { return f.conv.name }

// Step learns from one batch with Adam at the given rate. The loss, in 1/m², is that before the step, without L2:
// sum(Weight·(output-Y)²) / N. A batch smaller than the fitter's gives the gradient of its own samples.
// A batch whose loss is not finite is refused and changes nothing.
func (f *Fitter) Step(b model.Batch, rate float64) (loss float64, err error) {
	if err := checkRate(rate); err != nil {
		return 0, err
	}
	if loss, err = f.differentiate(b); err != nil {
		return 0, err
	}
	f.adam.Update(f.params, f.gradient, rate)
	return loss, nil
}

// checkRate refuses a learning rate that is none.
func checkRate(rate float64) error {
	if !(rate >= 0) || math.IsInf(rate, 0) {
		return fmt.Errorf("learning rate is %v, want a finite number from 0 up", rate)
	}
	return nil
}

// differentiate leaves the loss's gradient in f.gradient, of the scaled loss and to the scaled parameters.
func (f *Fitter) differentiate(b model.Batch) (loss float64, err error) {
	if err := f.check(b); err != nil {
		return 0, err
	}
	if len(b.Y) != b.N || len(b.Weight) != b.N {
		return 0, fmt.Errorf("%w: %d targets and %d weights for %d samples", ErrBatch, len(b.Y), len(b.Weight), b.N)
	}
	clear(f.gradient)
	for from := 0; from < b.N; from += f.run {
		part, err := f.differentiateRun(b, from, min(from+f.run, b.N))
		if err != nil {
			return 0, err
		}
		loss += part
		for i, g := range f.piece {
			f.gradient[i] += g
		}
	}
	f.decay()
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return 0, fmt.Errorf("%w: the loss of step %d is %v, want a finite number", ErrBatch, f.adam.Step+1, loss)
	}
	return loss, nil
}

// decay adds the gradient of L2 times the weights' squares.
func (f *Fitter) decay() {
	if f.l2 == 0 {
		return
	}
	for i, p := range learnt(f.spec) {
		if i%2 == 1 { // a bias
			continue
		}
		for j := p.from; j < p.to; j++ {
			f.gradient[j] += float32(2 * f.l2 * float64(f.params[j]))
		}
	}
}

// differentiateRun leaves the gradient of some samples' share of the batch's loss in f.piece.
func (f *Fitter) differentiateRun(b model.Batch, from, to int) (loss float64, err error) {
	y, w := f.learner.y.Data().([]float32), f.learner.w.Data().([]float32)
	clear(y)
	clear(w) // padding has no share in the loss
	for i := from; i < to; i++ {
		y[i-from] = float32(f.scale * float64(b.Y[i]))
		w[i-from] = float32(float64(b.Weight[i]) / float64(b.N))
	}
	if len(f.learner.masks) > 0 { // another in every step and every run of it, and the same when a training is resumed
		f.learner.draw(f.spec.Dropout, sim.Rand(f.seed^uint64(f.adam.Step)<<32^uint64(from), sim.StreamDropout))
	}
	if err := f.learner.compute(f.padded(b.X, from, to)); err != nil {
		return 0, fmt.Errorf("training graph: %w", err)
	}
	return float64(f.learner.loss.Data().(float32)) / (f.scale * f.scale), nil
}

// Predict writes the curvature of each of the batch's pictures to out.
func (f *Fitter) Predict(b model.Batch, out []float32) error {
	if err := f.check(b); err != nil {
		return err
	}
	if len(out) != b.N {
		return fmt.Errorf("%w: room for %d predictions of %d samples", ErrBatch, len(out), b.N)
	}
	if f.reader == nil {
		reader, err := newPredictor(f.spec, f.run, f.conv, f.params)
		if err != nil {
			return err
		}
		f.reader = reader
	}
	for from := 0; from < b.N; from += f.run {
		to := min(from+f.run, b.N)
		if err := f.reader.compute(f.padded(b.X, from, to)); err != nil {
			return fmt.Errorf("prediction graph: %w", err)
		}
		for i, v := range f.reader.raw.Data().([]float32)[:to-from] {
			out[from+i] = float32(float64(v) / f.scale)
		}
	}
	return nil
}

func (f *Fitter) check(b model.Batch) error {
	if b.N < 1 || b.N > f.batch {
		return fmt.Errorf("%w: %d samples, want 1 to %d", ErrBatch, b.N, f.batch)
	}
	if want := b.N * f.spec.Input().Len(); len(b.X) != want {
		return fmt.Errorf("%w: %d values in %d pictures, want %d", ErrBatch, len(b.X), b.N, want)
	}
	return nil
}

// padded is the pictures from one sample to another, with black ones behind them if they do not fill a run.
func (f *Fitter) padded(x []float32, from, to int) []float32 {
	picture := f.spec.Input().Len()
	x = x[from*picture : to*picture]
	if to-from == f.run {
		return x
	}
	if f.pictures == nil {
		f.pictures = make([]float32, f.run*picture)
	}
	clear(f.pictures[copy(f.pictures, x):])
	return f.pictures
}

// Close frees what the graph holds outside of Go's heap. The fitter cannot be used any more.
func (f *Fitter) Close() error {
	f.learner.close()
	if f.reader != nil {
		f.reader.close()
	}
	return nil
}
