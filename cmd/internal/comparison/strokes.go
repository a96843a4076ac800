package comparison

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	canvas "gonum.org/v1/plot/vg/draw"

	"steersim/cmd/internal/plots"
)

// stroke is how a learner is drawn: each by colour and shape, so that neither alone must be told apart.
type stroke struct {
	name   string
	ink    color.RGBA
	dashes []vg.Length
	glyph  canvas.GlyphDrawer
}

// strokesOf gives each learner its own; a variant, named BASE-something, has the colour of its base, and dashes.
func strokesOf(names []string) []stroke {
	inks := []color.RGBA{plots.Blue, plots.Orange, {0x00, 0x9e, 0x73, 0xff}, {0xcc, 0x79, 0xa7, 0xff}, plots.Ink, {0x56, 0xb4, 0xe9, 0xff}, {0x8c, 0x5a, 0x2b, 0xff}, plots.Grey}
	glyphs := []canvas.GlyphDrawer{canvas.CircleGlyph{}, canvas.BoxGlyph{}, canvas.PyramidGlyph{}, diamond, downward, canvas.RingGlyph{}, canvas.SquareGlyph{}, canvas.TriangleGlyph{}, canvas.CrossGlyph{}, canvas.PlusGlyph{}}
	patterns := [][]vg.Length{{6, 3}, {2, 2}, {8, 3, 2, 3}, {3, 5}}
	strokes := make([]stroke, len(names))
	variants := map[int]int{} // by base
	bases := 0
	for i, name := range names {
		s := stroke{name: name, glyph: glyphs[i%len(glyphs)]}
		base := baseOf(names, i)
		if base < 0 {
			s.ink = inks[bases%len(inks)]
			if round := bases / len(inks); round > 0 {
				s.dashes = patterns[(round-1)%len(patterns)]
			}
			bases++
		}
		strokes[i] = s
	}
	for i := range names {
		if base := baseOf(names, i); base >= 0 {
			strokes[i].ink = strokes[base].ink
			strokes[i].dashes = patterns[variants[base]%len(patterns)]
			variants[base]++
		}
	}
	return strokes
}

// baseOf is the learner that another is a variant of, or -1.
func baseOf(names []string, i int) int {
	base, _, varies := strings.Cut(names[i], "-")
	for j, name := range names {
		if varies && name == base {
			return j
		}
	}
	return -1
}
