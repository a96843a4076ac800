package trainer

import (
	"math"
	"testing"

	"steersim/recorder"
)

// Oracle: by hand. A quarter of forty records are corrections.
func TestFewCorrectionsAreLifted(t *testing.T) {
	for name, tc := range map[string]struct {
		fair        Fair
		corrections int // of the forty
		want        float64
	}{
		"to a half":                    {Fair{0.5, 10}, 10, 3}, // 3*10 beside 30
		"no such rule":                 {Fair{0, 10}, 10, 1},
		"they have their share anyway": {Fair{0.2, 10}, 10, 1},
		"no more than twice":           {Fair{0.5, 2}, 10, 2},
		"there are none":               {Fair{0.5, 10}, 0, 1},
		"there is nothing else":        {Fair{0.5, 10}, 40, 1},
	} {
		t.Run(name, func(t *testing.T) {
			instants := make([]instant, 41)
			sides := make([]side, len(instants))
			for i := range tc.corrections {
				instants[i].corrects = true
			}
			instants[40].corrects, sides[40] = true, validation // does not count
			var factors [bins]float64
			factors[bin(0)] = 0.7
			if got := tc.fair.lift(instants, sides, factors); got[0] != 1 || math.Abs(got[1]-tc.want) > 1e-12 {
				t.Errorf("factors %v, want 1 and %v", got, tc.want)
			}
		})
	}
}

// driven is a log whose drives had a certain driver.
type driven struct {
	recorder.Dataset
	driver string
}

func (d driven) Drives() []recorder.Drive {
	drives := d.Dataset.Drives()
	for i := range drives {
		drives[i].Driver = d.driver
	}
	return drives
}

// Oracle: the share that was asked for, and for other drivers the plan without the rule.
func TestEpochShowsCorrectionsTheirShare(t *testing.T) {
	const least = 0.75
	share := func(driver string, fair Fair) float64 {
		c := tinyConfig()
		c.Fair, c.EpochSamples = fair, 4000
		p, err := newPlan(c, []Log{wavy(1), {Path: "second", Dataset: driven{wavy(2).Dataset, driver}}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		second := 0.0
		for _, i := range p.epoch(1) {
			second += float64(p.sample(p.train[i]).log)
		}
		return second / 4000
	}
	for _, driver := range []string{recorder.Correction, recorder.Answered} {
		if got := share(driver, Fair{least, 10}); math.Abs(got-least) > 0.005 {
			t.Errorf("%s: %.3f of an epoch, want %.3f", driver, got, least)
		}
	}
	if got, want := share("person", Fair{least, 10}), share("person", Fair{}); got != want {
		t.Errorf("a person's log: %.3f of an epoch, want %.3f as without the rule", got, want)
	}
}
