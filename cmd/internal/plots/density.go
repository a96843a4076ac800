package plots

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"
)

// How finely a density is drawn: squares along an axis, and shades from few to many.
const (
	squares = 81 // odd: one has zero in its middle
	shades  = 64
)

// Density draws how often which pairs of values occur, as a PNG as wide as half a page; on the line both are the same. The axes
// reach as far as all but one in a thousand of the values do; what is beyond is counted at the edge.
func Density(title, xLabel, yLabel string, x, y []float64) ([]byte, error) {
	if len(x) == 0 || len(x) != len(y) {
		return nil, fmt.Errorf("%s: %d values against %d: want as many, and some", title, len(x), len(y))
	}
	g := newDensity(x, y)
	p := New(title, xLabel, yLabel)
	same, err := plotter.NewLine(plotter.XYs{{X: -g.reach, Y: -g.reach}, {X: g.reach, Y: g.reach}})
	if err != nil {
		return nil, err
	}
	same.Color, same.Width, same.Dashes = Orange, vg.Points(1), []vg.Length{vg.Points(5), vg.Points(4)}
	heat := plotter.NewHeatMap(g, shading{})
	heat.Min, heat.Max, heat.Rasterized = 0, max(g.most(), 1), true
	p.Add(heat, same)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -g.reach, g.reach, -g.reach, g.reach

	key := New("", "", "")
	scale := plotter.NewHeatMap(ladder(heat.Max), shading{})
	scale.Min, scale.Max, scale.Rasterized = 0, heat.Max, true
	key.Add(scale)
	key.HideX()
	key.X.Min, key.X.Max, key.Y.Min, key.Y.Max, key.Y.Padding = 0, 1, 0, heat.Max, 0
	key.Y.Label.Text = "control ticks"
	key.Y.Tick.Marker = plot.TickerFunc(powersOfTen)

	width, height := halfWidth, halfHeight
	dc, picture := Sheet(width, height)
	p.Draw(canvas.Crop(dc, 0, -0.85*vg.Inch, 0, 0))
	key.Draw(canvas.Crop(dc, width-0.8*vg.Inch, -vg.Points(8), 0.22*height, -0.2*height))
	var b bytes.Buffer
	_, err = picture.WriteTo(&b)
	return b.Bytes(), err
}

// density counts pairs in squares. It is a plotter.GridXYZ whose values are log10(1 + count).
type density struct {
	reach  float64
	counts [squares][squares]float64 // by row, that is y, and column
}

func newDensity(x, y []float64) *density {
	var sizes []float64
	for i := range x {
		sizes = append(sizes, math.Abs(x[i]), math.Abs(y[i]))
	}
	slices.Sort(sizes)
	const within = 0.999
	g := &density{reach: max(1.05*sizes[int(within*float64(len(sizes)-1))], 1e-6)}
	for i := range x {
		g.counts[g.square(y[i])][g.square(x[i])]++
	}
	return g
}

func (g *density) square(v float64) int {
	return max(0, min(int((v+g.reach)/(2*g.reach)*squares), squares-1))
}

func (g *density) at(i int) float64 { return ((float64(i)+0.5)/squares*2 - 1) * g.reach }

// Dims, X, Y and Z are of plotter.GridXYZ.
func (g *density) Dims() (c, r int)   { return squares, squares }
func (g *density) X(c int) float64    { return g.at(c) }
func (g *density) Y(r int) float64    { return g.at(r) }
func (g *density) Z(c, r int) float64 { return math.Log10(1 + g.counts[r][c]) }

func (g *density) most() float64 {
	most := 0.0
	for r := range squares {
		for c := range squares {
			most = max(most, g.Z(c, r))
		}
	}
	return most
}

// ladder is a column of all the shades, up to a value.
type ladder float64

// Dims, X, Y and Z are of plotter.GridXYZ.
func (l ladder) Dims() (c, r int)   { return 2, shades }
func (l ladder) X(c int) float64    { return float64(c) }
func (l ladder) Y(r int) float64    { return float64(l) * float64(r) / (shades - 1) }
func (l ladder) Z(_, r int) float64 { return l.Y(r) }

// powersOfTen marks 0, 1, 10, 100 and so on where log10(1 + count) is the axis.
func powersOfTen(_, most float64) []plot.Tick {
	ticks := []plot.Tick{{Value: 0, Label: "0"}}
	for n := 1.0; math.Log10(1+n) <= most; n *= 10 {
		ticks = append(ticks, plot.Tick{Value: math.Log10(1 + n), Label: fmt.Sprintf("%.0f", n)})
	}
	return ticks
}

// shading goes from the paper's white over blue to a dark one.
type shading struct{}

// Colors is of palette.Palette.
func (shading) Colors() []color.Color {
	stops := [...][3]float64{{255, 255, 255}, {189, 215, 231}, {74, 144, 194}, {16, 42, 84}}
	var all []color.Color
	for i := range shades {
		at := float64(i) / (shades - 1) * float64(len(stops)-1)
		from := min(int(at), len(stops)-2)
		var mix [3]uint8
		for k := range mix {
			mix[k] = uint8(stops[from][k] + (at-float64(from))*(stops[from+1][k]-stops[from][k]))
		}
		all = append(all, color.RGBA{mix[0], mix[1], mix[2], 255})
	}
	return all
}
