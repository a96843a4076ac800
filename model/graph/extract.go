package graph

import (
	"runtime"
	"sync"

	"gorgonia.org/gorgonia"

	"steersim/model"
	"steersim/model/feature"
)

// extracted adds fixed features in the convolutions' place: (B, C, H, W) -> (B, features). Nothing is differentiated by them.
// Each goroutine has an extractor of its own, all of them the same constants, which may change between runs.
func extracted(x *gorgonia.Node, spec model.Spec, constants []model.Tensor, batch int) (*gorgonia.Node, error) {
	var workers []feature.Extractor
	for range min(batch, runtime.NumCPU()) {
		e, err := feature.New(spec, constants)
		if err != nil {
			return nil, err
		}
		workers = append(workers, e)
	}
	in, out := spec.Input().Len(), spec.Features.Shape(spec.Input()).Len()
	return gorgonia.ApplyOp(&kernel{
		name: "features", dims: []int{4}, out: view(make([]float32, batch*out), batch, out),
		compute: func(y []float32, v [][]float32) {
			var wg sync.WaitGroup
			for i, e := range workers {
				wg.Go(func() {
					for at := i; at < batch; at += len(workers) {
						e.Extract(y[at*out:(at+1)*out], v[0][at*in:(at+1)*in])
					}
				})
			}
			wg.Wait()
		},
	}, x)
}
