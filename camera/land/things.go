package land

import (
	"math"
	"math/rand/v2"

	"steersim/sim"
	"steersim/sim/track"
)

// Kind is what stands beside a road.
type Kind uint8

// Kinds of things. The first ones turn to whoever looks; walls stand along a line.
const (
	Broadleaf Kind = iota
	Conifer
	Bush
	Rock
	Post
	ChevronLeft
	ChevronRight
	Lamp
	Pole
	Rail
	Parapet
	Tyres
	Board
	Fence
	Facade
	Stand
	Roof
	Gable
	Kinds
)

// Thing is one of them.
type Thing struct {
	Kind    Kind
	Variant uint8   // which of the kind's looks
	XM, YM  float64 // foot; of a wall, its left end as seen from the side that it shows
	BaseM   float32 // height of its lower edge above the ground
	HighM   float32 // from there to its upper edge
	WideM   float32
	// A wall goes to X2M, Y2M. A billboard with a face is seen from where it points, and has a plain back.
	Wall         bool
	X2M, Y2M     float64
	AlongM       float32 // where the wall's pattern is at its left end
	LeanX, LeanY float32 // from the lower edge of a roof's plane to its upper one
	FaceX        float32
	FaceY        float32
	TwoSided     bool
	Shadowless   bool
	// A parapet is there only while its branch of a bridge is on top.
	Bridge int // its number, from 1; 0 is none
	Branch int
}

// Furnish says what stands beside a road: the same for the same road, and never on tarmac.
func (m *Map) Furnish() []Thing {
	f := &furnisher{m: m, rng: sim.Rand(m.road.Seed, sim.StreamObjects), taken: map[cell]bool{}}
	f.parapets()
	f.chevrons()
	switch m.road.Markings.Setting {
	case track.Country:
		f.posts(50, 0.7)
		f.clumps(Broadleaf, 9, 6, 38, 6, 12)
		f.scatter(Bush, 9, 3.5, 30, 0.8, 2.2)
		f.row(Pole, 42, 6.5, 8)
		f.farms(0.25)
	case track.Forest:
		f.posts(50, 0.6)
		f.scatter(Conifer, 11, 4.5, 14, 9, 19)
		f.scatter(Broadleaf, 3, 4.5, 14, 7, 14)
		f.scatter(Conifer, 14, 14, 38, 12, 22)
		f.scatter(Bush, 5, 2.5, 9, 0.7, 1.8)
	case track.Motorway:
		f.rails(0.9, nil)
		f.clumps(Broadleaf, 5, 8, 36, 6, 13)
		f.scatter(Bush, 4, 5, 20, 1, 3)
		f.posts(50, 0.5)
	case track.Mountain:
		f.rails(0.55, f.valley())
		f.posts(25, 0.45)
		f.clumps(Conifer, 5, 5, 36, 5, 15)
		f.scatter(Rock, 4, 2.5, 20, 0.5, 2.6)
		f.scatter(Bush, 2, 3, 16, 0.5, 1.4)
	case track.City:
		f.houses()
		f.row(Lamp, 28, 0.9, 7.5)
		f.row(Broadleaf, 19, 3.1, 7)
	case track.Circuit:
		f.barriers()
		f.clumps(Broadleaf, 4, 16, 38, 7, 13)
		f.clumps(Conifer, 2, 16, 38, 7, 14)
	}
	return f.things
}

type cell struct{ x, y int }

// furnisher puts things down.
type furnisher struct {
	m      *Map
	rng    *rand.Rand
	things []Thing
	taken  map[cell]bool // cells of 2 m with a house
}

func (f *furnisher) between(least, most float64) float64 {
	return least + (most-least)*f.rng.Float64()
}

// beside is the point at a distance outside of the tarmac; side is +1 for the left.
func (f *furnisher) beside(s, side, outsideM float64) (x, y, heading float64) {
	p := f.m.road.Centre(s)
	right, left := f.m.road.Tarmac(s)
	d := left + outsideM
	if side < 0 {
		d = -right - outsideM
	}
	sin, cos := math.Sincos(p.HeadingRad)
	return p.XM - d*sin, p.YM + d*cos, p.HeadingRad
}

// free says whether a point is at least so far off all tarmac, and not in a house.
func (f *furnisher) free(x, y, marginM float64) bool {
	if f.taken[cell{int(math.Floor(x / 2)), int(math.Floor(y / 2))}] {
		return false
	}
	return f.m.OffTarmac(x, y) >= marginM
}

// OffTarmac is how far a point is off the nearest tarmac, whichever branch is on top; negative on it; large far away.
func (m *Map) OffTarmac(x, y float64) float64 {
	const far = 1e3
	x, y = (x-m.OriginXM)/CellM, (y-m.OriginYM)/CellM
	i, j := int(math.Floor(x)), int(math.Floor(y))
	u, v := x-float64(i), y-float64(j)
	if i < 0 || j < 0 || i >= m.Columns*Cells || j >= m.Rows*Cells {
		return far
	}
	place := m.Place[j/Cells*m.Columns+i/Cells]
	if place < 0 || m.Coordinates[place] < 0 {
		return far
	}
	off := m.offTile(m.Coordinates[place], i%Cells, j%Cells, u, v)
	for _, b := range m.Bridges {
		for _, p := range b.Places {
			if p.Place == place {
				off = min(off, m.offTile(p.Tiles[0], i%Cells, j%Cells, u, v), m.offTile(p.Tiles[1], i%Cells, j%Cells, u, v))
			}
		}
	}
	return off
}

func (m *Map) offTile(tile int32, i, j int, u, v float64) float64 {
	off := func(i, j int) float64 {
		n := m.Tiles[tile][j*Nodes+i]
		w := m.Widths[max(0, min(int(n.S), len(m.Widths)-1))]
		return max(float64(-n.D-w.RightM), float64(n.D-w.LeftM))
	}
	a, b, c, d := off(i, j), off(i+1, j), off(i, j+1), off(i+1, j+1)
	if max(a, b, c, d)-min(a, b, c, d) > 2*CellM { // between two parts of the road
		return min(a, b, c, d)
	}
	return (a*(1-u)+b*u)*(1-v) + (c*(1-u)+d*u)*v
}

func (f *furnisher) put(t Thing) { f.things = append(f.things, t) }
