package camera

import (
	"image"
	"math"
	"math/rand/v2"
)

// speck is dirt or a drop on the lens: a soft disc that takes light away and scatters some. Places are shares of the picture's width
// from its middle.
type speck struct {
	right, down, radius float64
	dark                float64 // share of the light that it takes
	veil                float64 // share of the scene's mean light that it adds
}

func drawSpecks(rng *rand.Rand) []speck {
	specks := make([]speck, 1+rng.IntN(10))
	for i := range specks {
		specks[i] = speck{
			right: within(rng, -0.5, 0.5), down: within(rng, -0.25, 0.25), radius: math.Exp(within(rng, math.Log(0.01), math.Log(0.12))),
			dark: 0.75 * rng.Float64(), veil: 0.4 * rng.Float64() * rng.Float64(),
		}
	}
	return specks
}

// lens is what a dirty lens does to every pixel: how much light is left, of 256, and what is added. nil: it is clean.
type lens struct {
	left []uint16
	veil []lanes
}

func newLens(size image.Point, specks []speck, haze rgb) *lens {
	if len(specks) == 0 {
		return nil
	}
	l := &lens{left: make([]uint16, size.X*size.Y), veil: make([]lanes, size.X*size.Y)}
	for y := range size.Y {
		for x := range size.X {
			left, veil := 1.0, 0.0
			for _, s := range specks {
				right := (float64(x)+0.5)/float64(size.X) - 0.5 - s.right
				down := (float64(y)+0.5-float64(size.Y)/2)/float64(size.X) - s.down
				inside := smoothStep(1.5 - math.Hypot(right, down)/s.radius)
				left *= 1 - s.dark*inside
				veil += s.veil * inside
			}
			add := haze.scaled(min(veil, 0.6))
			room := 1 - max(add[0], add[1], add[2])*laneUnit/laneMost // for the brightest light behind it
			l.left[y*size.X+x] = uint16(max(0, min(left, room)) * 256)
			l.veil[y*size.X+x] = add.packed(laneUnit)
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
