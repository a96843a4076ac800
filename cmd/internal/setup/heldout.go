package setup

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"steersim/sim/track"
	"steersim/trainer"
)

// RoadName is what a road's name will be in a log: that of a generated road without needless digits, that of a file without its
// folder and its ending.
func RoadName(name string) string {
	if seed, scale, ok, err := randomRoad(name); ok && err == nil {
		return track.GeneratedName(seed, scale)
	}
	base := filepath.Base(name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// HeldOut refuses logs that were driven on one of the roads, or in one of the random scenes, that a network is to prove itself on.
// Named scenes are for anybody to use.
func HeldOut(logs []trainer.Log, roads, scenes []string) error {
	var names []string
	for _, road := range roads {
		names = append(names, RoadName(road))
	}
	for _, l := range logs {
		for _, d := range l.Dataset.Drives() {
			if slices.Contains(names, d.Road) {
				return fmt.Errorf("%w: %s was driven on %s, on which the network is to prove itself: want other roads for one of the two", trainer.ErrData, l.Path, d.Road)
			}
			if RandomScene(d.Scene) && slices.Contains(scenes, d.Scene) {
				return fmt.Errorf("%w: %s was driven in %s, in which the network is to prove itself: want other scenes for one of the two", trainer.ErrData, l.Path, d.Scene)
			}
		}
	}
	return nil
}
