package feature

import (
	"fmt"

	"steersim/model"
)

// Extractor makes the features of one picture. It is not safe for concurrent use.
type Extractor interface {
	// Extract writes the features, (C, H, W) of their shape, of a picture, (C, H, W) from 0 to 255. It allocates nothing.
	Extract(dst, picture []float32)
}

// New makes the extractor of a spec without convolutions. Its constants are those of model.Weights.Fixed, and stay in their memory:
// whoever changes the numbers there changes what is extracted.
func New(spec model.Spec, constants []model.Tensor) (Extractor, error) {
	in := spec.Input()
	switch f := spec.Features; f.Kind {
	case model.Pixels:
		return pixels{}, nil
	case model.Retina:
		return newRetina(f, in), nil
	case model.Gradients:
		return newGradients(f, in), nil
	case model.Patches:
		return newPatches(f, in, constants), nil
	default:
		return nil, fmt.Errorf("%w: no features %q", model.ErrSpec, f.Kind)
	}
}

// pixels maps 0..255 to -1..1, as the convolutions' normalisation does.
type pixels struct{}

func (pixels) Extract(dst, picture []float32) {
	for i, v := range picture {
		dst[i] = v/127.5 - 1
	}
}

// cut is where each of n parts of a side begins: the first pixel of part i is cut(i), that behind it cut(i+1).
func cut(side, n, i int) int { return i * side / n }
