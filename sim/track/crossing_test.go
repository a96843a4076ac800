package track

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// The oracle is the plan's own geometry: two straights that meet in the middle at a known place.
func TestEightCrossesOnce(t *testing.T) {
	road, err := Read(strings.NewReader(plan("100,-100,20", "200,-100,20", "200,100,20", "100,100,20",
		"-100,-100,20", "-200,-100,20", "-200,100,20", "-100,100,20")), "eight.csv")
	if err != nil {
		t.Fatal(err)
	}
	crossings := road.Crossings()
	if len(crossings) != 1 {
		t.Fatalf("got %v, want one", crossings)
	}
	for _, s := range []float64{crossings[0].FirstM, crossings[0].SecondM} {
		p := road.Centre(s)
		near(t, "x", p.XM, 0, 1e-6)
		near(t, "y", p.YM, 0, 1e-6)
	}
	if crossings[0].FirstM >= crossings[0].SecondM {
		t.Errorf("%v is not in order", crossings)
	}
	crossings[0].FirstM = -1
	if road.Crossings()[0].FirstM == -1 {
		t.Error("the caller's change reached the road")
	}
}

func TestOnlySuzukaCrossesItself(t *testing.T) {
	for name, road := range circuits(t) {
		want := 0
		if name == "Suzuka" {
			want = 1
		}
		crossings := road.Crossings()
		if len(crossings) != want {
			t.Errorf("%s: got %v, want %d", name, crossings, want)
		}
		for _, c := range crossings {
			a, b := road.Centre(c.FirstM), road.Centre(c.SecondM)
			near(t, "both branches are there", math.Hypot(a.XM-b.XM, a.YM-b.YM), 0, 1e-6)
		}
	}
}

func TestALineThatCrossesItselfAllTheTimeIsRefused(t *testing.T) {
	var file strings.Builder
	file.WriteString("# " + planTitle + "\n")
	for i := range 40 { // a star of 40 rays crosses itself hundreds of times
		sin, cos := math.Sincos(2 * math.Pi * float64(i*19) / 40)
		fmt.Fprintf(&file, "%.3f,%.3f,5\n", 300*cos, 300*sin)
	}
	_, err := Read(strings.NewReader(file.String()), "star.csv")
	if err == nil || !strings.Contains(err.Error(), "crosses itself") {
		t.Errorf("got %v", err)
	}
}
