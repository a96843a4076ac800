package explain

import (
	"cmp"
	"fmt"
	"slices"

	"steersim/model"
	"steersim/trainer/grid"
)

func largest(weights []float32) float32 {
	most := float32(tiny)
	for _, w := range weights {
		most = max(most, w, -w)
	}
	return most
}

func energyOf(weights []float32) (sum float64) {
	for _, w := range weights {
		sum += float64(w) * float64(w)
	}
	return sum
}

// pairs are weights beside and above each other.
type pairs struct{ x, y []float64 }

// add takes a picture of weights, so wide.
func (p *pairs) add(weights []float32, width int) {
	for i := range weights {
		if (i+1)%width != 0 {
			p.x, p.y = append(p.x, float64(weights[i])), append(p.y, float64(weights[i+1]))
		}
		if i+width < len(weights) {
			p.x, p.y = append(p.x, float64(weights[i])), append(p.y, float64(weights[i+width]))
		}
	}
}

// String is their correlation.
func (p pairs) String() string {
	r, ok := grid.Pearson(p.x, p.y)
	if !ok {
		return "nothing that is defined"
	}
	return fmt.Sprintf("%.2f", r)
}

// strongest are the units of a dense layer, those with the largest weights on their first inputs first.
func strongest(t model.Tensor, inputs int) []int {
	order := make([]int, t.Shape[0])
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(energyOf(t.Data[b*t.Shape[1]:][:inputs]), energyOf(t.Data[a*t.Shape[1]:][:inputs]))
	})
	return order
}
