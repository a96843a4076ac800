package onnx

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	"steersim/model/onnx/wire"
)

// Foreign is a network that others made: one picture in, and one number out as far as the file can say so.
type Foreign struct {
	Shape [4]int // of the input; 0 where the file leaves it open
	file  *wire.Model
}

// Parse checks a file so far that a library in C++ can be handed it. What the library does not know it says itself.
func Parse(data []byte) (*Foreign, error) {
	file, err := decode(data)
	if err != nil {
		return nil, err
	}
	if err := checkOpset(file); err != nil {
		return nil, err
	}
	constants, err := checkConstants(file.Graph)
	if err != nil {
		return nil, err
	}
	inputs := slices.DeleteFunc(slices.Clone(file.Graph.Input), func(v *wire.Value) bool { // old files list the weights too
		_, constant := constants[v.GetName()]
		return constant
	})
	if len(inputs) != 1 {
		return nil, fmt.Errorf("%w: inputs %v, want one, the picture", ErrFile, names(inputs))
	}
	if len(file.Graph.Output) != 1 {
		return nil, fmt.Errorf("%w: outputs %v, want one", ErrFile, names(file.Graph.Output))
	}
	f := &Foreign{file: file}
	if f.Shape, err = pictureShape(inputs[0]); err != nil {
		return nil, err
	}
	if err := checkNodes(file.Graph, inputs[0].Name, constants); err != nil {
		return nil, err
	}
	file.Graph.Input = inputs
	return f, nil
}

// Fix is the file with its input's shape as shape says, and nothing in it that was not checked.
func (f *Foreign) Fix(shape [4]int) ([]byte, error) {
	for i, n := range shape {
		if n < 1 || n > maxSide || f.Shape[i] != 0 && n != f.Shape[i] {
			return nil, fmt.Errorf("%w: input %q is %v (0: open), want %v", ErrFile, f.file.Graph.Input[0].Name, f.Shape, shape)
		}
	}
	f.file.Graph.Input[0] = value(f.file.Graph.Input[0].Name, shape[:]...)
	return proto.Marshal(f.file)
}

// maxSide of any picture.
const maxSide = 4096

// pictureShape is that of the input.
func pictureShape(v *wire.Value) (shape [4]int, err error) {
	t := v.GetType().GetTensorType()
	if t.GetElemType() != wire.Tensor_FLOAT {
		return shape, fmt.Errorf("%w: input %q is of type %v, want %v", ErrFile, v.Name, t.GetElemType(), wire.Tensor_FLOAT)
	}
	dims := t.GetShape().GetDim()
	if len(dims) != len(shape) {
		return shape, fmt.Errorf("%w: input %q has %d dimensions, want 4: one picture of 3 colours", ErrFile, v.Name, len(dims))
	}
	for i, d := range dims {
		n := d.GetDimValue()
		if n > maxSide {
			return shape, fmt.Errorf("%w: input %q: dimension %d is %d, want at most %d", ErrFile, v.Name, i, n, maxSide)
		}
		shape[i] = int(max(n, 0)) // some write -1 for what is open
	}
	return shape, nil
}

func checkOpset(file *wire.Model) error {
	for _, o := range file.OpsetImport {
		if o.GetDomain() == "" || o.GetDomain() == "ai.onnx" {
			if o.Version < 1 {
				return fmt.Errorf("%w: opset %d, want 1 or more", ErrFile, o.Version)
			}
			return nil
		}
	}
	return fmt.Errorf("%w: no opset of ONNX's own operators", ErrFile)
}

func names(values []*wire.Value) []string {
	var list []string
	for _, v := range values {
		list = append(list, v.GetName())
	}
	return list
}
