package feature

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"

	"steersim/model"
)

// patches compares every patch with every atom of a dictionary and sums up, in each pool, by how much each atom is nearer than the
// atoms are on average: the "triangle" of Coates, Lee and Ng (2011), f = max(0, mean(z) - z), z = |x - atom|.
type patches struct {
	f                          model.Features
	in                         model.Shape
	rows, columns              int // of patches
	mean, whitening, atoms     []float32
	offset, scale              []float32
	line                       []float32 // (columns, patch): a row of patches
	white                      []float32 // (columns, components)
	nearness                   []float32 // (columns, atoms): products, then distances
	lengths                    []float32 // (atoms): the atoms' squares
	poolOfColumn, poolOfRow, n []int     // n: patches of each pool
}

func newPatches(f model.Features, in model.Shape, constants []model.Tensor) *patches {
	p := &patches{f: f, in: in, rows: (in.Height-f.Kernel)/f.Stride + 1, columns: (in.Width-f.Kernel)/f.Stride + 1}
	p.mean, p.whitening, p.atoms, p.offset, p.scale = constants[0].Data, constants[1].Data, constants[2].Data, constants[3].Data, constants[4].Data
	p.line = make([]float32, p.columns*f.PatchLen(in))
	p.white = make([]float32, p.columns*f.Components)
	p.nearness = make([]float32, p.columns*f.Atoms)
	p.lengths = make([]float32, f.Atoms)
	p.poolOfColumn, p.poolOfRow = pools(p.columns, f.Columns), pools(p.rows, f.Rows)
	p.n = make([]int, f.Rows*f.Columns)
	for _, r := range p.poolOfRow {
		for _, c := range p.poolOfColumn {
			p.n[r*f.Columns+c]++
		}
	}
	return p
}

// pools is the pool of each of n places in a row.
func pools(n, of int) (all []int) {
	for i := range of {
		for range cut(n, of, i+1) - cut(n, of, i) {
			all = append(all, i)
		}
	}
	return all
}

func (p *patches) Extract(dst, picture []float32) {
	clear(dst)
	for k := range p.lengths {
		p.lengths[k] = 0
		for _, v := range p.atoms[k*p.f.Components:][:p.f.Components] {
			p.lengths[k] += v * v
		}
	}
	for row := range p.rows {
		p.whiten(picture, row)
		p.pool(dst, row)
	}
	for i, v := range dst {
		pool := i % len(p.n)
		dst[i] = (v/float32(p.n[pool]) - p.offset[i]) * p.scale[i]
	}
}

// whiten brings a row of patches into the space of the dictionary: (columns, patch)·(components, patch)ᵀ.
func (p *patches) whiten(picture []float32, row int) {
	patch := p.f.PatchLen(p.in)
	for c := range p.columns {
		to := p.line[c*patch:][:patch]
		Cut(to, picture, p.in, p.f.Kernel, c*p.f.Stride, row*p.f.Stride)
		Contrast(to)
		for i, m := range p.mean {
			to[i] -= m
		}
	}
	gonum.Implementation{}.Sgemm(blas.NoTrans, blas.Trans, p.columns, p.f.Components, patch, 1, p.line, patch, p.whitening, patch, 0, p.white, p.f.Components)
}

// pool adds a row's nearness to each atom to its pools.
func (p *patches) pool(dst []float32, row int) {
	atoms, components := p.f.Atoms, p.f.Components
	gonum.Implementation{}.Sgemm(blas.NoTrans, blas.Trans, p.columns, atoms, components, -2, p.white, components, p.atoms, components, 0, p.nearness, atoms)
	for c := range p.columns {
		z := p.nearness[c*atoms:][:atoms]
		length := float32(0)
		for _, v := range p.white[c*components:][:components] {
			length += v * v
		}
		mean := float32(0)
		for k, product := range z { // |x|² - 2 x·atom + |atom|²
			z[k] = float32(math.Sqrt(float64(max(0, length+product+p.lengths[k]))))
			mean += z[k]
		}
		mean /= float32(atoms)
		pool := p.poolOfRow[row]*p.f.Columns + p.poolOfColumn[c]
		for k, v := range z {
			if !(v >= mean) { // also what is no number
				dst[k*len(p.n)+pool] += mean - v
			}
		}
	}
}

// Cut copies the patch at x, y of a picture, (C, H, W), as (C, kernel, kernel).
func Cut(dst, picture []float32, in model.Shape, kernel, x, y int) {
	for c := range in.Channels {
		for dy := range kernel {
			copy(dst[(c*kernel+dy)*kernel:][:kernel], picture[(c*in.Height+y+dy)*in.Width+x:])
		}
	}
}

// contrastFloor is added to a patch's variance, in squares of grey levels of 255, so that noise on a plain wall stays small
// (Coates, Lee and Ng take 10).
const contrastFloor = 10

// Contrast takes a patch's mean off and divides by its standard deviation.
func Contrast(patch []float32) {
	mean, square := 0.0, 0.0
	for _, v := range patch {
		mean += float64(v)
	}
	mean /= float64(len(patch))
	for _, v := range patch {
		square += (float64(v) - mean) * (float64(v) - mean)
	}
	scale := 1 / math.Sqrt(square/float64(len(patch))+contrastFloor)
	for i, v := range patch {
		patch[i] = float32((float64(v) - mean) * scale)
	}
}
