package track

import (
	"math"
	"testing"
)

// beside is where a car stands that is offset to the left of the lane's centre at s.
func (r *Road) beside(s, offset float64) (x, y, heading float64) {
	p := r.LaneCentre(s)
	sin, cos := math.Sincos(p.HeadingRad)
	return p.XM - offset*sin, p.YM + offset*cos, p.HeadingRad
}

// along is the way from a to b along the road, the short way round.
func (r *Road) along(a, b float64) float64 {
	d := math.Mod(b-a, r.LengthM())
	if d > r.LengthM()/2 {
		d -= r.LengthM()
	} else if d < -r.LengthM()/2 {
		d += r.LengthM()
	}
	return d
}

func TestLeftOfTheLaneIsPositive(t *testing.T) {
	// A circle of 30 m to the left, driven on its right: the lane's centre is at 31.75 m. In the head: a car at 31 m is
	// 0.75 m to the left, one at 32 m is 0.25 m to the right.
	road := circle(t, 30, 1)
	p := road.Locate(1, 31*math.Cos(0.1), 31*math.Sin(0.1), math.Pi/2+0.1+0.02)
	near(t, "left", p.OffsetM, 0.75, 1e-6)
	near(t, "arc length", p.SM, 3, 1e-6)
	near(t, "heading to the left", p.HeadingErrorRad, 0.02, 1e-9)
	near(t, "curvature", p.CurvaturePerM, 1/31.75, 1e-9)
	p = road.Locate(1, 32*math.Cos(0.1), 32*math.Sin(0.1), math.Pi/2+0.1-0.02)
	near(t, "right", p.OffsetM, -0.25, 1e-6)
	near(t, "heading to the right", p.HeadingErrorRad, -0.02, 1e-9)
}

// The oracle is the construction: a car is put at a known arc length and offset, and found again from a hint that is off.
func TestLocateFindsWhatWasPut(t *testing.T) {
	checked := 0
	for name, road := range manyRoads(t) {
		for s := 0.0; s < road.LengthM(); s += 2.9 {
			for _, offset := range []float64{-1.5, 0, 1.5} {
				for _, off := range []float64{-5, -1, 0, 2, 5} {
					if math.Abs(road.Centre(s).CurvaturePerM) > 0.12 && math.Abs(off) > 2 {
						continue // five metres are half a hairpin
					}
					x, y, heading := road.beside(s, offset)
					p := road.Locate(s+off, x, y, heading+0.1)
					if math.Abs(p.OffsetM-offset) > 1e-4 || math.Abs(road.along(s, p.SM)) > 1e-3 || math.Abs(p.HeadingErrorRad-0.1) > 1e-3 {
						t.Fatalf("%s at %.1f m, %.1f m to the left, hint off by %.0f m: %+v", name, s, offset, off, p)
					}
					checked++
				}
			}
		}
	}
	if checked < 50_000 {
		t.Fatalf("%d places were checked", checked)
	}
}

// A car that weaves over the whole of Suzuka goes on by about what it drove, at the bridge as well.
func TestLocateFollowsSuzukaWithoutJumping(t *testing.T) {
	road, ok := circuits(t)["Suzuka"]
	if !ok {
		t.Fatal("no Suzuka")
	}
	const stepM = 0.9 // a control period at 18 m/s
	hint, laps := 0.0, 0.0
	for s := 0.0; s < 2*road.LengthM(); s += stepM {
		x, y, heading := road.beside(s, 1.4*math.Sin(s/17))
		p := road.Locate(hint, x, y, heading)
		if went := road.along(hint, p.SM); s > 0 && math.Abs(went-stepM) > 0.01 {
			t.Fatalf("at %.1f m it went on by %.3f m, want %.1f", s, went, stepM)
		}
		if p.SM < hint {
			laps++
		}
		hint = p.SM
	}
	if laps != 1 {
		t.Errorf("passed the start %v times, want once", laps)
	}
}

// The oracle is the construction again; at a crossing both branches are as near, and the heading decides.
func TestNearestFindsTheBranchOfTheHeading(t *testing.T) {
	for name, road := range manyRoads(t) {
		places := []float64{0, road.LengthM() / 3, road.LengthM() - 0.01}
		for _, c := range road.Crossings() {
			places = append(places, c.FirstM, c.SecondM, c.FirstM+3, c.SecondM-3)
		}
		for _, s := range places {
			p := road.Centre(s)
			for _, turned := range []float64{-0.5, 0, 0.5} {
				if got := road.Nearest(p.XM, p.YM, p.HeadingRad+turned); math.Abs(road.along(s, got)) > 0.01 {
					t.Errorf("%s at %.2f m, turned by %.1f: got %.2f", name, s, turned, got)
				}
			}
		}
	}
}

func TestLocateAllocatesNothing(t *testing.T) {
	road := circle(t, 30, 1)
	if n := testing.AllocsPerRun(100, func() {
		road.Locate(10, 31, 5, 1)
		road.LaneCentre(20)
		road.Tarmac(30)
		road.Nearest(31, 5, 1)
	}); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func BenchmarkLocate(b *testing.B) {
	road, err := Generate(1)
	if err != nil {
		b.Fatal(err)
	}
	x, y, heading := road.beside(100, 0.3)
	b.ReportAllocs()
	for b.Loop() {
		road.Locate(99.2, x, y, heading)
	}
}
