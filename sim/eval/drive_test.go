package eval_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
	"steersim/sim/track"
)

var errBoom = errors.New("boom")

func aRoad(t testing.TB, name string) (*track.Road, *loop.Cruise) {
	t.Helper()
	r, err := track.ReadFile("../../assets/roads/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	c, err := loop.NewCruise(r, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	return r, c
}

func rig(r *track.Road, c *loop.Cruise, gain float64, sinks ...loop.Sink) func() (eval.Rig, error) {
	return func() (eval.Rig, error) {
		w, err := sim.New(sim.DefaultConfig())
		if err != nil {
			return eval.Rig{}, err
		}
		return eval.Rig{Loop: loop.Config{World: w, Road: r, Cruise: c, Driver: &follower{w: w, r: r, gain: gain}, Sinks: sinks}}, nil
	}
}

func TestDriveEndsWhereItShould(t *testing.T) {
	r, c := aRoad(t, "oval")
	standing := rig(r, nil, 1) // nobody touches the accelerator
	for name, tc := range map[string]struct {
		drive     eval.Drive
		laps      int
		completed bool
		elapsed   [2]float64
	}{
		"after a lap":               {eval.Drive{Laps: 1, Rig: rig(r, c, 1)}, 1, true, [2]float64{0.98 * c.LapS(), 1.02 * c.LapS()}},
		"after its seconds":         {eval.Drive{Seconds: 12.5, Rig: rig(r, c, 1)}, 0, true, [2]float64{12.5, 12.5}},
		"after seconds before laps": {eval.Drive{Laps: 5, Seconds: 3, Rig: rig(r, c, 1)}, 0, true, [2]float64{3, 3}},
		"when the car is stuck":     {eval.Drive{Laps: 1, Rig: standing}, 0, false, [2]float64{r.LengthM() + 50, r.LengthM() + 70}},
	} {
		t.Run(name, func(t *testing.T) {
			tc.drive.Road, tc.drive.Scene, tc.drive.Driver, tc.drive.Seed = "oval", "clear", "follower", 4
			var told []eval.Progress
			got, err := tc.drive.Run(t.Context(), seconds(), func(p eval.Progress) { told = append(told, p) })
			if err != nil {
				t.Fatal(err)
			}
			if got.Laps != tc.laps || got.Completed != tc.completed || got.ElapsedS < tc.elapsed[0]-1e-9 || got.ElapsedS > tc.elapsed[1]+1e-9 {
				t.Errorf("got %d laps, completed %v, %v s, want %d, %v, %v", got.Laps, got.Completed, got.ElapsedS, tc.laps, tc.completed, tc.elapsed)
			}
			if got.Road != "oval" || got.Scene != "clear" || got.Driver != "follower" || got.Seed != 4 || got.WallS != 1 {
				t.Errorf("names and wall time: %+v", got)
			}
			for i, p := range told {
				if last := i == len(told)-1; (p.Done == 1) != last || i > 0 && p.Done < told[i-1].Done {
					t.Errorf("told %v, want a rise that ends at 1", told)
				}
			}
			if len(told) == 0 {
				t.Error("told nothing")
			}
		})
	}
}

// The companion stands for the expert: the same road, driven apart; an eager driver beside it is the less smooth.
func TestDriveHasACompanion(t *testing.T) {
	r, c := aRoad(t, "eight")
	d := eval.Drive{Laps: 1, Rig: rig(r, c, 3), Companion: rig(r, c, 1)}
	got, err := d.Run(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := eval.Drive{Laps: 1, Rig: rig(r, c, 1)}.Run(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.ExpertWhitenessDegS != alone.WhitenessDegS || alone.WhitenessDegS == 0 {
		t.Errorf("the companion's whiteness is %v, want %v as on its own", got.ExpertWhitenessDegS, alone.WhitenessDegS)
	}
	if got.WhitenessDegS <= alone.WhitenessDegS || alone.ExpertWhitenessDegS != 0 {
		t.Errorf("whiteness %v of the eager driver, %v of the calm, %v of no companion", got.WhitenessDegS, alone.WhitenessDegS, alone.ExpertWhitenessDegS)
	}
}

func TestDriveClosesWhatItOpened(t *testing.T) {
	r, c := aRoad(t, "oval")
	closed := 0
	d := eval.Drive{Seconds: 1, Rig: func() (eval.Rig, error) {
		g, err := rig(r, c, 1)()
		g.Close = func() error { closed++; return errBoom }
		return g, err
	}}
	if _, err := d.Run(t.Context(), nil, nil); !errors.Is(err, errBoom) || closed != 1 {
		t.Errorf("closed %d times with %v, want once and %v", closed, err, errBoom)
	}
}

func TestDriveRefusesNonsense(t *testing.T) {
	r, c := aRoad(t, "oval")
	for name, tc := range map[string]struct {
		drive eval.Drive
		want  error
	}{
		"no end":        {eval.Drive{Rig: rig(r, c, 1)}, eval.ErrDrive},
		"negative laps": {eval.Drive{Laps: -1, Seconds: 5, Rig: rig(r, c, 1)}, eval.ErrDrive},
		"no rig":        {eval.Drive{Laps: 1, Rig: func() (eval.Rig, error) { return eval.Rig{}, errBoom }}, errBoom},
		"no world":      {eval.Drive{Laps: 1, Rig: func() (eval.Rig, error) { return eval.Rig{}, nil }}, loop.ErrConfig},
		"bad companion": {eval.Drive{Seconds: 1, Rig: rig(r, c, 1), Companion: func() (eval.Rig, error) { return eval.Rig{}, errBoom }}, errBoom},
	} {
		if _, err := tc.drive.Run(t.Context(), nil, nil); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
}

// Side by side is one by one: reports and traces, byte for byte.
func TestMatrixIsTheSameWithAnyWorkers(t *testing.T) {
	build := func() ([]eval.Drive, []*strings.Builder) {
		var drives []eval.Drive
		var traces []*strings.Builder
		for _, name := range []string{"oval", "eight", "village"} {
			r, c := aRoad(t, name)
			for _, gain := range []float64{0.02, 1} {
				out := &strings.Builder{}
				trace, err := eval.NewTrace(out)
				if err != nil {
					t.Fatal(err)
				}
				one := rig(r, c, gain, trace)
				drives = append(drives, eval.Drive{Road: name, Seconds: 60, Companion: rig(r, c, 1), Rig: func() (eval.Rig, error) {
					g, err := one()
					g.Close = trace.Flush
					return g, err
				}})
				traces = append(traces, out)
			}
		}
		return drives, traces
	}
	var first []eval.Report
	var rows []string
	for _, workers := range []int{1, 2, 5} {
		drives, traces := build()
		told := map[int]bool{}
		got, err := eval.Matrix(t.Context(), drives, workers, nil, func(p eval.Progress) { told[p.Drive] = told[p.Drive] || p.Done == 1 })
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(drives) || len(told) != len(drives) {
			t.Fatalf("%d workers: %d reports, told of %d drives, want %d", workers, len(got), len(told), len(drives))
		}
		if workers == 1 {
			first = got
			for _, b := range traces {
				rows = append(rows, b.String())
			}
			if n := eval.Total(got).Interventions; n == 0 {
				t.Error("no intervention in any drive: nothing hard was compared")
			}
			continue
		}
		for i := range got {
			if got[i] != first[i] {
				t.Errorf("%d workers, drive %d: got %+v, want %+v", workers, i, got[i], first[i])
			}
			if traces[i].String() != rows[i] || strings.Count(rows[i], "\n") != 1201 {
				t.Errorf("%d workers, drive %d: the trace differs, or has not 1201 lines", workers, i)
			}
		}
	}
}

func TestMatrixBeginsWithTheLongest(t *testing.T) {
	r, c := aRoad(t, "oval")
	var drives []eval.Drive
	for _, s := range []float64{1, 3, 2, 3, 0} {
		drives = append(drives, eval.Drive{Road: fmt.Sprint(len(drives)), Seconds: 1 + s, ExpectS: s, Rig: rig(r, c, 1)})
	}
	var order []int
	got, err := eval.Matrix(t.Context(), drives, 1, nil, func(p eval.Progress) {
		if p.Done == 1 {
			order = append(order, p.Drive)
		}
	})
	if want := []int{1, 3, 2, 0, 4}; err != nil || !slices.Equal(order, want) {
		t.Errorf("driven in the order %v, %v, want %v", order, err, want)
	}
	for i, r := range got {
		if r.Road != fmt.Sprint(i) {
			t.Errorf("report %d is of drive %s, want the order of the list", i, r.Road)
		}
	}
}

func TestMatrixEndsAtTheFirstFailure(t *testing.T) {
	r, c := aRoad(t, "oval")
	good := eval.Drive{Road: "good", Seconds: 1, Rig: rig(r, c, 1)}
	bad := eval.Drive{Road: "bad", Seconds: 1, Rig: func() (eval.Rig, error) { return eval.Rig{}, errBoom }}
	got, err := eval.Matrix(t.Context(), []eval.Drive{good, bad, good, good}, 1, nil, nil)
	if !errors.Is(err, errBoom) || !strings.Contains(err.Error(), "bad") {
		t.Errorf("got %v, want %v of the drive called bad", err, errBoom)
	}
	if driven := eval.Driven(got); len(got) != 4 || got[0].Road != "good" || got[3].ElapsedS != 0 || len(driven) == 0 || len(driven) > 2 {
		t.Errorf("got %d reports, %d of them driven, want 4, each at its drive's place, and at least the first driven", len(got), len(driven))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := eval.Matrix(ctx, []eval.Drive{good, good}, 2, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v, want %v", err, context.Canceled)
	}
	if _, err := eval.Matrix(t.Context(), []eval.Drive{good}, 0, nil, nil); !errors.Is(err, eval.ErrDrive) {
		t.Errorf("no workers: got %v, want %v", err, eval.ErrDrive)
	}
}
