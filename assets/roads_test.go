package assets

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// What every named road promises: lengths, room for a car, and, of all, one that crosses itself.
func TestNamedRoads(t *testing.T) {
	names := Roads()
	if len(names) < 8 || !slices.IsSorted(names) {
		t.Fatalf("got %v, want at least eight in order", names)
	}
	settings := map[string]bool{}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			road, err := Road(name)
			if err != nil {
				t.Fatal(err)
			}
			if road.Name != name {
				t.Errorf("it is named %q", road.Name)
			}
			if road.LengthM() < 1500 || road.LengthM() > 6000 {
				t.Errorf("it is %.0f m long, want 1500 to 6000", road.LengthM())
			}
			want := 0
			if name == "eight" {
				want = 1
			}
			if got := len(road.Crossings()); got != want {
				t.Errorf("it crosses itself %d times, want %d", got, want)
			}
			for s := 0.0; s < road.LengthM(); s += 0.5 {
				if k := math.Abs(road.LaneCentre(s).CurvaturePerM); k > 1/4.5 {
					t.Fatalf("at %.1f m the lane's radius is %.2f m, want at least 4.5", s, 1/k)
				}
			}
			settings[road.Markings.Setting.String()] = true
		})
	}
	if len(settings) < 6 {
		t.Errorf("the roads lie in %d settings, want all six", len(settings))
	}
}

func TestUnknownRoad(t *testing.T) {
	for _, name := range []string{"", "nowhere", "../SOURCES.md", "eight.csv"} {
		if _, err := Road(name); err == nil || !strings.Contains(err.Error(), "country") {
			t.Errorf("%q: got %v, want the names that there are", name, err)
		}
	}
}
