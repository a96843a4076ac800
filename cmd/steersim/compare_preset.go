package main

import (
	"flag"
	"fmt"
	"maps"
	"slices"

	"steersim/cmd/internal/comparison"
	"steersim/cmd/internal/setup"
	"steersim/trainer"
	"steersim/trainer/grid"
)

// preset is a whole comparison under a name.
type preset struct {
	axes   grid.Axes
	recipe recipe
}

// presets are the lecture's, which takes a quarter of an hour on two cores, and one for a night, with a factor of 64 from the
// least to the most driving and the variants of the deepest learner.
func presets() map[string]preset {
	named := recipe{
		Views: trainer.Moved, Epochs: 8, DriveEvery: 8,
		JudgeRoads: setup.List{"country", "ring"}, JudgeScenes: setup.List{"clear", "night", "rain", "snow"},
	}
	lecture, full := named, named
	lecture.Samples, full.Samples = 4000, 8000
	lecture.JudgeScenes = setup.List{"clear", "rain"}
	return map[string]preset{
		"lecture": {grid.Axes{Learners: comparison.Ladder(), Minutes: []float64{0.25, 2, 16}, Roads: []int{0}, Seeds: []uint64{1}}, lecture},
		"full": {grid.Axes{
			Learners: append(comparison.Ladder(), "pilotnet-sigmoid", "pilotnet-tanh", "pilotnet-dropout", "pilotnet-pretrained"),
			Minutes:  []float64{0.25, 1, 4, 16}, Roads: []int{0}, Seeds: []uint64{1, 2, 3},
		}, full},
	}
}

// take fills in what was not given.
func (p preset) take(flags *flag.FlagSet, a *grid.Axes, r *recipe) {
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, set := range map[string]func(){
		"learner":     func() { a.Learners = p.axes.Learners },
		"minutes":     func() { a.Minutes = p.axes.Minutes },
		"roads":       func() { a.Roads = p.axes.Roads },
		"seed":        func() { a.Seeds = p.axes.Seeds },
		"views":       func() { r.Views = p.recipe.Views },
		"epochs":      func() { r.Epochs = p.recipe.Epochs },
		"samples":     func() { r.Samples = p.recipe.Samples },
		"drive-every": func() { r.DriveEvery = p.recipe.DriveEvery },
		"judge-road":  func() { r.JudgeRoads = p.recipe.JudgeRoads },
		"judge-scene": func() { r.JudgeScenes = p.recipe.JudgeScenes },
	} {
		if !given[name] {
			set()
		}
	}
}

// presetByName returns one of presets.
func presetByName(name string) (preset, error) {
	p, ok := presets()[name]
	if !ok {
		return p, fmt.Errorf("%w: compare: there is no preset %q, want one of %v", errUsage, name, slices.Sorted(maps.Keys(presets())))
	}
	return p, nil
}
