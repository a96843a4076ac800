package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
)

// ErrFile is a weights file that cannot be read. The format is safetensors (github.com/huggingface/safetensors):
// 8 bytes of header length, little endian, a JSON header, then the numbers.
var ErrFile = errors.New("weights file")

const (
	maxHeaderBytes = 1 << 20
	maxFileBytes   = maxHeaderBytes + 4*maxParameters
	metadataKey    = "__metadata__"
	float32Dtype   = "F32"
)

// entry is a tensor's line of the header.
type entry struct {
	Dtype   string   `json:"dtype"`
	Shape   []int    `json:"shape"`
	Offsets [2]int64 `json:"data_offsets"` // begin and end, from the header's end
}

// ReadFile reads and checks a weights file.
func ReadFile(path string) (Weights, Meta, error) {
	f, err := os.Open(path)
	if err != nil {
		return Weights{}, Meta{}, fmt.Errorf("%w: %w", ErrFile, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err != nil {
		return Weights{}, Meta{}, fmt.Errorf("%w: %w", ErrFile, err)
	}
	w, m, err := Read(data)
	if err != nil {
		return Weights{}, Meta{}, fmt.Errorf("%s: %w", path, err)
	}
	return w, m, nil
}

// Read is ReadFile of a file's content. It is strict: every tensor of the spec and no other, no gaps, all finite.
func Read(data []byte) (Weights, Meta, error) {
	if len(data) > maxFileBytes {
		return Weights{}, Meta{}, fmt.Errorf("%w: over %d bytes", ErrFile, maxFileBytes)
	}
	header, numbers, err := cutHeader(data)
	if err != nil {
		return Weights{}, Meta{}, err
	}
	texts, entries, err := parseHeader(header)
	if err != nil {
		return Weights{}, Meta{}, err
	}
	spec, meta, err := parseMeta(texts)
	if err != nil {
		return Weights{}, Meta{}, err
	}
	w, err := readTensors(spec, entries, numbers)
	if err != nil {
		return Weights{}, Meta{}, err
	}
	if err := w.Check(); err != nil {
		return Weights{}, Meta{}, err
	}
	return w, meta, nil
}

func cutHeader(data []byte) (header, numbers []byte, err error) {
	if len(data) < 8 {
		return nil, nil, fmt.Errorf("%w: %d bytes, want a header length of 8 bytes first", ErrFile, len(data))
	}
	length := binary.LittleEndian.Uint64(data)
	if length > maxHeaderBytes || length > uint64(len(data)-8) {
		return nil, nil, fmt.Errorf("%w: header of %d bytes in a file of %d, want at most %d and no more than there are", ErrFile, length, len(data), maxHeaderBytes)
	}
	return data[8 : 8+length], data[8+length:], nil
}

// parseHeader walks the object by hand, because encoding/json would quietly take the last of two tensors of one name.
func parseHeader(header []byte) (map[string]string, map[string]entry, error) {
	d := json.NewDecoder(bytes.NewReader(header))
	d.DisallowUnknownFields()
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, nil, fmt.Errorf("%w: header begins with %v (%v), want a JSON object", ErrFile, token, err)
	}
	var texts map[string]string
	entries := make(map[string]entry)
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, nil, fmt.Errorf("%w: header: %w", ErrFile, err)
		}
		name, _ := token.(string) // More has seen an object's next key
		if _, twice := entries[name]; twice || name == metadataKey && texts != nil {
			return nil, nil, fmt.Errorf("%w: header has %q twice", ErrFile, name)
		}
		if name == metadataKey {
			if err := d.Decode(&texts); err != nil {
				return nil, nil, fmt.Errorf("%w: header: %s: want strings by name: %w", ErrFile, metadataKey, err)
			}
			if texts == nil {
				return nil, nil, fmt.Errorf("%w: header: %s is null, want strings by name", ErrFile, metadataKey)
			}
			continue
		}
		var e entry
		if err := d.Decode(&e); err != nil {
			return nil, nil, fmt.Errorf("%w: header: %q: %w", ErrFile, name, err)
		}
		entries[name] = e
	}
	if _, err := d.Token(); err != nil {
		return nil, nil, fmt.Errorf("%w: header: %w", ErrFile, err)
	}
	if rest := bytes.TrimSpace(header[d.InputOffset():]); len(rest) > 0 {
		return nil, nil, fmt.Errorf("%w: header goes on behind its object with %.20q", ErrFile, rest)
	}
	return texts, entries, nil
}

// readTensors allocates no more than numbers are there: every tensor's place is checked first. Since the tensors of
// the spec have all different names, have their full size and together as many bytes as there are, a file in which
// none overlap has no gaps either.
func readTensors(spec Spec, entries map[string]entry, numbers []byte) (Weights, error) {
	if have, want := len(numbers), 4*spec.Values(); have != want {
		return Weights{}, fmt.Errorf("%w: %d bytes of numbers, want %d for %d numbers", ErrFile, have, want, spec.Values())
	}
	w, err := ZeroWeights(spec)
	if err != nil {
		return Weights{}, err
	}
	if len(entries) != len(w.Tensors) {
		return Weights{}, fmt.Errorf("%w: %d tensors, want %d", ErrFile, len(entries), len(w.Tensors))
	}
	owner := make(map[int64]string, len(entries)) // of each begin; ends follow, being the next one's begin
	for _, t := range w.Tensors {
		e, found := entries[t.Name]
		if !found {
			return Weights{}, fmt.Errorf("%w: no tensor %q", ErrFile, t.Name)
		}
		if err := e.check(t, len(numbers)); err != nil {
			return Weights{}, err
		}
		if other, taken := owner[e.Offsets[0]]; taken {
			return Weights{}, fmt.Errorf("%w: tensors %q and %q overlap at byte %d", ErrFile, other, t.Name, e.Offsets[0])
		}
		owner[e.Offsets[0]] = t.Name
		for i := range t.Data {
			t.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(numbers[e.Offsets[0]+int64(4*i):]))
		}
	}
	for at := int64(0); at < int64(len(numbers)); at = entries[owner[at]].Offsets[1] {
		if _, found := owner[at]; !found {
			return Weights{}, fmt.Errorf("%w: no tensor begins at byte %d, where one should: they overlap or leave a gap", ErrFile, at)
		}
	}
	return w, nil
}

// check compares an entry with the tensor that the spec wants.
func (e entry) check(t Tensor, size int) error {
	if e.Dtype != float32Dtype {
		return fmt.Errorf("%w: %s has type %q, want %q", ErrFile, t.Name, e.Dtype, float32Dtype)
	}
	if !slices.Equal(e.Shape, t.Shape) {
		return fmt.Errorf("%w: %s has shape %v, want %v", ErrFile, t.Name, e.Shape, t.Shape)
	}
	begin, end := e.Offsets[0], e.Offsets[1]
	if begin < 0 || end > int64(size) || begin > end || end-begin != int64(4*len(t.Data)) {
		return fmt.Errorf("%w: %s lies at bytes %d to %d of %d, want %d bytes", ErrFile, t.Name, begin, end, size, 4*len(t.Data))
	}
	return nil
}

// decodeStrictly refuses fields that it does not know and anything behind the value.
func decodeStrictly(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if rest := bytes.TrimSpace(data[d.InputOffset():]); len(rest) > 0 {
		return fmt.Errorf("%.20q follows the value", rest)
	}
	return nil
}
