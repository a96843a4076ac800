package track

import (
	"math"
	"slices"
)

// Lane is the driven lane, seen from the road's centre line.
type Lane struct {
	WidthM  float64
	CentreM float64 // of the lane's centre, to the left of the centre line; -1.75 for a 3.5 m lane on the right
}

// Point is a place on a line with its direction.
type Point struct {
	SM            float64 // arc length of the CENTRE LINE from the start
	XM, YM        float64
	HeadingRad    float64
	CurvaturePerM float64 // of the line that the point lies on
}

// Position is where a car is on its lane.
type Position struct {
	SM              float64 // arc length along the centre line, in [0, LengthM)
	OffsetM         float64 // to the left of the lane's centre
	HeadingErrorRad float64 // of the body against the lane's direction, in (-pi, pi]
	CurvaturePerM   float64 // of the lane's centre there
}

// Markings says what is painted on the road and what lies beside it.
type Markings struct {
	Centre, Edge Line
	Verge        Surface // between the tarmac and the land
	Setting      Setting // what stands beside the road
}

// Line is a kind of paint.
type Line int

// Kinds of paint.
const (
	NoLine Line = iota
	Solid
	Dashed
)

// Surface is what the verge is made of.
type Surface int

// Kinds of verge.
const (
	Gravel Surface = iota
	Grass
	Kerb
	Pavement
)

// Setting is the character of the land beside the road.
type Setting int

// Settings.
const (
	Country Setting = iota
	Forest
	Motorway
	Mountain
	City
	Circuit
)

// defaultLane is the lane of every road file and of the generator: 3.5 m wide, to the right of the centre line,
// which is its left border.
var defaultLane = Lane{WidthM: 3.5, CentreM: -1.75}

// Road is a closed road. It is safe for concurrent use: nothing in it changes after construction.
type Road struct {
	Name     string
	Lane     Lane
	Markings Markings
	Seed     uint64 // of what stands beside the road

	table     table
	crossings []Crossing
}

// LengthM is the length of the centre line.
func (r *Road) LengthM() float64 { return r.table.lengthM }

// Centre is the point of the centre line at arc length s, which wraps around.
func (r *Road) Centre(s float64) Point {
	f := r.table.at(s)
	return Point{SM: f.s, XM: f.x, YM: f.y, HeadingRad: wrapAngle(f.heading), CurvaturePerM: f.k}
}

// LaneCentre is the point of the driven lane's centre abreast of arc length s of the centre line;
// its curvature is the lane's own.
func (r *Road) LaneCentre(s float64) Point {
	f := r.table.at(s)
	d := r.Lane.CentreM
	sin, cos := math.Sincos(f.heading)
	return Point{
		SM:            f.s,
		XM:            f.x - float64(d*sin),
		YM:            f.y + float64(d*cos),
		HeadingRad:    wrapAngle(f.heading),
		CurvaturePerM: abreast(f.k, d),
	}
}

// Tarmac is how far the tarmac reaches to the right and to the left of the centre line at s.
func (r *Road) Tarmac(s float64) (rightM, leftM float64) { return r.table.widths(s) }

// Crossing is a place where the centre line meets itself at two arc lengths.
type Crossing struct{ FirstM, SecondM float64 }

// Crossings lists where the road crosses itself.
func (r *Road) Crossings() []Crossing { return slices.Clone(r.crossings) }

// abreast is the curvature of the line that runs d to the left of one with curvature k.
func abreast(k, d float64) float64 { return k / (1 - float64(k*d)) }
