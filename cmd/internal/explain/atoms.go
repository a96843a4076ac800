package explain

import (
	"cmp"
	"fmt"
	"image"
	"slices"

	"steersim/model"
)

// atoms are the patches of a dictionary, those first that the first dense layer, (out, atoms * pools), weighs most.
func atoms(t model.Tensor, spec model.Spec, constants []model.Tensor) (image.Image, string, error) {
	f := spec.Features
	var whitening, dictionary model.Tensor
	for _, c := range constants {
		switch c.Name {
		case model.PatchWhitening:
			whitening = c
		case model.PatchAtoms:
			dictionary = c
		}
	}
	pools := f.Rows * f.Columns
	weighs := make([]float64, f.Atoms)
	all := 0.0
	for u := range t.Shape[0] {
		for k := range weighs {
			e := energyOf(t.Data[u*t.Shape[1]+k*pools:][:pools])
			weighs[k] += e
			all += e
		}
	}
	order := make([]int, f.Atoms)
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weighs[b], weighs[a]) })
	var shown [][]float32
	var p pairs
	first := 0.0
	for i, k := range order {
		patch := unwhiten(dictionary.Data[k*f.Components:][:f.Components], whitening)
		p.add(patch[:f.Kernel*f.Kernel], f.Kernel)
		shown = append(shown, patch)
		if i < (f.Atoms+3)/4 {
			first += weighs[k]
		}
	}
	m, err := colourTiles(shown, f.Kernel)
	if err != nil {
		return nil, "", err
	}
	return m, fmt.Sprintf("The %d atoms of the dictionary, %dx%d, which was made from pictures without a label; those come first that steering weighs most. The first quarter has %.0f %% of the energy of the weights. Points beside each other in an atom correlate by %s, where noise would by 0.",
		f.Atoms, f.Kernel, f.Kernel, 100*first/max(all, tiny), p), nil
}

// unwhiten brings an atom back into the space of patches. The rows of the whitening, (components, patch), are across each other, so
// that each gives back what it took by its own length squared.
func unwhiten(atom []float32, whitening model.Tensor) []float32 {
	n := whitening.Shape[1]
	patch := make([]float32, n)
	for i, a := range atom {
		row := whitening.Data[i*n:][:n]
		scale := a / float32(max(energyOf(row), tiny))
		for j, w := range row {
			patch[j] += scale * w
		}
	}
	return patch
}
