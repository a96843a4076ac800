package camera

import (
	"image"
	"math"

	"steersim/camera/scene"
)

// lens is what a dirty lens does to every pixel: how much light is left, of 256, and what is added. nil: it is clean.
type lens struct {
	left []uint16
	veil []lanes
}

func newLens(size image.Point, specks []scene.Speck, haze scene.RGB) *lens {
	if len(specks) == 0 {
		return nil
	}
	l := &lens{left: make([]uint16, size.X*size.Y), veil: make([]lanes, size.X*size.Y)}
	for y := range size.Y {
		for x := range size.X {
			left, veil := 1.0, 0.0
			for _, s := range specks {
				right := (float64(x)+0.5)/float64(size.X) - 0.5 - s.Right
				down := (float64(y)+0.5-float64(size.Y)/2)/float64(size.X) - s.Down
				inside := smoothStep(1.5 - math.Hypot(right, down)/s.Radius)
				left *= 1 - s.Dark*inside
				veil += s.Veil * inside
			}
			add := haze.Scaled(min(veil, 0.6))
			room := 1 - max(add[0], add[1], add[2])*laneUnit/laneMost // for the brightest light behind it
			l.left[y*size.X+x] = uint16(max(0, min(left, room)) * 256)
			l.veil[y*size.X+x] = packed(add, laneUnit)
		}
	}
	return l
}

// look is what is left of a row of the picture behind the lens.
func (l *lens) look(row []lanes, at int) {
	left, veil := l.left[at:at+len(row)], l.veil[at:at+len(row)]
	for i, c := range row {
		if m := left[i]; m != 256 || veil[i] != 0 {
			row[i] = dimmed(c, uint64(m)) + veil[i]
		}
	}
}
