package graph

import (
	"fmt"
	"math/rand/v2"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// drop leaves out some of h, (B, n), in a run that learns: h is multiplied by a mask of zeros and of 1/(1-share), so that its mean
// stays (Srivastava et al. 2014, section 10, "inverted"). Gorgonia's own dropout has the right gradient for a share of 1/2 alone.
func (n *network) drop(h *gorgonia.Node, share float64) (*gorgonia.Node, error) {
	shape := h.Shape()
	mask := view(make([]float32, shape.TotalSize()), shape...)
	n.masks = append(n.masks, mask)
	node := gorgonia.NewMatrix(n.graph, tensor.Float32, gorgonia.WithShape(shape...), gorgonia.WithName(fmt.Sprintf("mask%d", len(n.masks))), gorgonia.WithValue(mask))
	return gorgonia.HadamardProd(h, node)
}

// draw makes the masks of the next run.
func (n *network) draw(share float64, rng *rand.Rand) {
	keep := float32(1 / (1 - share))
	for _, m := range n.masks {
		values := m.Data().([]float32)
		for i := range values {
			if values[i] = keep; rng.Float64() < share {
				values[i] = 0
			}
		}
	}
}
