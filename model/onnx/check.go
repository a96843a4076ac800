package onnx

import (
	"fmt"
	"slices"

	"steersim/model/onnx/wire"
)

// maxValues bounds a tensor, maxNumber a whole number that says how a node works.
const (
	maxValues = 1 << 26
	maxNumber = 1 << 31
)

// checkConstants are the initialisers by their names.
func checkConstants(g *wire.Graph) (map[string]*wire.Tensor, error) {
	found := map[string]*wire.Tensor{}
	for _, t := range g.Initializer {
		if err := checkTensor(t); err != nil {
			return nil, err
		}
		if _, twice := found[t.Name]; twice {
			return nil, fmt.Errorf("%w: tensor %q is there twice", ErrFile, t.Name)
		}
		found[t.Name] = t
	}
	return found, nil
}

// checkTensor compares the numbers that are there with those that its shape promises.
func checkTensor(t *wire.Tensor) error {
	want := int64(1)
	for _, n := range t.Dims {
		if n < 1 || n > maxValues || want*n > maxValues {
			return fmt.Errorf("%w: tensor %q has shape %v, want 1 to %d values", ErrFile, t.Name, t.Dims, maxValues)
		}
		want *= n
	}
	var typed, size int
	switch t.DataType {
	case wire.Tensor_FLOAT:
		typed, size = len(t.FloatData), 4
	case wire.Tensor_DOUBLE:
		typed, size = len(t.DoubleData), 8
	case wire.Tensor_INT32:
		typed, size = len(t.Int32Data), 4
	case wire.Tensor_INT64:
		typed, size = len(t.Int64Data), 8
	default:
		return fmt.Errorf("%w: tensor %q is of type %v, want FLOAT, DOUBLE, INT32 or INT64", ErrFile, t.Name, t.DataType)
	}
	if t.DataLocation != 0 {
		return fmt.Errorf("%w: tensor %q lies in another file, want all in one", ErrFile, t.Name)
	}
	have, unit := len(t.RawData), "bytes"
	if have > 0 {
		want *= int64(size)
	} else {
		have, unit = typed, "values"
	}
	if int64(have) != want {
		return fmt.Errorf("%w: tensor %q of shape %v has %d %s, want %d", ErrFile, t.Name, t.Dims, have, unit, want)
	}
	return nil
}

// checkNodes wants every value made before it is used, as ONNX orders its nodes, once, and the output made at all.
func checkNodes(g *wire.Graph, input string, constants map[string]*wire.Tensor) error {
	made := map[string]bool{input: true}
	for name := range constants {
		made[name] = true
	}
	for i, n := range g.Node {
		place := fmt.Sprintf("node %d, %s %q", i, n.OpType, n.Name)
		if least, known := leastInputs(n.OpType); !known || n.Domain != "" && n.Domain != "ai.onnx" {
			return fmt.Errorf("%w: %s of domain %q is not known in networks that steer", ErrFile, place, n.Domain)
		} else if len(n.Input) < least || len(n.Output) < 1 {
			return fmt.Errorf("%w: %s has %d inputs and %d outputs, want at least %d and 1", ErrFile, place, len(n.Input), len(n.Output), least)
		}
		for _, name := range n.Input {
			if name != "" && !made[name] {
				return fmt.Errorf("%w: %s wants %q, which nothing before it makes", ErrFile, place, name)
			}
		}
		for _, name := range n.Output {
			if made[name] {
				return fmt.Errorf("%w: %s makes %q, which there is already", ErrFile, place, name)
			}
			made[name] = name != ""
		}
		for _, a := range n.Attribute {
			if err := checkAttribute(a); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
		}
	}
	if out := g.Output[0].GetName(); !made[out] {
		return fmt.Errorf("%w: no node makes the output %q", ErrFile, out)
	}
	return nil
}

// leastInputs is how many inputs an operator has at least. Unknown are those that a network from a picture to a number does not
// need: OpenCV does not look at its inputs everywhere, so that what is not needed is not handed to it.
func leastInputs(op string) (n int, known bool) {
	switch op {
	case "Constant":
		return 0, true
	case "Abs", "AveragePool", "Cast", "Clip", "Concat", "Dropout", "Elu", "Exp", "Flatten", "GlobalAveragePool", "GlobalMaxPool", "HardSigmoid",
		"HardSwish", "Identity", "LRN", "LeakyRelu", "MaxPool", "Neg", "Pad", "ReduceMean", "Relu", "Reshape", "Selu", "Shape", "Sigmoid", "Slice",
		"Softplus", "Sqrt", "Squeeze", "Tanh", "Transpose", "Unsqueeze":
		return 1, true
	case "Add", "Conv", "Div", "Gather", "Gemm", "MatMul", "Mul", "PRelu", "Pow", "Sub":
		return 2, true
	case "InstanceNormalization":
		return 3, true
	case "BatchNormalization":
		return 5, true
	}
	return 0, false
}

// checkAttribute keeps numbers from a library that divides by them or makes memory of their size.
func checkAttribute(a *wire.Attribute) error {
	whole := append([]int64{a.I}, a.Ints...)
	if slices.ContainsFunc(whole, func(n int64) bool { return n < -maxNumber || n >= maxNumber }) {
		return fmt.Errorf("%w: attribute %q is %v, want numbers of 32 bits", ErrFile, a.Name, whole)
	}
	most := int64(maxSide)
	switch a.Name {
	case "kernel_shape", "strides", "dilations":
		if slices.ContainsFunc(a.Ints, func(n int64) bool { return n < 1 || n > most }) {
			return fmt.Errorf("%w: attribute %q is %v, want 1 to %d each", ErrFile, a.Name, a.Ints, most)
		}
	case "pads":
		if slices.ContainsFunc(a.Ints, func(n int64) bool { return n < 0 || n > most }) {
			return fmt.Errorf("%w: attribute %q is %v, want 0 to %d each", ErrFile, a.Name, a.Ints, most)
		}
	case "group":
		if a.I < 1 || a.I > most {
			return fmt.Errorf("%w: attribute %q is %d, want 1 to %d", ErrFile, a.Name, a.I, most)
		}
	}
	if a.T != nil {
		return checkTensor(a.T)
	}
	if a.Type == wire.Attribute_GRAPH {
		return fmt.Errorf("%w: attribute %q is a graph of its own, which no network that steers needs", ErrFile, a.Name)
	}
	return nil
}
