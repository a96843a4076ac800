package track

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// The oracle is the file itself: every point of it stays within the tolerance of the line, on the ten circuits.
func TestNoPointOfACircuitMovesTooFar(t *testing.T) {
	for name, road := range circuits(t) {
		points := surveyOf(t, "../../../shared/tracks/"+name+".csv")
		worst, hint := 0.0, 0.0
		for i := range points.x {
			hint = road.follow(hint+5, points.x[i], points.y[i])
			p := road.Centre(hint)
			worst = max(worst, math.Hypot(p.XM-points.x[i], p.YM-points.y[i]))
		}
		if worst > toleranceM || worst < toleranceM/10 {
			t.Errorf("%s: a point is %.3f m off the line, want at most %g and some smoothing", name, worst, toleranceM)
		}
	}
}

// The oracles are the operators' lengths where tracks/README.md has them, else the sum of the file's chords.
func TestCircuitsHaveTheirLength(t *testing.T) {
	const share = 0.0025
	want := map[string]float64{
		"Austin": 5514, "BrandsHatch": 3904.5, "Budapest": 4381, "IMS": 4022.3, "Monza": 5793,
		"Norisring": 2295.8, "Oschersleben": 3692.3, "Spielberg": 4318, "Suzuka": 5807, "Zandvoort": 4316.5,
	}
	for name, road := range circuits(t) {
		if want[name] == 0 {
			t.Errorf("%s has no known length", name)
		}
		near(t, name, road.LengthM(), want[name], share*want[name])
	}
}

// The oracle is the circle: points on it, however they lie, give back its radius, within the tolerance and on the whole better.
func TestUnevenAndCoarsePointsMakeASmoothLine(t *testing.T) {
	const radius = 60.0
	for name, angles := range map[string]func(i int) float64{
		"even":       func(i int) float64 { return float64(i) / 24 },
		"uneven":     func(i int) float64 { return (float64(i) + 0.4*math.Sin(float64(i*i))) / 24 },
		"some close": func(i int) float64 { return (float64(i) - 0.98*float64(i%2)) / 24 },
	} {
		t.Run(name, func(t *testing.T) {
			var file strings.Builder
			for i := range 24 {
				sin, cos := math.Sincos(2 * math.Pi * angles(i))
				fmt.Fprintf(&file, "%.9f,%.9f,5,5\n", 1000+radius*cos, -500+radius*sin)
			}
			road, err := Read(strings.NewReader(file.String()), "circle.csv")
			if err != nil {
				t.Fatal(err)
			}
			near(t, "length", road.LengthM(), 2*math.Pi*radius, 1)
			for s := 0.0; s < road.LengthM(); s++ {
				p := road.Centre(s)
				near(t, "radius", math.Hypot(p.XM-1000, p.YM+500), radius, toleranceM)
				near(t, "curvature", p.CurvaturePerM, 1/radius, 0.15/radius)
			}
		})
	}
}

// The oracle is the sum itself, term by term.
func TestTransformIsTheFourierSum(t *testing.T) {
	const n = 16
	p := newPlane(n)
	for i := range n {
		p.x[i], p.y[i] = math.Sin(float64(i*i)), math.Cos(float64(3*i))
	}
	got := plane{append([]float64{}, p.x...), append([]float64{}, p.y...)}
	got.transform(-1)
	for k := range n {
		x, y := 0.0, 0.0
		for i := range n {
			sin, cos := math.Sincos(-2 * math.Pi * float64(k*i) / n)
			x, y = x+cos*p.x[i]-sin*p.y[i], y+sin*p.x[i]+cos*p.y[i]
		}
		near(t, "real part", got.x[k], x, 1e-12)
		near(t, "imaginary part", got.y[k], y, 1e-12)
	}
	got.transform(1)
	for i := range n {
		near(t, "and back", got.x[i]/n, p.x[i], 1e-14)
	}
}

// The oracle is the sine, which a periodic cubic spline follows to the fourth order: with 40 knots better than 1e-5.
func TestSplineFollowsASine(t *testing.T) {
	const n = 40
	x, y, at := make([]float64, n), make([]float64, n), make([]float64, n+1)
	for i := range at {
		at[i] = (float64(i) + 0.2*math.Sin(float64(5*i%n))) / n
	}
	at[0], at[n] = 0, 1
	for i := range n {
		y[i], x[i] = math.Sincos(2 * math.Pi * at[i])
	}
	got := newSpline(x, y, at).uniform(512)
	for i := range 512 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 512)
		near(t, "x", got.x[i], cos, 1e-5)
		near(t, "y", got.y[i], sin, 1e-5)
	}
}

func surveyOf(t *testing.T, path string) survey {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := readSheet(f)
	if err != nil {
		t.Fatal(err)
	}
	return s.survey()
}

func BenchmarkReadSixKilometres(b *testing.B) {
	var file strings.Builder
	for i := range 1200 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 1200)
		r := 955 + 100*math.Sin(2*math.Pi*float64(i)/60)
		fmt.Fprintf(&file, "%.6f,%.6f,5,5\n", r*cos, r*sin)
	}
	for b.Loop() {
		if _, err := Read(strings.NewReader(file.String()), "wavy.csv"); err != nil {
			b.Fatal(err)
		}
	}
}
