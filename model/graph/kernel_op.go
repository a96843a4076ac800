package graph

import (
	"fmt"
	"hash"

	"github.com/chewxy/hm"
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// kernel is an operation on contiguous float32 tensors that is one function of ours. Its result is overwritten by the
// next run.
type kernel struct {
	name    string
	dims    []int // of each input
	out     *tensor.Dense
	compute func(out []float32, in [][]float32)
	// diff returns the gradient of each input, nil for one that needs none. Without diff there is no second derivative.
	diff func(inputs gorgonia.Nodes, grad *gorgonia.Node) (gorgonia.Nodes, error)
	by   []bool // which inputs have a gradient; nil is none
}

var _ gorgonia.SDOp = (*kernel)(nil)

func (k *kernel) Arity() int { return len(k.dims) }

func (k *kernel) Type() hm.Type {
	var types []hm.Type
	for _, d := range append(k.dims[:len(k.dims):len(k.dims)], k.out.Dims()) {
		types = append(types, gorgonia.TensorType{Dims: d, Of: tensor.Float32})
	}
	return hm.NewFnType(types...)
}

func (k *kernel) InferShape(...gorgonia.DimSizer) (tensor.Shape, error) { return k.out.Shape(), nil }

func (k *kernel) Do(inputs ...gorgonia.Value) (gorgonia.Value, error) {
	values := make([][]float32, len(inputs))
	for i, in := range inputs {
		var err error
		if values[i], err = floats(in); err != nil {
			return nil, fmt.Errorf("%v: input %d: %w", k, i, err)
		}
	}
	k.compute(k.out.Data().([]float32), values)
	return k.out, nil
}

func (k *kernel) DiffWRT(inputs int) []bool {
	if k.by == nil {
		return make([]bool, inputs)
	}
	return k.by
}

func (k *kernel) SymDiff(inputs gorgonia.Nodes, _, grad *gorgonia.Node) (gorgonia.Nodes, error) {
	if k.diff == nil {
		return nil, fmt.Errorf("%v: has no derivative", k)
	}
	return k.diff(inputs, grad)
}

func (k *kernel) ReturnsPtr() bool      { return true }
func (k *kernel) CallsExtern() bool     { return false }
func (k *kernel) OverwritesInput() int  { return -1 }
func (k *kernel) WriteHash(h hash.Hash) { _, _ = fmt.Fprintf(h, "%v %p", k, k) } // the graph merges what hashes alike
func (k *kernel) Hashcode() uint32      { return hashcode(k) }
func (k *kernel) String() string        { return k.name }
