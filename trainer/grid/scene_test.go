package grid

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func scores() []SceneScore {
	return []SceneScore{
		{Cell: Cell{Learner: Traditional}, Scene: "clear", DistanceM: 1000, Interventions: 1, InterventionsPerKm: 1, AutonomyPct: 90, LateralMAEM: 0.1},
		{Cell: Cell{Learner: Traditional}, Scene: "night, rain", DistanceM: 3000, Interventions: 5, InterventionsPerKm: 5. / 3, AutonomyPct: 70, LateralMAEM: 0.3},
		{Cell: Cell{Learner: "a", Minutes: 1, Roads: 6, Seed: 2}, Scene: "clear", DistanceM: 1e-3},
	}
}

func TestScenesAreReadAsTheyWereWritten(t *testing.T) {
	var b bytes.Buffer
	if err := WriteScenes(&b, scores()); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	got, err := ReadScenes(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, scores()) {
		t.Errorf("got  %+v\nwant %+v", got, scores())
	}
	for name, damaged := range map[string]string{
		"a table of rows": strings.Replace(text, "driver", "learner", 1),
		"a word":          strings.Replace(text, "1000", "far", 1),
		"a row twice":     text + text[strings.LastIndex(text[:len(text)-1], "\n")+1:],
	} {
		if _, err := ReadScenes(strings.NewReader(damaged)); !errors.Is(err, ErrTable) {
			t.Errorf("%s: got %v, want %v", name, err, ErrTable)
		}
	}
}

// Oracle: by hand; 6 interventions in 4 km, and a quarter of the way with 90 %.
func TestScenesTogether(t *testing.T) {
	want := SceneScore{DistanceM: 4000, Interventions: 6, InterventionsPerKm: 1.5, AutonomyPct: 75, LateralMAEM: 0.25}
	if got := Together(scores()[:2]); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := (SceneScore{}); Together(nil) != got {
		t.Errorf("got %+v of none", Together(nil))
	}
}

// Oracle: by hand.
func TestSpreadsMeet(t *testing.T) {
	a := Spread{1, 2, 3}
	for _, tc := range []struct {
		b    Spread
		want bool
	}{{Spread{3, 4, 5}, true}, {Spread{0, 0, 1}, true}, {Spread{2, 2, 2}, true}, {Spread{3.1, 4, 5}, false}, {Spread{0, 0, 0.9}, false}} {
		if a.Meets(tc.b) != tc.want || tc.b.Meets(a) != tc.want {
			t.Errorf("%v and %v: want %v", a, tc.b, tc.want)
		}
	}
	if a.Width() != 2 {
		t.Errorf("%v is %v wide", a, a.Width())
	}
}

func TestTheFullestGroupsHaveTheMostRoads(t *testing.T) {
	kept := Fullest([]Group{{Learner: "a", Minutes: 1, Roads: 2}, {Learner: "a", Minutes: 1, Roads: 6}, {Learner: "a", Minutes: 4, Roads: 3}, {Learner: "b", Minutes: 1, Roads: 1}})
	if len(kept) != 3 || kept[0].Roads != 6 || kept[1].Minutes != 4 || kept[2].Learner != "b" {
		t.Errorf("got %+v", kept)
	}
}
