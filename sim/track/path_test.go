package track

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// The oracle is the clothoid's power series: with the end's angle q = k L / 2,
// x = L (1 - q^2/10 + q^4/216 - q^6/9360), y = L (q/3 - q^3/42 + q^5/1320 - q^7/75600).
func TestClothoidFollowsItsSeries(t *testing.T) {
	const length, k = 30.0, 1 / 25.0
	q := k * length / 2
	line := integrate(0, 0, 0, []bend{{length, 0, k}, {1, k, k}}, 4, 4)
	i := int(math.Round(length / line.step))
	s := line.samples[i]
	if math.Abs(line.step*float64(i)-length) > 1e-9 {
		t.Fatal("no sample lies at the clothoid's end")
	}
	near(t, "x", s.x, length*(1-q*q/10+math.Pow(q, 4)/216-math.Pow(q, 6)/9360), 1e-5)
	near(t, "y", s.y, length*(q/3-math.Pow(q, 3)/42+math.Pow(q, 5)/1320-math.Pow(q, 7)/75600), 1e-5)
	near(t, "heading", s.heading, q, 1e-12)
	near(t, "curvature", s.k, k, 1e-12)
}

// The oracle is the corner: what begins a tangent before it ends a tangent behind it, turned by the corner's angle.
func TestRoundingJoinsTheEdges(t *testing.T) {
	for name, r := range map[string]rounding{
		"right angle":       {math.Pi / 2, 10, 8},
		"hairpin":           {170 * math.Pi / 180, 6, 9},
		"gentle, right":     {-0.1, 600, 20},
		"sharp, right":      {-2.5, 5.75, 10},
		"nearly no arc":     {1, 20, 19.9},
		"short transitions": {1, 20, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			tangent := r.tangentM()
			line := integrate(-tangent, 0, 0, append(r.bends(), bend{lengthM: 1}), 4, 4)
			before := line.samples[len(line.samples)-2] // the last one is the first again
			rest := line.step
			sin, cos := math.Sincos(r.turn)
			near(t, "x", before.x+rest*cos, (tangent+1)*cos, 1e-6)
			near(t, "y", before.y+rest*sin, (tangent+1)*sin, 1e-6)
			near(t, "heading", before.heading, r.turn, 1e-9)
		})
	}
}

// The oracle is the drawing: a square of 200 m with corners of 30 m. Each corner saves what its two tangents are longer than it.
func TestPlanIsItsPolygonRounded(t *testing.T) {
	road, err := Read(strings.NewReader(plan("0,0,30", "200,0,30", "200,200,30", "0,200,30")), "square.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := rounding{math.Pi / 2, 30, transitionM(math.Pi/2, 30, 1)}
	round := math.Pi/2*30 + r.transitionM
	near(t, "length", road.LengthM(), 4*(200-2*r.tangentM()+round), 1e-9)
	start := road.Centre(0)
	near(t, "start's x", start.XM, 0, 1e-9)
	near(t, "start's y", start.YM, 100, 1e-9)
	near(t, "start's heading", start.HeadingRad, -math.Pi/2, 1e-9)
	middle := road.Centre(road.LengthM() / 2)
	near(t, "opposite x", middle.XM, 200, 1e-6)
	near(t, "opposite y", middle.YM, 100, 1e-6)
	tightest := 0.0
	for s := 0.0; s < road.LengthM(); s++ {
		tightest = max(tightest, road.Centre(s).CurvaturePerM)
	}
	near(t, "tightest curvature", tightest, 1.0/30, 1e-12)
	right, left := road.Tarmac(7)
	near(t, "tarmac", right+left, 2*defaultTarmacM, 1e-12)
}

// The radius that the error names fits, and a little more does not.
func TestPlanErrorNamesTheLargestRadius(t *testing.T) {
	at := func(radius string) error {
		_, err := Read(strings.NewReader(plan("0,0,20", "200,0,"+radius, "200,200,20", "0,200,20")), "square.csv")
		return err
	}
	err := at("190")
	if err == nil {
		t.Fatal("a radius of 190 m fits between tangents of 200 m")
	}
	_, rest, ok := strings.Cut(err.Error(), "room for ")
	if !ok {
		t.Fatalf("no radius in %q", err)
	}
	largest, _, _ := strings.Cut(rest, " ")
	if err := at(largest); err != nil {
		t.Errorf("%s does not fit: %v", largest, err)
	}
	more, err := strconv.ParseFloat(largest, 64)
	if err != nil {
		t.Fatal(err)
	}
	if at(fmt.Sprint(more+0.2)) == nil {
		t.Errorf("%v fits as well", more+0.2)
	}
}
