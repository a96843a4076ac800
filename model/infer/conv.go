package infer

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"

	"steersim/model"
)

// conv is a convolution on pictures whose channels lie together: a row of output pixels is one matrix product of the
// patches below it with the weights, and with both laid out along the sum gonum computes it at its fastest.
type conv struct {
	layer   model.Layer
	weight  []float32 // (out, k, k, in)
	bias    []float32
	patches []float32 // (pixels of a row, k·k·in)
	out     []float32 // (H, W, out)
}

func newConv(l model.Layer, weight, bias []float32) conv {
	k, in, out := l.Kernel, l.In.Channels, l.Out.Channels
	c := conv{
		layer:   l,
		weight:  make([]float32, len(weight)),
		bias:    append([]float32(nil), bias...),
		patches: make([]float32, l.Out.Width*l.FanIn()),
		out:     make([]float32, l.Out.Len()),
	}
	for o := range out {
		for i := range in {
			for at := range k * k {
				c.weight[(o*k*k+at)*in+i] = weight[(o*in+i)*k*k+at] // (out, in, k, k) -> (out, k, k, in)
			}
		}
	}
	return c
}

func (c *conv) forward(h []float32) []float32 {
	l, row := c.layer, c.layer.Out.Width*c.layer.Out.Channels
	for y := range l.Out.Height {
		c.gather(h, y)
		out := c.out[y*row : (y+1)*row]
		for at := 0; at < row; at += len(c.bias) {
			copy(out[at:], c.bias)
		}
		product(out, c.patches, c.weight, l.Out.Width, l.FanIn(), l.Out.Channels)
	}
	return c.out
}

// gather copies the patches below one row of output pixels. A row of a patch is one piece of memory.
func (c *conv) gather(h []float32, y int) {
	l := c.layer
	piece, line := l.Kernel*l.In.Channels, l.In.Width*l.In.Channels
	to := c.patches
	for x := range l.Out.Width {
		from := h[y*l.Stride*line+x*l.Stride*l.In.Channels:]
		for dy := range l.Kernel {
			copy(to[:piece], from[dy*line:])
			to = to[piece:]
		}
	}
}

// product adds a·bᵀ to c: (m, k)·(n, k)ᵀ -> (m, n). It goes in pieces small enough for gonum to compute them without
// goroutines, whose start would allocate: fewer than 4 blocks of 64x64 of the result.
func product(c, a, b []float32, m, k, n int) {
	const rows, columns = 3 * 64, 64
	for i := 0; i < m; i += rows {
		for j := 0; j < n; j += columns {
			gonum.Implementation{}.Sgemm(blas.NoTrans, blas.Trans, min(rows, m-i), min(columns, n-j), k, 1, a[i*k:], k, b[j*k:], k, 1, c[i*n+j:], n)
		}
	}
}
