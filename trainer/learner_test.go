package trainer

import (
	"errors"
	"testing"

	"steersim/model"
)

func TestEveryLearnerCanBeTrained(t *testing.T) {
	for _, name := range LearnerNames() {
		l, err := LearnerByName(name)
		if err != nil {
			t.Fatal(err)
		}
		c := DefaultConfig(1).By(l)
		if err := c.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if l.Name != name || c.Rate <= 0 || !c.Spec.Equal(l.Spec) || c.Begin != l.Begin || c.L2 != l.L2 {
			t.Errorf("%s: got %+v and %+v", name, l, c)
		}
	}
	if _, err := LearnerByName("lstm"); !errors.Is(err, ErrConfig) {
		t.Errorf("got %v, want %v", err, ErrConfig)
	}
	for _, b := range []Begin{Dictionary, Layers} { // first weights that are learnt must be there
		j := Job{Config: DefaultConfig(1), NewFitter: func(model.Weights, int) (Fitter, error) { return nil, nil }}
		j.Config.Begin = b
		if err := j.check(); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v, want %v", b, err, ErrConfig)
		}
	}
	c := DefaultConfig(1)
	c.Begin = "luck"
	if err := c.Check(); !errors.Is(err, ErrConfig) {
		t.Errorf("got %v, want %v", err, ErrConfig)
	}
}
