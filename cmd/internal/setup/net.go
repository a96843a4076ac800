package setup

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"steersim"
	"steersim/assets"
	"steersim/camera"
	"steersim/model"
	"steersim/model/infer"
	"steersim/model/onnx"
	"steersim/model/saliency"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

// shippedNet is what a report calls the network in assets.
const shippedNet = "shipped"

// bestNet is the file of a training run's best epoch.
const bestNet = "net.safetensors"

// Net is a network read once, from which every drive makes its own pilot.
type Net struct {
	Name    string // the path as it was given, or "shipped"
	weights model.Weights
	meta    model.Meta
}

// NetOf is a network that is in no file.
func NetOf(w model.Weights, prepare camera.PrepareConfig) *Net {
	return &Net{weights: w, meta: model.Meta{Prepare: prepare}}
}

// LoadNet reads a weights file or a training run's directory; an empty path is the network in assets. Several, with commas between
// them, become an ensemble.
func LoadNet(path string) (*Net, error) {
	if paths := severalNets(path); paths != nil {
		return joinNets(path, paths)
	}
	return loadOne(path)
}

func loadOne(path string) (*Net, error) {
	if path == "" {
		weights, meta, err := model.Read(assets.Net())
		if err != nil {
			return nil, fmt.Errorf("the network in assets: %w", err)
		}
		return &Net{Name: shippedNet, weights: weights, meta: meta}, nil
	}
	file := path
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		file = filepath.Join(path, bestNet)
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("net: %s holds no %s: want a weights file or a training run's directory", path, bestNet)
		}
	}
	read := model.ReadFile
	if isONNX(file) {
		read = readONNX
	}
	weights, meta, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("net: %w", err)
	}
	n := &Net{Name: path, weights: weights, meta: meta}
	return n, n.check()
}

// check looks at what is ours in a weights file, beside what the file's format knows.
func (n *Net) check() error {
	if text := n.LatencyS(); text != "" {
		if s, err := strconv.ParseFloat(text, 64); err != nil || (expert.Law{LatencyS: s}).Check() != nil {
			return fmt.Errorf("net: %s: %s is %q, want seconds that a driver may be late", n.Name, latencyKey, text)
		}
	}
	return nil
}

func isONNX(path string) bool { return strings.EqualFold(filepath.Ext(path), ".onnx") }

// readONNX reads what Export wrote.
func readONNX(path string) (model.Weights, model.Meta, error) {
	data, err := onnx.Bytes(path)
	if err != nil {
		return model.Weights{}, model.Meta{}, err
	}
	weights, meta, err := onnx.Read(data)
	switch {
	case errors.Is(err, onnx.ErrForeign):
		err = fmt.Errorf("%s: %w: the networks of others go to drive, eval and replay alone", path, err)
	case err != nil:
		err = fmt.Errorf("%s: %w", path, err)
	}
	return weights, meta, err
}

// Pilot is the network's forward pass from frames, which others do not share. What drives is Driver of it.
func (n *Net) Pilot() (*model.Pilot, error) {
	engine, err := infer.New(n.weights)
	if err != nil {
		return nil, err
	}
	pilot, err := model.NewPilot(engine, n.meta.Prepare, n.weights.Spec)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("net: %s: %w", n.Name, err), engine.Close())
	}
	return pilot, nil
}

// Driver is one of the network's pilots as it drives: several networks drive the mean of their last two answers.
func (n *Net) Driver(p *model.Pilot) loop.Driver {
	if n.weights.Spec.Members > 0 {
		return loop.Smooth(p)
	}
	return p
}

// Weights are the network's own: they must not be changed.
func (n *Net) Weights() *model.Weights { return &n.weights }

// Export writes the network as an ONNX file.
func (n *Net) Export(to io.Writer) error { return onnx.Write(to, n.weights, n.meta, steersim.Version) }

// Save writes the network to another file.
func (n *Net) Save(path string) error { return model.WriteFile(path, n.weights, n.meta) }

// Spec is the network's architecture.
func (n *Net) Spec() model.Spec { return n.weights.Spec }

// LatencyS is the latency in seconds that the network was told of when it learnt, or empty.
func (n *Net) LatencyS() string { return n.meta.Extra[latencyKey] }

const latencyKey = "latency_s" // of the weights file

// Prepare is what becomes of a frame before the network sees it.
func (n *Net) Prepare() camera.PrepareConfig { return n.meta.Prepare }

// Weight is a layer's tensor of weights, the layers counted from 0; of an ensemble, the first member's.
func (n *Net) Weight(layer int) model.Tensor { return n.weights.Tensors[2*layer] }

// Engine is the network's fast forward pass.
func (n *Net) Engine() (infer.Engine, error) { return infer.New(n.weights) }

// Inside is the network as an engine that shows what its layers make of a picture; of an ensemble, an engine for each member.
func (n *Net) Inside() ([]saliency.Net, error) {
	var all []saliency.Net
	for i := range n.weights.Spec.Size() {
		p, err := infer.NewPure(n.weights.Member(i))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Nets lists the training runs below the working directory, as LoadNet takes them: runs/NAME and demo/run.
func Nets() []string {
	found, err := filepath.Glob(filepath.Join("runs", "*", bestNet))
	if err != nil {
		panic("setup: " + err.Error()) // the pattern is part of the program
	}
	demo := filepath.Join("demo", "run", bestNet)
	if _, err := os.Stat(demo); err == nil {
		found = append(found, demo)
	}
	for i, file := range found {
		found[i] = filepath.Dir(file)
	}
	return found
}
