package teaching

import (
	"fmt"
	"slices"

	"steersim/cmd/internal/setup"
	"steersim/trainer"
)

// HeldOut refuses logs that were driven on one of the roads, or in one of the random scenes, that a network is to prove itself on.
// Named scenes are for anybody to use.
func HeldOut(logs []trainer.Log, roads, scenes []string) error {
	var names []string
	for _, road := range roads {
		names = append(names, setup.RoadName(road))
	}
	for _, l := range logs {
		for _, d := range l.Dataset.Drives() {
			if slices.Contains(names, d.Road) {
				return fmt.Errorf("%w: %s was driven on %s, on which the network is to prove itself: want other roads for one of the two", trainer.ErrData, l.Path, d.Road)
			}
			if setup.RandomScene(d.Scene) && slices.Contains(scenes, d.Scene) {
				return fmt.Errorf("%w: %s was driven in %s, in which the network is to prove itself: want other scenes for one of the two", trainer.ErrData, l.Path, d.Scene)
			}
		}
	}
	return nil
}
