package graph

import (
	"fmt"
	"hash"

	"github.com/chewxy/hm"
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// towerGradientOp goes back through a tower: (features, their gradient) -> the gradients of all parameters, flat.
type towerGradientOp struct{ of *towerOp }

func (op *towerGradientOp) Arity() int { return 2 }

// Type is Matrix -> Matrix -> Vector, of float32.
func (op *towerGradientOp) Type() hm.Type {
	matrix := gorgonia.TensorType{Dims: 2, Of: tensor.Float32}
	return hm.NewFnType(matrix, matrix, gorgonia.TensorType{Dims: 1, Of: tensor.Float32})
}

func (op *towerGradientOp) InferShape(...gorgonia.DimSizer) (tensor.Shape, error) {
	return op.of.gradients.Shape(), nil
}

func (op *towerGradientOp) Do(inputs ...gorgonia.Value) (gorgonia.Value, error) {
	dy, err := floats(inputs[1])
	if err != nil {
		return nil, fmt.Errorf("%v: %w", op, err)
	}
	return op.of.gradients, op.of.tower.Backward(dy, op.of.gradients.Data().([]float32))
}

func (op *towerGradientOp) ReturnsPtr() bool      { return true }
func (op *towerGradientOp) CallsExtern() bool     { return false }
func (op *towerGradientOp) OverwritesInput() int  { return -1 }
func (op *towerGradientOp) WriteHash(h hash.Hash) { _, _ = fmt.Fprintf(h, "%v %p", op, op.of) }
func (op *towerGradientOp) Hashcode() uint32      { return hashcode(op) }
func (op *towerGradientOp) String() string        { return "tower's gradients" }

// partOp shows one parameter's gradient: flat -> its shape, in the same memory.
type partOp struct {
	of       *towerOp
	part     part
	gradient *tensor.Dense
}

func (op *partOp) Arity() int { return 1 }

// Type is Vector -> Tensor, of float32.
func (op *partOp) Type() hm.Type {
	return hm.NewFnType(gorgonia.TensorType{Dims: 1, Of: tensor.Float32}, gorgonia.TensorType{Dims: len(op.part.shape), Of: tensor.Float32})
}

func (op *partOp) InferShape(...gorgonia.DimSizer) (tensor.Shape, error) {
	return op.gradient.Shape(), nil
}

func (op *partOp) Do(...gorgonia.Value) (gorgonia.Value, error) { return op.gradient, nil }

func (op *partOp) ReturnsPtr() bool      { return true }
func (op *partOp) CallsExtern() bool     { return false }
func (op *partOp) OverwritesInput() int  { return -1 }
func (op *partOp) WriteHash(h hash.Hash) { _, _ = fmt.Fprintf(h, "%v %p", op, op.of) }
func (op *partOp) Hashcode() uint32      { return hashcode(op) }
func (op *partOp) String() string        { return "gradient of " + op.part.name }
