package expert_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

// samples is a sink that keeps them.
type samples []loop.Sample

func (k *samples) Note(s loop.Sample) error { *k = append(*k, s); return nil }

// lazy is a driver that turns as the lane did three seconds ago: it leaves every lane.
type lazy struct{ k []float64 }

func (l *lazy) Drive(context.Context, loop.Observation) (sim.Command, error) {
	return sim.Command{CurvaturePerM: l.k[max(0, len(l.k)-60)]}, nil
}

// Note makes it see the lane late.
func (l *lazy) Note(s loop.Sample) error { l.k = append(l.k, s.Lane.CurvaturePerM); return nil }

// Oracle: a fresh expert in a world whose car is put at the noted pose, which looks for its own place on the road.
func TestTutorAnswersAsTheExpertWould(t *testing.T) {
	checked, put := 0, 0
	for _, road := range generated(t, 3) {
		world := newWorld(t)
		cruise, err := loop.NewCruise(road, loop.DefaultCruise())
		if err != nil {
			t.Fatal(err)
		}
		var answers, driven samples
		tutor, err := expert.NewTutor(world, road, &answers)
		if err != nil {
			t.Fatal(err)
		}
		driver := &lazy{k: []float64{0}}
		l, err := loop.New(loop.Config{World: world, Road: road, Driver: driver, Cruise: cruise, Sinks: []loop.Sink{tutor, &driven, driver}})
		if err != nil {
			t.Fatal(err)
		}
		for range 600 {
			if _, err := l.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		put += l.Interventions()
		for i, s := range answers {
			d := driven[i]
			fresh := newWorld(t)
			if err := fresh.Place(s.Truth.XM, s.Truth.YM, s.Truth.HeadingRad, s.Truth.SpeedMPS, 0); err != nil {
				t.Fatal(err)
			}
			e, err := expert.New(fresh, road, expert.Law{})
			if err != nil {
				t.Fatal(err)
			}
			want, err := e.Drive(t.Context(), loop.Observation{})
			if err != nil {
				t.Fatal(err)
			}
			// A place is found to some 1e-9 m, over which a command changes by less than 1e-8 1/m.
			if got := s.Command.CurvaturePerM; math.Abs(got-want.CurvaturePerM) > 1e-8 {
				t.Fatalf("%s, tick %d, %.2f m off the lane's centre: answer %v, want %v", road.Name, s.Obs.Tick, s.Lane.OffsetM, got, want.CurvaturePerM)
			}
			s.Command.CurvaturePerM = d.Command.CurvaturePerM
			if s != d {
				t.Fatalf("tick %d: the tutor changed more than the curvature: %+v, want %+v", s.Obs.Tick, s, d)
			}
			checked++
		}
	}
	if checked != 1800 || put < 3 {
		t.Errorf("%d answers and %d interventions, want 1800 and some", checked, put)
	}
}

func TestTutorRefuses(t *testing.T) {
	road := generated(t, 1)[0]
	if _, err := expert.NewTutor(newWorld(t), road, nil); !errors.Is(err, expert.ErrConfig) {
		t.Errorf("no sink: got %v, want %v", err, expert.ErrConfig)
	}
	if _, err := expert.NewTutor(nil, road, &samples{}); !errors.Is(err, expert.ErrConfig) {
		t.Errorf("no world: got %v, want %v", err, expert.ErrConfig)
	}
}
