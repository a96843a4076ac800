package lane

import "image"

// Kind is what a place on the road was taken for.
type Kind int

// The kinds.
const (
	Paint  Kind = iota // the middle of a bright stripe
	Rut                // the middle of a dark wheel track in snow
	Border             // where the tarmac may end
	kinds
)

// Point is a place on the road that may belong to a boundary of the lane.
type Point struct {
	ForwardM, LeftM float64 // of the car's centre of mass
	Contrast        float64 // grey levels that it stands out by
	Noise           float64 // grey levels by which its surroundings do
	Kind            Kind
	Across          bool // its stripe was met lengthwise of the car
}

// Finder looks for boundaries.
type Finder interface {
	// Find returns what may belong to boundaries, in the same order for the same frame. It neither keeps nor changes the frame;
	// the next call overwrites the points.
	Find(frame *image.RGBA) ([]Point, error)
}
