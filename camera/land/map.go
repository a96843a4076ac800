package land

import (
	"errors"
	"fmt"
	"math"

	"steersim/sim/track"
)

// Measures of the grid.
const (
	CellM    = 0.5
	Cells    = 32            // along a tile's side
	Nodes    = Cells + 1     // the last row and column repeat the neighbours' first
	TileM    = CellM * Cells // 16 m
	surveyM  = 40            // land this far from the centre line has a tile, with or without road coordinates
	stepM    = 0.5           // between the samples of the centre line
	maxTiles = 1 << 24       // of the bounding box: 65 km square
)

// ErrSize marks a road that covers too much of the world.
var ErrSize = errors.New("land")

// Node is the road coordinates of a corner of the grid.
type Node struct {
	D float32 // metres to the left of the centre line
	S float32 // arc length along the centre line, metres
}

// Tile is 16 m square. Its nodes run east, then north.
type Tile [Nodes * Nodes]Node

// Map is the survey. Its grid's origin is the south-west corner.
type Map struct {
	OriginXM, OriginYM float64
	Columns, Rows      int     // of tiles
	Place              []int32 // (Rows, Columns): number of the surveyed place, or -1 for land far from the road
	Coordinates        []int32 // by place: number of the tile with the road coordinates there, or -1
	Tiles              []Tile
	Places             int
	Bridges            []Bridge
	Widths             []Width // one a metre of arc length, and the first again
	LengthM            float64

	road    *track.Road
	samples []sample
	reachM  float64 // road coordinates are known this far from the centre line
}

// sample is a point of the centre line.
type sample struct{ x, y, s, cos, sin, k float64 }

// New surveys a road.
func New(road *track.Road) (*Map, error) {
	m := &Map{road: road, LengthM: road.LengthM()}
	m.measureWidths()
	n := max(int(math.Ceil(m.LengthM/stepM)), 8)
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range n {
		p := road.Centre(float64(i) * m.LengthM / float64(n))
		sin, cos := math.Sincos(p.HeadingRad)
		m.samples = append(m.samples, sample{p.XM, p.YM, p.SM, cos, sin, p.CurvaturePerM})
		minX, minY, maxX, maxY = min(minX, p.XM), min(minY, p.YM), max(maxX, p.XM), max(maxY, p.YM)
	}
	m.OriginXM = math.Floor((minX-surveyM)/TileM) * TileM
	m.OriginYM = math.Floor((minY-surveyM)/TileM) * TileM
	m.Columns = int((maxX+surveyM-m.OriginXM)/TileM) + 1
	m.Rows = int((maxY+surveyM-m.OriginYM)/TileM) + 1
	if m.Columns > maxTiles/m.Rows {
		return nil, fmt.Errorf("%w: road %q covers %.0f by %.0f km, want at most 65 by 65", ErrSize, road.Name, (maxX-minX)/1000, (maxY-minY)/1000)
	}
	m.survey()
	m.spanBridges()
	return m, nil
}

// Road is what was surveyed.
func (m *Map) Road() *track.Road { return m.road }

// ReachM is how far from the centre line road coordinates are known.
func (m *Map) ReachM() float64 { return m.reachM }

// survey makes a place for every tile near the road, and road coordinates for those that are nearer still.
func (m *Map) survey() {
	m.Place = make([]int32, m.Columns*m.Rows)
	for i := range m.Place {
		m.Place[i] = -1
	}
	runs := map[int][]run{}
	var order []int
	for i, p := range m.samples {
		m.eachTile(p, surveyM, func(at int) {
			if m.Place[at] < 0 {
				m.Place[at] = int32(m.Places)
				m.Places++
			}
		})
		m.eachTile(p, m.reachM, func(at int) {
			r := runs[at]
			if len(r) == 0 {
				order = append(order, at)
			}
			if len(r) > 0 && r[len(r)-1].last == i-1 {
				r[len(r)-1].last = i
			} else {
				r = append(r, run{i, i})
			}
			runs[at] = r
		})
	}
	m.Coordinates = make([]int32, m.Places)
	for i := range m.Coordinates {
		m.Coordinates[i] = -1
	}
	m.Tiles = make([]Tile, len(order))
	for i, at := range order {
		m.Coordinates[m.Place[at]] = int32(i)
		m.measure(&m.Tiles[i], at, func(x, y float64) Node { return m.nearest(runs[at], x, y) })
	}
}

// eachTile visits the tiles that have a point within a distance of a sample.
func (m *Map) eachTile(p sample, within float64, visit func(at int)) {
	x, y := p.x-m.OriginXM, p.y-m.OriginYM
	for j := max(int((y-within)/TileM), 0); j <= min(int((y+within)/TileM), m.Rows-1); j++ {
		for i := max(int((x-within)/TileM), 0); i <= min(int((x+within)/TileM), m.Columns-1); i++ {
			dx := x - max(float64(i)*TileM, min(x, float64(i+1)*TileM))
			dy := y - max(float64(j)*TileM, min(y, float64(j+1)*TileM))
			if dx*dx+dy*dy <= within*within {
				visit(j*m.Columns + i)
			}
		}
	}
}

// measure fills a tile.
func (m *Map) measure(t *Tile, at int, of func(x, y float64) Node) {
	x0, y0 := m.OriginXM+float64(at%m.Columns)*TileM, m.OriginYM+float64(at/m.Columns)*TileM
	for j := range Nodes {
		for i := range Nodes {
			t[j*Nodes+i] = of(x0+float64(i)*CellM, y0+float64(j)*CellM)
		}
	}
}
