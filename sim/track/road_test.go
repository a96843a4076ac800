package track

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// near fails unless got is within tolerance of want.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %v, want %v within %g", what, got, want, tolerance)
	}
}

// must makes a road of a table or fails.
func must(t testing.TB, line table) *Road {
	t.Helper()
	road, err := newRoad(line, defaultMarkings, nil)
	if err != nil {
		t.Fatal(err)
	}
	return road
}

// circle is a road around the origin from (radius, 0); turn is 1 to the left, -1 to the right.
func circle(t testing.TB, radius, turn float64) *Road {
	t.Helper()
	k := turn / radius
	return must(t, integrate(radius, 0, turn*math.Pi/2, []bend{{2 * math.Pi * radius, k, k}}, 5, 5))
}

// circuits are the roads of ../shared/tracks; the test is skipped where there are none.
func circuits(t testing.TB) map[string]*Road {
	t.Helper()
	paths, _ := filepath.Glob("../../../shared/tracks/*.csv")
	if len(paths) == 0 {
		t.Skip("../shared/tracks is not here")
	}
	roads := map[string]*Road{}
	for _, path := range paths {
		road, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		roads[road.Name] = road
	}
	return roads
}

// manyRoads are roads of every source that is here.
func manyRoads(t testing.TB) map[string]*Road {
	t.Helper()
	roads := map[string]*Road{"circle": circle(t, 30, 1), "circle to the right": circle(t, 8, -1)}
	if _, err := os.Stat("../../../shared/tracks"); err == nil {
		for name, road := range circuits(t) {
			roads[name] = road
		}
	}
	for seed := range uint64(20) {
		road, err := Generate(seed)
		if err != nil {
			t.Fatal(err)
		}
		roads[road.Name] = road
	}
	return roads
}

// The oracle is the circle's closed form: place, heading and curvature at every arc length.
func TestCircleIsACircle(t *testing.T) {
	for name, tc := range map[string]struct{ radius, turn float64 }{
		"to the left":    {30, 1},
		"to the right":   {30, -1},
		"tight":          {6, -1},
		"wide":           {2000, 1},
		"not in samples": {17.123, 1},
	} {
		t.Run(name, func(t *testing.T) {
			road := circle(t, tc.radius, tc.turn)
			near(t, "length", road.LengthM(), 2*math.Pi*tc.radius, 1e-9)
			laneRadius := tc.radius - tc.turn*road.Lane.CentreM
			for i := range 1000 {
				s := float64(i) * 0.0371 * tc.radius
				angle := tc.turn * s / tc.radius
				p, lane := road.Centre(s), road.LaneCentre(s)
				near(t, "x", p.XM, tc.radius*math.Cos(angle), 1e-5)
				near(t, "y", p.YM, tc.radius*math.Sin(angle), 1e-5)
				near(t, "heading", wrapAngle(p.HeadingRad-angle-tc.turn*math.Pi/2), 0, 1e-9)
				near(t, "curvature", p.CurvaturePerM, tc.turn/tc.radius, 1e-12)
				near(t, "arc length", p.SM, math.Mod(s, road.LengthM()), 1e-9)
				near(t, "lane's radius", math.Hypot(lane.XM, lane.YM), laneRadius, 1e-5)
				near(t, "lane's curvature", lane.CurvaturePerM, tc.turn/laneRadius, 1e-12)
			}
		})
	}
}

// The oracle is calculus: place, heading and curvature are each other's derivatives, by central differences.
func TestHeadingAndCurvatureAreTheDerivatives(t *testing.T) {
	const h, kink = 0.01, 5e-3 // where a clothoid begins within a sample, its curvature is smeared over the sample
	checked := 0
	for name, road := range manyRoads(t) {
		for s := 0.0; s < road.LengthM(); s += 1.3 {
			a, p, b := road.LaneCentre(s-h), road.LaneCentre(s), road.LaneCentre(s+h)
			heading := math.Atan2(b.YM-a.YM, b.XM-a.XM)
			if d := wrapAngle(heading - p.HeadingRad); math.Abs(d) > 2e-4 {
				t.Fatalf("%s at %.2f m: the line goes %v rad off its heading", name, s, d)
			}
			along := math.Hypot(b.XM-a.XM, b.YM-a.YM)
			if k := wrapAngle(b.HeadingRad-a.HeadingRad) / along; math.Abs(k-p.CurvaturePerM) > 0.01*math.Abs(k)+kink {
				t.Fatalf("%s at %.2f m: the heading turns by %v a metre, curvature is %v", name, s, k, p.CurvaturePerM)
			}
			checked++
		}
	}
	if checked < 10_000 {
		t.Fatalf("%d places were checked", checked)
	}
}

func TestWhatIsNoPlaceIsTheStart(t *testing.T) {
	road := circle(t, 30, 1)
	for _, s := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, -1e-18, road.LengthM()} {
		p := road.Centre(s)
		if !(p.SM >= 0 && p.SM < road.LengthM()) || math.IsNaN(p.XM) {
			t.Errorf("at %v: %+v", s, p)
		}
		road.Tarmac(s)
		road.Locate(s, math.NaN(), math.Inf(1), math.NaN())
		road.Nearest(math.NaN(), s, s)
	}
}

func TestWrapAngle(t *testing.T) {
	for in, want := range map[float64]float64{
		0: 0, math.Pi: math.Pi, -math.Pi: math.Pi, 4: 4 - 2*math.Pi, -4: 2*math.Pi - 4, 7: 7 - 2*math.Pi, 3 * math.Pi: math.Pi,
	} {
		near(t, "wrapped", wrapAngle(in), want, 1e-12)
	}
}
