package comparison

import (
	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"
)

// polygon is a filled glyph, its corners in units of the glyph's radius.
type polygon [][2]vg.Length

// The shapes beside those that gonum has.
var (
	diamond  = polygon{{0, 1.3}, {1.3, 0}, {0, -1.3}, {-1.3, 0}}
	downward = polygon{{-1.1, 0.9}, {1.1, 0.9}, {0, -1.2}}
)

// DrawGlyph is of canvas.GlyphDrawer.
func (p polygon) DrawGlyph(c *canvas.Canvas, s canvas.GlyphStyle, at vg.Point) {
	c.SetColor(s.Color)
	var path vg.Path
	for i, corner := range p {
		to := vg.Point{X: at.X + corner[0]*s.Radius, Y: at.Y + corner[1]*s.Radius}
		if i == 0 {
			path.Move(to)
		} else {
			path.Line(to)
		}
	}
	path.Close()
	c.Fill(path)
}
