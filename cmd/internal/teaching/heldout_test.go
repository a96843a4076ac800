package teaching_test

import (
	"errors"
	"testing"

	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/recorder"
	"steersim/trainer"
)

func TestRoadNamesAreThoseOfLogs(t *testing.T) {
	for name, want := range map[string]string{
		"random:07": "random:7", "random:7x1": "random:7", "random:7x3.0": "random:7x3", "random:7x2.5": "random:7x2.5",
		"kart": "kart", "../roads/loop.csv": "loop",
	} {
		if got := setup.RoadName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if road, err := setup.Road(name); err == nil && road.Name != want {
			t.Errorf("%s is the road %q, want %q", name, road.Name, want)
		}
	}
}

func TestHeldOutRefusesWhatWasLearntFrom(t *testing.T) {
	data := aLog(t, "kart", "random:5", 1)
	logs := []logbook.Log{{Log: trainer.Log{Path: "a.mcap", Dataset: scened{data, "random:5"}}}}
	for name, tc := range map[string]struct {
		roads, scenes []string
		refused       bool
	}{
		"another road and scene":    {[]string{"random:1"}, []string{"random:6"}, false},
		"the road":                  {[]string{"random:1", "kart"}, []string{"random:6"}, true},
		"a file of the road's name": {[]string{"x/kart.csv"}, nil, true},
		"the random scene":          {[]string{"random:1"}, []string{"random:5"}, true},
	} {
		if err := teaching.HeldOut(logbook.Opened(logs), tc.roads, tc.scenes); errors.Is(err, trainer.ErrData) != tc.refused {
			t.Errorf("%s: %v, want it refused: %v", name, err, tc.refused)
		}
	}
	logs[0].Dataset = scened{data, "clear"}
	if err := teaching.HeldOut(logbook.Opened(logs), nil, []string{"clear"}); err != nil {
		t.Errorf("a named scene: %v", err)
	}
}

// scened is a log in a scene.
type scened struct {
	recorder.Dataset
	scene string
}

func (s scened) Drives() []recorder.Drive {
	drives := append([]recorder.Drive(nil), s.Dataset.Drives()...)
	for i := range drives {
		drives[i].Road, drives[i].Scene = "kart", s.scene
	}
	return drives
}
