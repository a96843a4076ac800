package lane

import (
	"math"
	"testing"
)

// off says how far a lane is from the one that was written down.
func off(t *testing.T, name string, got, want Lane, leftM, turnRad, perM float64) {
	t.Helper()
	if math.Abs(got.LeftM-want.LeftM) > leftM || math.Abs(got.TurnRad-want.TurnRad) > turnRad || math.Abs(got.CurvaturePerM-want.CurvaturePerM) > perM {
		t.Errorf("%s: got %+v, want %+v within %v m, %v rad and %v 1/m", name, got, want, leftM, turnRad, perM)
	}
}

// Oracle: the lane that the points were written down from. One frame, and nothing known before.
func TestUpdateFindsTheLane(t *testing.T) {
	for name, tc := range map[string]struct {
		road                 road
		speed                float64
		leftM, turnRad, perM float64
	}{
		"straight on":                 {road{lane: Lane{}, paint: true, farthest: 40}, 15, 0.01, 0.002, 0.001},
		"beside a straight lane":      {road{lane: Lane{LeftM: -0.6, TurnRad: 0.05}, paint: true, farthest: 40}, 15, 0.02, 0.005, 0.001},
		"bend to the left":            {road{lane: Lane{LeftM: 0.3, TurnRad: -0.03, CurvaturePerM: 0.02}, paint: true, farthest: 35}, 10, 0.03, 0.01, 0.003},
		"clothoid to the right":       {road{lane: Lane{CurvaturePerM: -0.01, CurvatureGrowPerM2: -0.001}, paint: true, farthest: 30}, 8, 0.03, 0.01, 0.004},
		"hairpin":                     {road{lane: Lane{LeftM: 0.2, CurvaturePerM: 0.2}, paint: true, farthest: 12}, 4, 0.05, 0.03, 0.02},
		"as many points beside paint": {road{lane: Lane{LeftM: 0.4, CurvaturePerM: 0.01}, paint: true, clutter: 120, noiseM: 0.03, farthest: 40}, 12, 0.06, 0.015, 0.004},
		// Tracks lie so near to each other that a first guess comes closer only from frame to frame.
		"wheel tracks in snow": {road{lane: Lane{LeftM: 0.3, CurvaturePerM: -0.01}, ruts: true, farthest: 30}, 12, 0.1, 0.04, 0.007},
	} {
		points, _ := tc.road.Find(nil)
		var tracker Tracker
		tracker.Update(points, tc.speed)
		if !tracker.Quality.Known {
			t.Errorf("%s: %d points, and no lane found: %+v", name, len(points), tracker.Quality)
			continue
		}
		off(t, name, tracker.Lane(), tc.road.lane, tc.leftM, tc.turnRad, tc.perM)
	}
}

// Clutter alone is no lane.
func TestUpdateIsSilentAboutClutter(t *testing.T) {
	for draws := range uint64(20) {
		r := road{clutter: 100, draws: draws}
		points, _ := r.Find(nil)
		var tracker Tracker
		tracker.Update(points, 12)
		if tracker.Quality.Known {
			t.Errorf("draw %d: a lane in nothing, %+v", draws, tracker.Quality)
		}
	}
}

// Oracle: the same drive, in a hundred small steps a frame. Where the boundaries vanish the lane is carried on, and given up after a second.
func TestTrackerCoastsAndGivesUp(t *testing.T) {
	const (
		speed  = 10.0
		aheadM = speed / 20
		path   = 0.012
	)
	r := road{lane: Lane{LeftM: 0.2, TurnRad: 0.02, CurvaturePerM: 0.01, CurvatureGrowPerM2: 0.0001}, paint: true, farthest: 35, noiseM: 0.02}
	var tracker Tracker
	for frame := range 40 {
		r.draws = uint64(frame)
		points, _ := r.Find(nil)
		tracker.Update(points, speed)
		r.lane = r.lane.after(aheadM, path)
		tracker.Predict(Motion{AheadM: aheadM, CurvaturePerM: path}, speed)
	}
	off(t, "tracked", tracker.Lane(), r.lane, 0.05, 0.01, 0.003)
	for range 10 {
		tracker.Update(nil, speed)
		r.lane = r.lane.after(aheadM, path)
		tracker.Predict(Motion{AheadM: aheadM, CurvaturePerM: path}, speed)
	}
	if q := tracker.Quality; !q.Known || q.Coasted != 10 || q.Support != 0 {
		t.Errorf("after half a second of nothing: %+v, want a lane that coasted for 10 frames", q)
	}
	off(t, "coasted", tracker.Lane(), r.lane, 0.15, 0.03, 0.006)
	for range mostCoasted {
		tracker.Update(nil, speed)
	}
	if tracker.Quality.Known {
		t.Errorf("after more than a second of nothing: %+v, want no lane", tracker.Quality)
	}
}

// Whoever puts the car back does not tell: the lane is a metre from where it was, in the next frame.
func TestTrackerNoticesThatTheCarWasMoved(t *testing.T) {
	for _, from := range []float64{-1, 1} {
		r := road{lane: Lane{LeftM: from}, paint: true, farthest: 35}
		var tracker Tracker
		for range 20 {
			points, _ := r.Find(nil)
			tracker.Update(points, 12)
			tracker.Predict(Motion{AheadM: 0.6}, 12)
		}
		off(t, "before", tracker.Lane(), r.lane, 0.05, 0.01, 0.002)
		r.lane.LeftM = 0
		for range 3 {
			points, _ := r.Find(nil)
			tracker.Update(points, 12)
			tracker.Predict(Motion{AheadM: 0.6}, 12)
		}
		off(t, "after", tracker.Lane(), r.lane, 0.05, 0.01, 0.002)
	}
}

func TestUpdateAllocatesNothing(t *testing.T) {
	r := road{lane: Lane{LeftM: 0.2, CurvaturePerM: 0.01}, paint: true, clutter: 50, farthest: 35}
	points, _ := r.Find(nil)
	var tracker Tracker
	tracker.Update(points, 10)
	if n := testing.AllocsPerRun(10, func() {
		tracker.Predict(Motion{}, 10)
		tracker.Update(points, 10)
	}); n != 0 {
		t.Errorf("%v allocations a frame, want none", n)
	}
}
