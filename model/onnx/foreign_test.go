package onnx_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"steersim/camera/cv"
	"steersim/model/onnx"
	"steersim/model/onnx/wire"
	"steersim/sim"
)

var pilotNetShape = [4]int{1, 3, 66, 200}

// changed is the written PilotNet after change.
func changed(t *testing.T, data []byte, change func(*wire.Model)) []byte {
	t.Helper()
	var file wire.Model
	if err := proto.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	change(&file)
	out, err := proto.Marshal(&file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read is what becomes of a file: the first who refuses it says why.
func read(data []byte) error {
	f, err := onnx.Parse(data)
	if err != nil {
		return err
	}
	fixed, err := f.Fix(pilotNetShape)
	if err != nil {
		return err
	}
	_, err = cv.ReadNet(fixed, pilotNetShape)
	return err
}

func TestDamagedFilesAreRefused(t *testing.T) {
	data := written(t, someWeights(t, "pilotnet"), someMeta())
	node := func(i int, change func(*wire.Node)) func(*wire.Model) {
		return func(m *wire.Model) { change(m.Graph.Node[i]) }
	}
	tensor := func(i int, change func(*wire.Tensor)) func(*wire.Model) {
		return func(m *wire.Model) { change(m.Graph.Initializer[i]) }
	}
	for name, tc := range map[string]struct {
		file   []byte
		change func(*wire.Model)
		want   string
	}{
		"empty":                   {file: []byte{}, want: "0 bytes without a network"},
		"text":                    {file: []byte("not a network, but a sentence"), want: "no ONNX"},
		"cut off in its head":     {file: data[:40], want: "cut off"},
		"cut off in its weights":  {file: data[:len(data)/2], want: "cut off"},
		"cut off at its end":      {file: data[:len(data)-1], want: "cut off"},
		"no graph":                {change: func(m *wire.Model) { m.Graph = nil }, want: "without a network"},
		"no opset":                {change: func(m *wire.Model) { m.OpsetImport = nil }, want: "no opset"},
		"huge sides of a tensor":  {change: tensor(2, func(w *wire.Tensor) { w.Dims = []int64{1 << 40, 1 << 40, 5, 5} }), want: `"conv1.weight" has shape [1099511627776 1099511627776 5 5]`},
		"no side of a tensor":     {change: tensor(2, func(w *wire.Tensor) { w.Dims, w.RawData = []int64{0, 3, 5, 5}, nil }), want: "want 1 to"},
		"too few numbers":         {change: tensor(2, func(w *wire.Tensor) { w.RawData = w.RawData[4:] }), want: "has 7196 bytes, want 7200"},
		"a tensor of strings":     {change: tensor(3, func(w *wire.Tensor) { w.DataType = 8 }), want: `"conv1.bias" is of type STRING`},
		"a tensor of no type":     {change: tensor(3, func(w *wire.Tensor) { w.DataType = 99 }), want: "is of type 99"},
		"a tensor elsewhere":      {change: tensor(3, func(w *wire.Tensor) { w.DataLocation = 1 }), want: "in another file"},
		"a tensor twice":          {change: tensor(3, func(w *wire.Tensor) { w.Name = "conv1.weight" }), want: "twice"},
		"a missing tensor":        {change: func(m *wire.Model) { m.Graph.Initializer = m.Graph.Initializer[:5] }, want: `wants "conv2.bias", which nothing`},
		"two pictures":            {change: func(m *wire.Model) { m.Graph.Input = append(m.Graph.Input, &wire.Value{Name: "speed"}) }, want: "inputs [image speed], want one"},
		"no picture":              {change: func(m *wire.Model) { m.Graph.Input = nil }, want: "inputs [], want one"},
		"two answers":             {change: func(m *wire.Model) { m.Graph.Output = append(m.Graph.Output, &wire.Value{Name: "throttle"}) }, want: "outputs [curvature_per_m throttle], want one"},
		"an answer nobody gives":  {change: func(m *wire.Model) { m.Graph.Output[0].Name = "x" }, want: `no node makes the output "x"`},
		"a picture of bytes":      {change: func(m *wire.Model) { m.Graph.Input[0].Type.TensorType.ElemType = wire.Tensor_UINT8 }, want: "is of type UINT8"},
		"a flat picture":          {change: func(m *wire.Model) { s := m.Graph.Input[0].Type.TensorType.Shape; s.Dim = s.Dim[:2] }, want: "2 dimensions, want 4"},
		"a grey picture":          {change: func(m *wire.Model) { m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 1 }, want: "is [1 1 66 200] (0: open), want [1 3 66 200]"},
		"a huge picture":          {change: func(m *wire.Model) { m.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = 1 << 50 }, want: "want at most 4096"},
		"an unknown operator":     {change: node(3, func(n *wire.Node) { n.OpType = "Levitate" }), want: `node 3, Levitate "conv1.relu" of domain "" is not known`},
		"an operator of others":   {change: node(3, func(n *wire.Node) { n.Domain = "com.example" }), want: "com.example"},
		"an operator without it":  {change: node(2, func(n *wire.Node) { n.Input = n.Input[:1] }), want: "has 1 inputs and 1 outputs, want at least 2"},
		"a value made twice":      {change: node(3, func(n *wire.Node) { n.Output[0] = "scaled" }), want: `makes "scaled", which there is already`},
		"a stride of nothing":     {change: node(2, func(n *wire.Node) { n.Attribute[1].Ints[0] = 0 }), want: `attribute "strides" is [0 2]`},
		"a kernel of 32 bits":     {change: node(2, func(n *wire.Node) { n.Attribute[0].Ints[0] = 1 << 31 }), want: `"kernel_shape"`},
		"more than 32 bits":       {change: node(2, func(n *wire.Node) { n.Attribute[0].Name, n.Attribute[0].Ints[0] = "axes", 1<<40 }), want: "32 bits"},
		"negative padding":        {change: node(2, func(n *wire.Node) { n.Attribute[0].Name, n.Attribute[0].Ints[0] = "pads", -3 }), want: "want 0 to 4096"},
		"no group":                {change: node(2, func(n *wire.Node) { n.Attribute = append(n.Attribute, &wire.Attribute{Name: "group"}) }), want: `"group" is 0`},
		"a graph in a node":       {change: node(2, func(n *wire.Node) { n.Attribute[0].Type = wire.Attribute_GRAPH }), want: "a graph of its own"},
		"a constant of no number": {change: node(2, func(n *wire.Node) { n.Attribute[0].T = &wire.Tensor{DataType: 1, Dims: []int64{3}} }), want: "has 0 values, want 3"},
	} {
		t.Run(name, func(t *testing.T) {
			file := tc.file
			if tc.change != nil {
				file = changed(t, data, tc.change)
			}
			if err := read(file); !errors.Is(err, onnx.ErrFile) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want one with %q", err, tc.want)
			}
		})
	}
}

// What only OpenCV knows, it says, and the program goes on.
func TestWhatOpenCVRefusesIsAnError(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	data := written(t, someWeights(t, "pilotnet"), someMeta())
	for name, tc := range map[string]struct {
		change func(*wire.Model)
		want   string
	}{
		"weights for other channels":  {func(m *wire.Model) { m.Graph.Initializer[2].Dims = []int64{72, 1, 5, 5} }, "says: "},
		"a bias of another length":    {func(m *wire.Model) { m.Graph.Node[2].Input[2] = "conv5.bias" }, "says: "},
		"an answer of many numbers":   {func(m *wire.Model) { m.Graph.Output[0].Name = "fc1" }, "answers with 1x100 numbers, want one"},
		"a matrix that does not fit":  {func(m *wire.Model) { m.Graph.Initializer[12].Dims = []int64{1152, 100} }, "says: "},
		"a kernel beyond the picture": {func(m *wire.Model) { m.Graph.Node[2].Attribute[0].Ints[0] = 4000 }, "says: "},
	} {
		err := read(changed(t, data, tc.change))
		if !errors.Is(err, cv.ErrNet) || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line with %q", name, err, tc.want)
		}
	}
}

// Whatever few bytes are changed, the file is refused or kept; a crash in C++ would end the test.
func TestFlippedBytesAreRefusedOrKept(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	const seed, tries = 8, 300
	data := written(t, someWeights(t, "pilotnet"), someMeta())
	rng, refused := sim.Rand(seed, sim.StreamWeights), 0
	for range tries {
		file := bytes.Clone(data)
		for range 3 {
			at := rng.IntN(2000) // most of the nodes
			if rng.IntN(5) == 0 {
				at = rng.IntN(len(file))
			}
			file[at] ^= 1 << rng.IntN(8)
		}
		if read(file) != nil {
			refused++
		}
	}
	if refused == 0 || refused == tries {
		t.Errorf("seed %d: %d of %d files were refused, want some", seed, refused, tries)
	}
	t.Logf("%d of %d files were refused", refused, tries)
}

// The network that Udacity's course is known for, made by others with another program.
func TestForeignPilotNetIsRead(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "nets", "naokishibuya_pilotnet.onnx")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the foreign network is not here: %v", err)
	}
	if _, _, err := onnx.Read(data); !errors.Is(err, onnx.ErrForeign) {
		t.Errorf("got %v, want %v", err, onnx.ErrForeign)
	}
	f, err := onnx.Parse(data)
	if err != nil || f.Shape != pilotNetShape {
		t.Fatalf("got %v and %v, want %v", f, err, pilotNetShape)
	}
	if err := read(data); err != nil && cv.Version() != "" {
		t.Error(err)
	}
}
