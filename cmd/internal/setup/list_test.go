package setup_test

import (
	"errors"
	"slices"
	"testing"

	"steersim/cmd/internal/setup"
)

func TestListsExpand(t *testing.T) {
	for text, want := range map[string][]string{
		"kart,random:3":      {"kart", "random:3"},
		"random:1..3":        {"random:1", "random:2", "random:3"},
		"random:9..10x2.5,a": {"random:9x2.5", "random:10x2.5", "a"},
		"random:4x3":         {"random:4x3"},
		"a,,b":               nil,
		"random:3..1":        nil,
		"random:1..":         nil,
	} {
		var l setup.List
		if err := l.Set(text); (err != nil) != (want == nil) || err == nil && !slices.Equal(l, want) {
			t.Errorf("%s: %v, %v, want %v", text, l, err, want)
		}
	}
}

func TestRandomRoadsAreNamed(t *testing.T) {
	for _, name := range []string{"random:3", "random:3x2.5"} {
		road, err := setup.Road(name)
		if err != nil || road.Name != name {
			t.Errorf("%s: %v, %v", name, road, err)
		}
	}
	for _, name := range []string{"random:", "random:x3", "random:3x", "random:3x0", "random:3x99", "random:-1x2", "random:3xNaN"} {
		if _, err := setup.Road(name); !errors.Is(err, setup.ErrName) {
			t.Errorf("%s: %v, want %v", name, err, setup.ErrName)
		}
		if err := setup.CheckRoads([]string{name}); !errors.Is(err, setup.ErrName) {
			t.Errorf("%s is not refused before it is made: %v", name, err)
		}
	}
	if _, err := setup.Scene("random:3x2"); !errors.Is(err, setup.ErrName) {
		t.Errorf("a scene has no scale: %v", err)
	}
}
