package explain

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"steersim/model"
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

// pairs sums up how weights beside and above each other go together.
type pairs struct{ n, x, y, xx, yy, xy float64 }

// add takes a picture of weights, so wide.
func (p *pairs) add(weights []float32, width int) {
	for i := range weights {
		if (i+1)%width != 0 {
			p.pair(float64(weights[i]), float64(weights[i+1]))
		}
		if i+width < len(weights) {
			p.pair(float64(weights[i]), float64(weights[i+width]))
		}
	}
}

func (p *pairs) pair(x, y float64) {
	p.n, p.x, p.y = p.n+1, p.x+x, p.y+y
	p.xx, p.yy, p.xy = p.xx+x*x, p.yy+y*y, p.xy+x*y
}

// String is their correlation.
func (p pairs) String() string {
	r := (p.n*p.xy - p.x*p.y) / math.Sqrt((p.n*p.xx-p.x*p.x)*(p.n*p.yy-p.y*p.y))
	if math.IsNaN(r) || math.IsInf(r, 0) {
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
