package feature

import (
	"math"

	"steersim/model"
)

// gradients are histograms of oriented gradients as Dalal and Triggs (2005) have them: [-1, 0, 1] across and down, unsigned
// orientations between whose bins a gradient is shared, cells, blocks of 2x2 cells that overlap, and norms by L2-Hys. What is left
// out: a gradient is not shared between cells.
type gradients struct {
	in            model.Shape
	rows, columns int
	bins          int
	cellOfColumn  []int
	cells         []float32 // (rows, columns, bins)
	bin           []float32 // where between the bins a gradient falls, by its slope
}

// Of L2-Hys: a value of a normalised block is cut at hysteresis, and the block normalised again; blur keeps plain walls plain.
const (
	hysteresis = 0.2
	blur       = 4.0 // grey levels, of a block's norm
)

// slopes is how many are in the table of angles: the arc tangent of every pixel would take half of the time. Between neighbours the
// angle is off by less than a hundredth of a degree.
const slopes = 4096

func newGradients(f model.Features, in model.Shape) *gradients {
	g := &gradients{in: in, rows: f.Rows, columns: f.Columns, bins: f.Orientations, cells: make([]float32, f.Rows*f.Columns*f.Orientations)}
	for i := range slopes + 1 {
		u := 2*float64(i)/slopes - 1 // dx / (|dx| + dy) for dy >= 0, which falls as the angle grows
		g.bin = append(g.bin, float32(math.Atan2(1-math.Abs(u), u)/math.Pi*float64(g.bins)-0.5))
	}
	for c := range f.Columns {
		for range cut(in.Width, f.Columns, c+1) - cut(in.Width, f.Columns, c) {
			g.cellOfColumn = append(g.cellOfColumn, c)
		}
	}
	return g
}

func (g *gradients) Extract(dst, picture []float32) {
	g.count(picture)
	blocks := (g.rows - 1) * (g.columns - 1)
	for r := range g.rows - 1 {
		for c := range g.columns - 1 {
			g.block(dst[r*(g.columns-1)+c:], blocks, r, c)
		}
	}
}

// count fills the cells. A border pixel's neighbour is itself.
func (g *gradients) count(picture []float32) {
	clear(g.cells)
	w, h := g.in.Width, g.in.Height
	for r := range g.rows {
		for y := cut(h, g.rows, r); y < cut(h, g.rows, r+1); y++ {
			above, below := picture[max(y-1, 0)*w:][:w], picture[min(y+1, h-1)*w:][:w]
			line, cells := picture[y*w:][:w], g.cells[r*g.columns*g.bins:]
			for x := range w {
				dx, dy := line[min(x+1, w-1)]-line[max(x-1, 0)], below[x]-above[x]
				if dx == 0 && dy == 0 {
					continue
				}
				g.vote(cells[g.cellOfColumn[x]*g.bins:][:g.bins], dx, dy)
			}
		}
	}
}

// vote shares a gradient between the two bins whose middles are next to its orientation.
func (g *gradients) vote(cell []float32, dx, dy float32) {
	size := float32(math.Sqrt(float64(dx*dx + dy*dy)))
	if size-size != 0 {
		cell[0] = float32(math.NaN()) // what is no picture has no features
		return
	}
	if dy < 0 {
		dx, dy = -dx, -dy
	}
	at := g.bin[int((dx/(max(dx, -dx)+dy)+1)*(slopes/2)+0.5)]
	low := int(at+1) - 1
	share := at - float32(low)
	below, above := low, low+1
	if below < 0 {
		below += g.bins
	}
	if above == g.bins {
		above = 0
	}
	cell[below] += (1 - share) * size
	cell[above] += share * size
}

// block writes one block's 4·bins values, each a plane apart.
func (g *gradients) block(dst []float32, plane, r, c int) {
	of := func(i int) *float32 { return &dst[i*plane] }
	i := 0
	for _, cell := range [4][2]int{{r, c}, {r, c + 1}, {r + 1, c}, {r + 1, c + 1}} {
		for _, v := range g.cells[(cell[0]*g.columns+cell[1])*g.bins:][:g.bins] {
			*of(i) = v
			i++
		}
	}
	pixels := float64(g.in.Height*g.in.Width) / float64(g.rows*g.columns)
	normalise := func(floor, most float64) {
		sum := floor * floor
		for i := range 4 * g.bins {
			sum += float64(*of(i)) * float64(*of(i))
		}
		scale := float32(1 / math.Sqrt(sum))
		for i := range 4 * g.bins {
			*of(i) = min(*of(i)*scale, float32(most))
		}
	}
	normalise(blur*pixels, hysteresis)
	normalise(1e-3, 1)
}
