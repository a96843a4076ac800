package onnx

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"google.golang.org/protobuf/proto"

	"steersim/model"
	"steersim/model/onnx/wire"
)

// Write writes a network with its normalisation. The same weights, Meta and producer make the same bytes; the producer is
// the version of the program that exports.
func Write(to io.Writer, w model.Weights, m model.Meta, producer string) error {
	if err := w.Check(); err != nil {
		return err
	}
	if kind := w.Spec.Features.Kind; kind != "" && kind != model.Pixels {
		return fmt.Errorf("%w: ONNX has no operator for features %q, want a network of convolutions or on pixels", ErrFile, kind)
	}
	text, err := describe(w, m)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	out, err := proto.MarshalOptions{Deterministic: true}.Marshal(&wire.Model{
		IrVersion:       irVersion,
		ProducerName:    producerName,
		ProducerVersion: producer,
		OpsetImport:     []*wire.OperatorSet{{Version: opset}},
		Graph:           graphOf(w),
		MetadataProps:   []*wire.Text{{Key: descriptionKey, Value: text}},
	})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	_, err = to.Write(out)
	return err
}

// operators are the activations' names.
var operators = map[model.Activation]string{model.ReLU: "Relu", model.ELU: "Elu", model.Sigmoid: "Sigmoid", model.Tanh: "Tanh"}

// chain builds a graph in which every node takes what the one before it made.
type chain struct {
	graph *wire.Graph
	last  string // the newest value
}

// graphOf is the network: image/127.5 - 1, convolutions and dense layers, each but the last with its activation. The members of an
// ensemble stand beside each other, and their answers' mean is the output.
func graphOf(w model.Weights) *wire.Graph {
	in := w.Spec.Input()
	c := chain{last: InputName, graph: &wire.Graph{
		Name:   w.Spec.Name,
		Input:  []*wire.Value{value(InputName, 1, in.Channels, in.Height, in.Width)},
		Output: []*wire.Value{value(OutputName, 1, 1)},
	}}
	c.constant("full_scale", nil, []float32{127.5})
	c.constant("one", nil, []float32{1})
	c.add("Div", "scaled", []string{"full_scale"})
	c.add("Sub", "normalised", []string{"one"})
	if w.Spec.Members == 0 {
		c.addNetwork(w, "")
	} else {
		c.addMean(w)
	}
	c.graph.Node[len(c.graph.Node)-1].Output[0] = OutputName
	return c.graph
}

// addNetwork adds one network, whose names begin with prefix.
func (c *chain) addNetwork(w model.Weights, prefix string) {
	flat := false
	for i, l := range w.Spec.Layers() {
		weight, bias := w.Tensors[2*i], w.Tensors[2*i+1]
		parameters := []string{prefix + weight.Name, prefix + bias.Name}
		c.constant(parameters[0], weight.Shape, weight.Data)
		c.constant(parameters[1], bias.Shape, bias.Data)
		name := prefix + l.Name
		switch {
		case l.Kernel > 0: // (1, in, H, W) -> (1, out, H', W')
			c.add("Conv", name, parameters, sides("kernel_shape", l.Kernel), sides("strides", l.Stride))
		case !flat: // (1, C, H, W) -> (1, C·H·W) -> (1, out)
			flat = true
			c.add("Flatten", prefix+"flat", nil)
			fallthrough
		default: // (1, in) -> (1, out)
			c.add("Gemm", name, parameters, &wire.Attribute{Name: "transB", Type: wire.Attribute_INT, I: 1})
		}
		if !l.Last {
			c.add(operators[w.Spec.Activation], name+"."+string(w.Spec.Activation), nil)
		}
	}
}

// addMean adds the members of an ensemble.
func (c *chain) addMean(w model.Weights) {
	picture := c.last
	var answers []string
	for i := range w.Spec.Members {
		c.last = picture
		c.addNetwork(w.Member(i), model.MemberPrefix(i))
		answers = append(answers, c.last)
	}
	c.last = answers[0]
	for i, answer := range answers[1:] {
		c.add("Add", fmt.Sprintf("sum%d", i+2), []string{answer})
	}
	c.constant("members", nil, []float32{float32(w.Spec.Members)})
	c.add("Div", "mean", []string{"members"})
}

// constant adds numbers that nodes name as an input.
func (c *chain) constant(name string, shape []int, data []float32) {
	t := &wire.Tensor{Name: name, DataType: wire.Tensor_FLOAT, RawData: make([]byte, 0, 4*len(data))}
	for _, n := range shape {
		t.Dims = append(t.Dims, int64(n))
	}
	for _, v := range data {
		t.RawData = binary.LittleEndian.AppendUint32(t.RawData, math.Float32bits(v))
	}
	c.graph.Initializer = append(c.graph.Initializer, t)
}

func (c *chain) add(op, name string, constants []string, attributes ...*wire.Attribute) {
	c.graph.Node = append(c.graph.Node, &wire.Node{
		OpType: op, Name: name, Input: append([]string{c.last}, constants...), Output: []string{name}, Attribute: attributes,
	})
	c.last = name
}

// sides is an attribute with the same number for both directions.
func sides(name string, n int) *wire.Attribute {
	return &wire.Attribute{Name: name, Type: wire.Attribute_INTS, Ints: []int64{int64(n), int64(n)}}
}

func value(name string, shape ...int) *wire.Value {
	s := &wire.Shape{}
	for _, n := range shape {
		s.Dim = append(s.Dim, &wire.Dimension{DimValue: int64(n)})
	}
	return &wire.Value{Name: name, Type: &wire.Type{TensorType: &wire.TensorType{ElemType: wire.Tensor_FLOAT, Shape: s}}}
}
