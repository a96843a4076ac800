package trainer

import (
	"fmt"

	"steersim/model"
)

// Begin is where a training's first weights come from.
type Begin string

// Beginnings.
const (
	Drawn      Begin = ""           // chance
	Dictionary Begin = "dictionary" // what the pictures' patches have in common, learnt without a driver
	Layers     Begin = "layers"     // layer by layer, each to rebuild its inputs, without a driver
)

// Learner is an architecture with how it is to be trained.
type Learner struct {
	Name  string
	Spec  model.Spec
	Begin Begin
	Rate  float64 // Adam's, at the top
	L2    float64 // of the weights' squares, as of ridge regression
}

// pretrained is the variant of PilotNet that is learnt layer by layer first.
const pretrained = "pilotnet-pretrained"

// Learners are all of them. Rates and L2 were chosen on the roads of exams, in random scenes; the deep ones' are PilotNet's.
func Learners() []Learner {
	var all []Learner
	for _, spec := range model.Specs() {
		l := Learner{Name: spec.Name, Spec: spec, Rate: 1e-3}
		switch spec.Features.Kind {
		case model.Pixels:
			l.Rate, l.L2 = 1e-4, 1e-3
		case model.Retina:
			l.Rate = 3e-3
		case model.Gradients:
			l.Rate, l.L2 = 3e-4, 1e-4
		case model.Patches:
			l.Rate, l.L2, l.Begin = 3e-4, 1e-4, Dictionary
		}
		all = append(all, l)
	}
	return append(all, Learner{Name: pretrained, Spec: model.PilotNet(), Begin: Layers, Rate: 1e-3})
}

// LearnerNames are all that LearnerByName knows.
func LearnerNames() (names []string) {
	for _, l := range Learners() {
		names = append(names, l.Name)
	}
	return names
}

// LearnerByName returns one of Learners.
func LearnerByName(name string) (Learner, error) {
	for _, l := range Learners() {
		if l.Name == name {
			return l, nil
		}
	}
	return Learner{}, fmt.Errorf("%w: there is no learner %q, want one of %v", ErrConfig, name, LearnerNames())
}

// By has a learner learn.
func (c Config) By(l Learner) Config {
	c.Spec, c.Begin, c.Rate, c.L2 = l.Spec, l.Begin, l.Rate, l.L2
	return c
}

func (b Begin) check() error {
	if b != Drawn && b != Dictionary && b != Layers {
		return fmt.Errorf("%w: first weights are %q, want %q, %q or %q", ErrConfig, b, Drawn, Dictionary, Layers)
	}
	return nil
}
