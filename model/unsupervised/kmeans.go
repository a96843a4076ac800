package unsupervised

import (
	"context"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// kMeans finds k centroids of points, (n, d), by Lloyd's rounds from k of the points. A centroid that no point is nearest to
// begins anew at a random one.
func kMeans(ctx context.Context, points []float32, d, k, rounds int, rng *rand.Rand) (centroids []float32, err error) {
	n := len(points) / d
	for _, i := range rng.Perm(n)[:k] {
		centroids = append(centroids, points[i*d:(i+1)*d]...)
	}
	sums, counts := make([]float64, k*d), make([]int, k)
	for range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clear(sums)
		clear(counts)
		eachNearest(points, centroids, d, func(i, nearest int) {
			counts[nearest]++
			for j, v := range points[i*d : (i+1)*d] {
				sums[nearest*d+j] += float64(v)
			}
		})
		for c := range k {
			to := centroids[c*d : (c+1)*d]
			if counts[c] == 0 {
				copy(to, points[rng.IntN(n)*d:])
				continue
			}
			for j := range to {
				to[j] = float32(sums[c*d+j] / float64(counts[c]))
			}
		}
	}
	return centroids, nil
}

// eachNearest tells each point's nearest centroid; of several as near it is the first.
func eachNearest(points, centroids []float32, d int, tell func(point, nearest int)) {
	const rows = 128 // of points at a time
	n, k := len(points)/d, len(centroids)/d
	lengths, products := make([]float32, k), make([]float32, rows*k)
	for c := range lengths {
		for _, v := range centroids[c*d : (c+1)*d] {
			lengths[c] += v * v
		}
	}
	for from := 0; from < n; from += rows {
		m := min(rows, n-from)
		gonum.Implementation{}.Sgemm(blas.NoTrans, blas.Trans, m, k, d, -2, points[from*d:], d, centroids, d, 0, products, k)
		for i := range m {
			nearest, least := 0, float32(0)
			for c, p := range products[i*k : (i+1)*k] { // |x|² is the same for all
				if distance := p + lengths[c]; c == 0 || distance < least {
					nearest, least = c, distance
				}
			}
			tell(from+i, nearest)
		}
	}
}
