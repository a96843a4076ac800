package infer

import "steersim/model"

// Engine is a network ready to drive. It is not safe for concurrent use: make one a goroutine.
type Engine interface {
	model.Predictor
	// Name says what computes: "go" or the library.
	Name() string
	// Close frees what lies outside of Go's heap. The engine cannot be used any more.
	Close() error
}
