package rounds

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"steersim/sim/eval"
)

var errStop = errors.New("stopped by the test")

// acted is a crew that notes what it is asked for. Round n is judged with the n-th count of interventions in a kilometre.
type acted struct {
	calls  []string
	judged []int
	stopAt string // the call that fails
}

func (a *acted) call(format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	a.calls = append(a.calls, text)
	if text == a.stopAt {
		return errStop
	}
	return nil
}

func (a *acted) Drive(_ context.Context, n int) (eval.Report, error) {
	return eval.Report{DistanceM: 2000, Interventions: n}, a.call("%d drives for %d", n-1, n)
}

func (a *acted) Learn(_ context.Context, n int) (Learnt, error) {
	return Learnt{Minutes: 10 + 2*float64(n), Pictures: 100 * n}, a.call("%d learns from %d", n, n-1)
}

func (a *acted) Judge(_ context.Context, n int) (eval.Report, error) {
	err := a.call("judge %d", n)
	return eval.Report{Interventions: a.judged[n], InterventionsPerKm: float64(a.judged[n]), AutonomyPct: 90, LateralMAEM: 0.1}, err
}

// ticking is a clock that goes on by a second with every look.
func ticking() eval.Clock {
	now := time.Unix(0, 0)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func TestRunLetsTheLastDrive(t *testing.T) {
	for name, tc := range map[string]struct {
		most   int
		judged []int
		want   string
	}{
		"each round is better":                      {2, []int{5, 3, 2}, "0 learns from -1, judge 0, 0 drives for 1, 1 learns from 0, judge 1, 1 drives for 2, 2 learns from 1, judge 2"},
		"a round that is worse is gone on from too": {2, []int{5, 7, 2}, "0 learns from -1, judge 0, 0 drives for 1, 1 learns from 0, judge 1, 1 drives for 2, 2 learns from 1, judge 2"},
		"without interventions it is done":          {2, []int{5, 0}, "0 learns from -1, judge 0, 0 drives for 1, 1 learns from 0, judge 1"},
		"no round after the first":                  {0, []int{5}, "0 learns from -1, judge 0"},
	} {
		t.Run(name, func(t *testing.T) {
			crew := &acted{judged: tc.judged}
			kept := 0
			all, err := Run(t.Context(), Config{Most: tc.most, Clock: ticking(), Kept: func(r []Round) error { kept++; return nil }}, crew)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(crew.calls, ", "); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
			if len(all) != len(tc.judged) || kept != len(all) {
				t.Errorf("%d rounds, %d kept, want %d", len(all), kept, len(tc.judged))
			}
			if n := len(all) - 1; n > 0 {
				want := Round{Round: n, MinutesOfDriving: 10 + 2*float64(n), Pictures: 100 * n, KmDrivenToLearn: 2, InterventionsWhileLearning: n,
					Interventions: tc.judged[n], InterventionsPerKm: float64(tc.judged[n]), AutonomyPct: 90, LateralMAEM: 0.1, Seconds: 1}
				if all[n] != want {
					t.Errorf("got  %+v\nwant %+v", all[n], want)
				}
			}
		})
	}
}

// Oracle: the rounds that were never broken off.
func TestRunGoesOnAtTheFirstRoundThatIsNotWhole(t *testing.T) {
	judged := []int{9, 7, 8, 4}
	clock := func() time.Time { return time.Time{} }
	config := Config{Most: 3, Clock: clock, Kept: func([]Round) error { return nil }}
	crew := &acted{judged: judged}
	want, err := Run(t.Context(), config, crew)
	if err != nil {
		t.Fatal(err)
	}
	for _, stop := range crew.calls {
		var kept []Round
		c := config
		c.Kept = func(r []Round) error { kept = slices.Clone(r); return nil }
		whole, err := Run(t.Context(), c, &acted{judged: judged, stopAt: stop})
		if !errors.Is(err, errStop) || !reflect.DeepEqual(whole, kept) {
			t.Fatalf("%s: %v, with %d rounds of which %d were kept", stop, err, len(whole), len(kept))
		}
		c.Whole = kept
		got, err := Run(t.Context(), c, &acted{judged: judged})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("stopped when %q: %v, %+v, want %+v", stop, err, got, want)
		}
	}
	if len(crew.calls) != 11 {
		t.Errorf("stopped at %d places, want 11", len(crew.calls))
	}
}

func TestBest(t *testing.T) {
	a := Round{Interventions: 2, InterventionsPerKm: 0.998, LateralMAEM: 0.2} // whoever is put back more ahead drives a little less
	b := Round{Interventions: 2, InterventionsPerKm: 1.002, LateralMAEM: 0.1}
	c := Round{Interventions: 1, InterventionsPerKm: 0.5, LateralMAEM: 0.3}
	for name, tc := range map[string]struct {
		all  []Round
		want int
	}{
		"none":                           {nil, -1},
		"the fewest interventions":       {[]Round{a, c, b}, 1},
		"of two, the nearer to the lane": {[]Round{a, b}, 1},
		"of two alike, the first":        {[]Round{b, b}, 0},
	} {
		if got := Best(tc.all); got != tc.want {
			t.Errorf("%s: round %d, want %d", name, got, tc.want)
		}
	}
}

func FuzzTable(f *testing.F) {
	var b strings.Builder
	if err := Write(&b, []Round{{Round: 0, Interventions: 3, InterventionsPerKm: 1. / 3, Seconds: 1.25}, {Round: 1, Pictures: 7, LateralMAEM: 0.1}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(strings.Replace(b.String(), "\n1,", "\n2,", 1))
	f.Add(strings.Replace(b.String(), "0.1", "NaN", 1))
	f.Add("round\n0\n")
	f.Fuzz(func(t *testing.T, text string) {
		first, err := Read(strings.NewReader(text))
		if err != nil {
			if !errors.Is(err, ErrTable) {
				t.Errorf("got %v, want %v", err, ErrTable)
			}
			return // refused input is fine
		}
		var again strings.Builder
		for i := range first {
			first[i].Seconds = 0.5 // the rest is kept exactly
		}
		if err := Write(&again, first); err != nil {
			t.Fatal(err)
		}
		second, err := Read(strings.NewReader(again.String()))
		if err != nil || !reflect.DeepEqual(first, second) {
			t.Errorf("%v: got %+v, want %+v", err, second, first)
		}
	})
}
