package land

import (
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/track"
)

func surveyed(tb testing.TB, name string) *Map {
	tb.Helper()
	road, err := track.ReadFile("../../assets/roads/" + name + ".csv")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := New(road)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// node is the survey's answer at the corner of the grid nearest to a point, and where that corner is.
func (m *Map) node(x, y float64) (n Node, cornerX, cornerY float64, ok bool) {
	i, j := int(math.Round((x-m.OriginXM)/CellM)), int(math.Round((y-m.OriginYM)/CellM))
	place := m.Place[j/Cells*m.Columns+i/Cells]
	if place < 0 || m.Coordinates[place] < 0 {
		return n, 0, 0, false
	}
	return m.Tiles[m.Coordinates[place]][j%Cells*Nodes+i%Cells], m.OriginXM + float64(i)*CellM, m.OriginYM + float64(j)*CellM, true
}

// TestCoordinatesAgreeWithTheRoad compares the grid with the road's own search along the lane.
func TestCoordinatesAgreeWithTheRoad(t *testing.T) {
	const tolerance = 0.005 // metres
	for _, name := range []string{"country", "kart", "pass", "motorway"} {
		m := surveyed(t, name)
		rng := sim.Rand(1, sim.StreamObjects)
		checked := 0
		for range 3000 {
			s, d := rng.Float64()*m.LengthM, 12*rng.Float64()-6
			c := m.road.Centre(s)
			if 1-c.CurvaturePerM*d < 0.4 { // near the middle of a bend's circle
				continue
			}
			sin, cos := math.Sincos(c.HeadingRad)
			n, x, y, ok := m.node(c.XM-d*sin, c.YM+d*cos)
			if !ok {
				t.Fatalf("%s: nothing is known at s %.1f, d %.1f", name, s, d)
			}
			at := m.road.Locate(s, x, y, 0)
			wantD := at.OffsetM + m.road.Lane.CentreM
			if math.Abs(float64(n.D)) < math.Abs(wantD)-0.01 {
				continue // another part of the road is nearer
			}
			way := math.Abs(float64(n.S) - at.SM)
			way = min(way, m.LengthM-way)
			if math.Abs(float64(n.D)-wantD) > tolerance || way > tolerance*2 {
				t.Fatalf("%s at (%.2f, %.2f): got d %.4f, s %.4f; want %.4f, %.4f", name, x, y, n.D, n.S, wantD, at.SM)
			}
			checked++
		}
		if checked < 2000 {
			t.Errorf("%s: checked %d points", name, checked)
		}
	}
}

// TestThingsStandOffTheRoad looks at every metre of the road, whichever branch is on top, for things on its tarmac.
func TestThingsStandOffTheRoad(t *testing.T) {
	for _, name := range []string{"country", "coast", "eight", "forest", "kart", "motorway", "oval", "pass", "ring", "village"} {
		m := surveyed(t, name)
		things := m.Furnish()
		cells := map[cell][]track.Point{}
		for s := 0.0; s < m.LengthM; s++ {
			p := m.road.Centre(s)
			at := cell{int(math.Floor(p.XM / 16)), int(math.Floor(p.YM / 16))}
			cells[at] = append(cells[at], p)
		}
		checked := 0
		check := func(thing *Thing, x, y float64) {
			home := cell{int(math.Floor(x / 16)), int(math.Floor(y / 16))}
			for i := -1; i <= 1; i++ {
				for j := -1; j <= 1; j++ {
					for _, p := range cells[cell{home.x + i, home.y + j}] {
						sin, cos := math.Sincos(p.HeadingRad)
						ahead, left := (x-p.XM)*cos+(y-p.YM)*sin, (y-p.YM)*cos-(x-p.XM)*sin
						right, leftM := m.road.Tarmac(p.SM)
						checked++
						if math.Abs(ahead) < 0.5 && left < leftM && left > -right {
							t.Fatalf("%s: thing of kind %d at (%.1f, %.1f) stands on the tarmac at s %.0f", name, thing.Kind, x, y, p.SM)
						}
					}
				}
			}
		}
		for i := range things {
			thing := &things[i]
			if thing.Kind == Parapet { // stands on the branch below, which is not there while it is seen
				continue
			}
			check(thing, thing.XM, thing.YM)
			if thing.Wall {
				check(thing, thing.X2M, thing.Y2M)
				check(thing, (thing.XM+thing.X2M)/2, (thing.YM+thing.Y2M)/2)
			}
		}
		t.Logf("%s: %d things, %d comparisons", name, len(things), checked)
		if len(things) < 100 || checked < 10_000 {
			t.Errorf("%s: %d things, %d comparisons", name, len(things), checked)
		}
	}
}

func TestSameRoadSameThings(t *testing.T) {
	a, b := surveyed(t, "village").Furnish(), surveyed(t, "village").Furnish()
	if len(a) != len(b) || len(a) == 0 {
		t.Fatalf("%d things and %d", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("thing %d: %+v and %+v", i, a[i], b[i])
		}
	}
}

// TestBridgesShowOneBranch follows each branch across the bridge: on top, it is whole and the other is gone.
func TestBridgesShowOneBranch(t *testing.T) {
	m := surveyed(t, "eight")
	if len(m.Bridges) != 1 {
		t.Fatalf("%d bridges, want 1", len(m.Bridges))
	}
	bridge := m.Bridges[0]
	checked := 0
	for branch, middle := range bridge.SM {
		for _, p := range bridge.Places {
			m.Coordinates[p.Place] = p.Tiles[branch]
		}
		for s := middle - 40; s < middle+40; s += 0.5 {
			c := m.road.Centre(s)
			n, x, y, ok := m.node(c.XM, c.YM)
			if !ok {
				t.Fatalf("branch %d: nothing is known at s %.1f", branch, s)
			}
			at := m.road.Locate(s, x, y, 0)
			if d := at.OffsetM + m.road.Lane.CentreM; math.Abs(float64(n.D)-d) > 0.01 || math.Abs(float64(n.S)-at.SM) > 0.05 {
				t.Fatalf("branch %d at s %.1f: got d %.3f, s %.3f; want %.3f, %.3f", branch, s, n.D, n.S, d, at.SM)
			}
			checked++
		}
	}
	if checked != 2*160 {
		t.Errorf("checked %d points", checked)
	}
}
