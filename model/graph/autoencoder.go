package graph

import (
	"fmt"
	"math"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"

	"steersim/model"
	"steersim/model/adam"
)

// Autoencoder learns one layer without a driver: its outputs are to be such that a linear layer can rebuild its inputs from them
// (Bengio et al. 2007, "Greedy Layer-Wise Training of Deep Networks"). It is not safe for concurrent use.
type Autoencoder struct {
	in, out, batch   int
	params, gradient []float32 // weight (out, in), bias (out), and the rebuilding layer's (in, out), (in)
	x, loss          *gorgonia.Node
	vm               gorgonia.VM
	lost             gorgonia.Value
	adam             *adam.Adam
}

// NewAutoencoder begins with a layer's weight, (out, in), a bias of zeros, and a rebuilding layer that is the weight's transpose.
func NewAutoencoder(weight []float32, in, out int, a model.Activation, batch int) (*Autoencoder, error) {
	if in < 1 || out < 1 || batch < 1 || len(weight) != in*out {
		return nil, fmt.Errorf("autoencoder: %d weights for %d inputs and %d outputs, batch %d", len(weight), in, out, batch)
	}
	e := &Autoencoder{in: in, out: out, batch: batch}
	shapes := [][]int{{out, in}, {out}, {in, out}, {in}}
	n := 2*in*out + in + out
	e.params, e.gradient, e.adam = make([]float32, n), make([]float32, n), adam.New(n)
	copy(e.params, weight)
	back := e.params[in*out+out:]
	for o := range out {
		for i := range in {
			back[i*out+o] = weight[o*in+i]
		}
	}
	g := gorgonia.NewGraph()
	var params gorgonia.Nodes
	var into []gorgonia.Value
	at := 0
	for i, s := range shapes {
		size := tensor.Shape(s).TotalSize()
		params = append(params, gorgonia.NewTensor(g, tensor.Float32, len(s), gorgonia.WithShape(s...), gorgonia.WithName(fmt.Sprintf("p%d", i)), gorgonia.WithValue(view(e.params[at:at+size], s...))))
		into = append(into, view(e.gradient[at:at+size], s...))
		at += size
	}
	e.x = gorgonia.NewMatrix(g, tensor.Float32, gorgonia.WithShape(batch, in), gorgonia.WithName("x"))
	if err := e.build(params, into, a); err != nil {
		return nil, fmt.Errorf("autoencoder: %w", err)
	}
	e.vm = gorgonia.NewTapeMachine(g)
	return e, nil
}

// build adds (B, in) -> (B, out) -> (B, in), the mean of the squared differences, and its gradients.
func (e *Autoencoder) build(params gorgonia.Nodes, into []gorgonia.Value, a model.Activation) error {
	h, err := affine(e.x, params[0], params[1], false)
	if err != nil {
		return err
	}
	if h, err = activate(h, a); err != nil {
		return err
	}
	if h, err = affine(h, params[2], params[3], true); err != nil {
		return err
	}
	if h, err = gorgonia.Sub(h, e.x); err != nil {
		return err
	}
	if h, err = gorgonia.Square(h); err != nil {
		return err
	}
	if e.loss, err = gorgonia.Mean(h); err != nil {
		return err
	}
	gorgonia.Read(e.loss, &e.lost)
	grads, err := gorgonia.Grad(e.loss, params...)
	if err != nil {
		return err
	}
	for i := range grads {
		gorgonia.Read(grads[i], &into[i])
	}
	return nil
}

// Step learns from as many inputs, (batch, in), as a batch has, and returns the mean squared difference before the step.
func (e *Autoencoder) Step(x []float32, rate float64) (loss float64, err error) {
	if loss, err = e.differentiate(x); err != nil {
		return 0, err
	}
	e.adam.Update(e.params, e.gradient, rate)
	return loss, nil
}

func (e *Autoencoder) differentiate(x []float32) (loss float64, err error) {
	if len(x) != e.batch*e.in {
		return 0, fmt.Errorf("%w: %d values, want %d for %d inputs of %d", ErrBatch, len(x), e.batch*e.in, e.batch, e.in)
	}
	if err := gorgonia.Let(e.x, view(x, e.batch, e.in)); err != nil {
		return 0, err
	}
	e.vm.Reset()
	if err := e.vm.RunAll(); err != nil {
		return 0, fmt.Errorf("autoencoder: %w", err)
	}
	loss = float64(e.lost.Data().(float32))
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return 0, fmt.Errorf("%w: the loss is %v, want a finite number", ErrBatch, loss)
	}
	return loss, nil
}

// Layer is a copy of the layer's weight, (out, in), and bias.
func (e *Autoencoder) Layer() (weight, bias []float32) {
	n := e.in * e.out
	return append([]float32(nil), e.params[:n]...), append([]float32(nil), e.params[n:n+e.out]...)
}

// Close ends the machine.
func (e *Autoencoder) Close() error { return e.vm.Close() }
