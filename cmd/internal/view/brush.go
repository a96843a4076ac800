package view

import (
	"image"
	"image/color"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// The colours: few, and strong only for what is happening.
var (
	panel   = color.RGBA{18, 22, 27, 255}
	card    = color.RGBA{9, 11, 14, 196}  // premultiplied: a dark glass
	solid   = color.RGBA{11, 13, 17, 225} // a glass to read on
	bright  = color.RGBA{244, 246, 248, 255}
	muted   = color.RGBA{152, 162, 172, 255}
	faint   = color.RGBA{66, 74, 82, 255}
	command = color.RGBA{255, 184, 64, 255} // what the driver asks for
	car     = color.RGBA{92, 200, 255, 255}
	alarm   = color.RGBA{226, 68, 60, 255}
	seen    = color.RGBA{34, 62, 48, 255} // a range that is all right
)

// point is a place in the picture, in pixels.
type point struct{ x, y float64 }

// brush fills shapes with smooth edges.
type brush struct {
	raster vector.Rasterizer
	ink    image.Uniform
}

// fill paints the inside of closed outlines; of two that run in opposite directions the one cuts a hole.
func (b *brush) fill(dst *image.RGBA, c color.RGBA, outlines ...[]point) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, outline := range outlines {
		for _, p := range outline {
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	whole := dst.Rect
	low = point{max(low.x, float64(whole.Min.X)), max(low.y, float64(whole.Min.Y))}
	high = point{min(high.x, float64(whole.Max.X)), min(high.y, float64(whole.Max.Y))}
	if !(low.x < high.x && low.y < high.y) {
		return
	}
	area := image.Rect(int(low.x), int(low.y), int(math.Ceil(high.x)), int(math.Ceil(high.y))).Intersect(whole)
	b.raster.Reset(area.Dx(), area.Dy())
	for _, outline := range outlines {
		for i, p := range outline {
			x, y := float32(p.x-float64(area.Min.X)), float32(p.y-float64(area.Min.Y))
			if i == 0 {
				b.raster.MoveTo(x, y)
			} else {
				b.raster.LineTo(x, y)
			}
		}
		b.raster.ClosePath()
	}
	b.ink.C = c
	b.raster.Draw(dst, area, &b.ink, image.Point{})
}

// piece bounds the points of one outline of a stroke: a line that crosses itself must not cut a hole.
const piece = 64

// stroke draws a line of the given width through the points.
func (b *brush) stroke(dst *image.RGBA, c color.RGBA, width float64, line []point) {
	for from := 0; from+1 < len(line); from += piece {
		to := min(from+piece+2, len(line)) // overlapping by a segment: no seam
		b.fill(dst, c, band(line[from:to], width))
	}
}

// band is the outline of a line of the given width: its points moved to both sides, with mitres that end where a
// corner is sharp.
func band(line []point, width float64) []point {
	n := len(line)
	outline := make([]point, 2*n)
	for i, p := range line {
		before := normal(line[max(i-1, 0)], line[max(i, 1)])
		after := normal(line[min(i, n-2)], line[min(i+1, n-1)])
		middle := normalised(point{before.x + after.x, before.y + after.y})
		const sharpest = 0.5 // cosine of half the turn
		reach := width / 2 / max(middle.x*before.x+middle.y*before.y, sharpest)
		outline[i] = point{p.x + middle.x*reach, p.y + middle.y*reach}
		outline[2*n-1-i] = point{p.x - middle.x*reach, p.y - middle.y*reach}
	}
	return outline
}

// normal is the unit vector across the way from a to b.
func normal(a, b point) point { return normalised(point{a.y - b.y, b.x - a.x}) }

func normalised(p point) point {
	length := max(math.Hypot(p.x, p.y), 1e-9)
	return point{p.x / length, p.y / length}
}

// disc is a circle's outline.
func disc(x, y, radius float64) []point {
	const corners = 64
	outline := make([]point, corners)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		outline[i] = point{x + radius*cos, y + radius*sin}
	}
	return outline
}

// hole is a disc's outline the other way round.
func hole(x, y, radius float64) []point {
	outline := disc(x, y, radius)
	slices.Reverse(outline)
	return outline
}

// box is a rectangle's outline with rounded corners.
func box(x, y, w, h, radius float64) []point {
	const steps = 8
	var outline []point
	for corner, centre := range []point{{x + w - radius, y + h - radius}, {x + radius, y + h - radius}, {x + radius, y + radius}, {x + w - radius, y + radius}} {
		for i := range steps + 1 {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(corner) + float64(i)/steps))
			outline = append(outline, point{centre.x + radius*cos, centre.y + radius*sin})
		}
	}
	return outline
}

// boxOf is the outline of an area.
func boxOf(area image.Rectangle, radius float64) []point {
	return box(float64(area.Min.X), float64(area.Min.Y), float64(area.Dx()), float64(area.Dy()), radius)
}
