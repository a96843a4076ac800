package onnx

import (
	"encoding/json"
	"fmt"

	"steersim/camera"
	"steersim/model"
)

const (
	producerName      = "steersim"
	descriptionKey    = "steersim" // of the file's metadata
	descriptionFormat = "steersim-onnx-1"
)

// description is what the file says of how to drive by it, as JSON.
type description struct {
	Format   string               `json:"format"`
	Input    string               `json:"input"`
	Prepare  camera.PrepareConfig `json:"prepare"`
	Colour   string               `json:"colour"`
	Resize   string               `json:"resize"`
	Output   string               `json:"output"`
	Positive string               `json:"positive"`
	Spec     model.Spec           `json:"spec"`
	Weights  string               `json:"weights_sha256"` // of names, shapes and values: model.Weights.Hash
	Data     string               `json:"data_sha256,omitempty"`
	Version  string               `json:"version,omitempty"` // of the program that trained
	Seeds    map[string]uint64    `json:"seeds,omitempty"`
	Extra    map[string]string    `json:"extra,omitempty"`
}

func describe(w model.Weights, m model.Meta) (string, error) {
	output := "curvature of the path, 1/r in 1/m"
	if w.Spec.Members > 0 {
		output += ", the mean of several networks; steersim drives the mean of this answer and the one before"
	}
	d := description{
		Format:   descriptionFormat,
		Input:    "planes of Y, U, V, 0 to 255; the network brings them to -1 to 1 itself",
		Prepare:  m.Prepare,
		Colour:   "YUV as OpenCV's COLOR_RGB2YUV from 3.2 on makes it of RGB",
		Resize:   "rows top to bottom (shares of the height) to width x height, by area",
		Output:   output,
		Positive: "left",
		Spec:     w.Spec, Weights: w.Hash(), Data: m.DataHash, Version: m.Version, Seeds: m.Seeds, Extra: m.Extra,
	}
	text, err := json.Marshal(d)
	return string(text), err
}

// parseDescription is the inverse of describe, as far as the file's reader needs it.
func parseDescription(text string) (d description, err error) {
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return d, fmt.Errorf("%w: metadata %q: %w", ErrFile, descriptionKey, err)
	}
	if d.Format != descriptionFormat {
		return d, fmt.Errorf("%w: metadata %q has format %q, want %q", ErrFile, descriptionKey, d.Format, descriptionFormat)
	}
	return d, nil
}
