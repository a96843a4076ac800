package onnx

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"google.golang.org/protobuf/proto"

	"steersim/model"
	"steersim/model/onnx/wire"
)

// Read is the inverse of Write: it refuses a network that is not, node by node, what its description says. ErrForeign marks
// the files of others.
func Read(data []byte) (model.Weights, model.Meta, error) {
	file, err := decode(data)
	if err != nil {
		return model.Weights{}, model.Meta{}, err
	}
	at := slices.IndexFunc(file.MetadataProps, func(t *wire.Text) bool { return t.Key == descriptionKey })
	if at < 0 || file.ProducerName != producerName {
		return model.Weights{}, model.Meta{}, fmt.Errorf("%w: %w", ErrFile, ErrForeign)
	}
	d, err := parseDescription(file.MetadataProps[at].Value)
	if err != nil {
		return model.Weights{}, model.Meta{}, err
	}
	if err := d.Spec.Check(); err != nil {
		return model.Weights{}, model.Meta{}, fmt.Errorf("%w: metadata %q: %w", ErrFile, descriptionKey, err)
	}
	if want := 4 * d.Spec.Values(); len(data) < want { // before memory of that size is made
		return model.Weights{}, model.Meta{}, fmt.Errorf("%w: %d bytes, want at least %d for %d numbers", ErrFile, len(data), want, d.Spec.Values())
	}
	w, err := model.ZeroWeights(d.Spec)
	if err != nil {
		return model.Weights{}, model.Meta{}, err
	}
	for _, t := range w.Tensors {
		if err := fill(t, file.GetGraph().GetInitializer()); err != nil {
			return model.Weights{}, model.Meta{}, err
		}
	}
	if err := w.Check(); err != nil {
		return model.Weights{}, model.Meta{}, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if hash := w.Hash(); hash != d.Weights || !proto.Equal(graphOf(w), file.Graph) {
		return model.Weights{}, model.Meta{}, fmt.Errorf("%w: the network, with weights of SHA-256 %.8s, is not the one described, with %.8s: it was changed since its export", ErrFile, hash, d.Weights)
	}
	return w, model.Meta{Prepare: d.Prepare, DataHash: d.Data, Seeds: d.Seeds, Version: d.Version, Extra: d.Extra}, nil
}

// fill finds a tensor's numbers.
func fill(t model.Tensor, all []*wire.Tensor) error {
	at := slices.IndexFunc(all, func(f *wire.Tensor) bool { return f.Name == t.Name })
	if at < 0 {
		return fmt.Errorf("%w: no tensor %q", ErrFile, t.Name)
	}
	raw := all[at].RawData
	if len(raw) != 4*len(t.Data) {
		return fmt.Errorf("%w: tensor %q has %d bytes, want %d", ErrFile, t.Name, len(raw), 4*len(t.Data))
	}
	for i := range t.Data {
		t.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return nil
}

// maxBytes is far above any network that steers: PilotNet has one megabyte.
const maxBytes = 1 << 28

// Bytes are a file's for Read and Parse, which refuse one that is too long: no more of it than that is read.
func Bytes(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return data, nil
}

// decode drops what this program has no name for, so that nobody is handed more than was looked at.
func decode(data []byte) (*wire.Model, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrFile, maxBytes)
	}
	var file wire.Model
	if err := (proto.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%w: %d bytes that are no ONNX, or cut off: %w", ErrFile, len(data), err)
	}
	if len(file.GetGraph().GetNode()) == 0 {
		return nil, fmt.Errorf("%w: %d bytes without a network's nodes", ErrFile, len(data))
	}
	return &file, nil
}
