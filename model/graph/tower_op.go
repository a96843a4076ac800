package graph

import (
	"fmt"
	"hash"
	"hash/fnv"

	"github.com/chewxy/hm"
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"

	"steersim/model/tower"
)

// towerOp is the convolutions as one operation: (x, W1, b1, W2, b2, ...) -> features, (B, C, H, W), ... -> (B, C'·H'·W').
// Its result is overwritten by the next run.
type towerOp struct {
	tower     *tower.Tower
	params    []part // W1, b1, ...
	features  *tensor.Dense
	gradients *tensor.Dense // of all parameters, one behind the other; nil in a graph without derivatives
}

var _ gorgonia.SDOp = (*towerOp)(nil)

func (op *towerOp) Arity() int { return 1 + len(op.params) }

// Type is Tensor4 -> Tensor4 -> Vector -> ... -> Matrix, of float32.
func (op *towerOp) Type() hm.Type {
	types := []hm.Type{gorgonia.TensorType{Dims: 4, Of: tensor.Float32}}
	for _, p := range op.params {
		types = append(types, gorgonia.TensorType{Dims: len(p.shape), Of: tensor.Float32})
	}
	return hm.NewFnType(append(types, gorgonia.TensorType{Dims: 2, Of: tensor.Float32})...)
}

func (op *towerOp) InferShape(...gorgonia.DimSizer) (tensor.Shape, error) {
	return op.features.Shape(), nil
}

func (op *towerOp) Do(inputs ...gorgonia.Value) (gorgonia.Value, error) {
	values := make([][]float32, len(inputs))
	for i, in := range inputs {
		var err error
		if values[i], err = floats(in); err != nil {
			return nil, fmt.Errorf("%v: input %d: %w", op, i, err)
		}
	}
	for i := 1; i+1 < len(values); i += 2 {
		if err := op.tower.Load(i/2, values[i], values[i+1]); err != nil {
			return nil, err
		}
	}
	return op.features, op.tower.Forward(values[0], op.features.Data().([]float32))
}

// DiffWRT: by the parameters, not by the picture.
func (op *towerOp) DiffWRT(inputs int) []bool {
	by := make([]bool, inputs)
	for i := 1; i < inputs; i++ {
		by[i] = op.gradients != nil
	}
	return by
}

// SymDiff adds one node that computes all gradients and, for each parameter, one that shows its own.
// That the first takes the features too makes it run after them.
func (op *towerOp) SymDiff(inputs gorgonia.Nodes, output, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	if op.gradients == nil {
		return nil, fmt.Errorf("%v: built without derivatives", op)
	}
	all, err := gorgonia.ApplyOp(&towerGradientOp{op}, output, grad)
	if err != nil {
		return nil, err
	}
	nodes := make(gorgonia.Nodes, len(inputs)) // the picture's stays nil
	for i, p := range op.params {
		one := view(op.gradients.Data().([]float32)[p.from:p.to], p.shape...)
		if nodes[1+i], err = gorgonia.ApplyOp(&partOp{op, p, one}, all); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (op *towerOp) ReturnsPtr() bool      { return true }
func (op *towerOp) CallsExtern() bool     { return false } // true would have the machine copy the inputs
func (op *towerOp) OverwritesInput() int  { return -1 }
func (op *towerOp) WriteHash(h hash.Hash) { _, _ = fmt.Fprintf(h, "%v %p", op, op) } // the graph merges what hashes alike
func (op *towerOp) Hashcode() uint32      { return hashcode(op) }
func (op *towerOp) String() string        { return "tower" }

// floats is v's memory, if it lies in row-major order without gaps.
func floats(v gorgonia.Value) ([]float32, error) {
	d, ok := v.(*tensor.Dense)
	if !ok {
		return nil, fmt.Errorf("value is a %T, want a dense tensor", v)
	}
	data, ok := d.Data().([]float32)
	if !ok || d.RequiresIterator() || d.DataOrder().IsColMajor() {
		return nil, fmt.Errorf("tensor of %v, shape %v and strides %v, want contiguous float32", d.Dtype(), d.Shape(), d.Strides())
	}
	return data, nil
}

func hashcode(op gorgonia.Op) uint32 {
	h := fnv.New32a()
	op.WriteHash(h)
	return h.Sum32()
}
