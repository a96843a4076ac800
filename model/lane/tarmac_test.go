package lane

import (
	"math"
	"testing"

	"steersim/sim"
)

// drive lets a tracker see a road for so many frames at 10 m/s.
func (r *road) drive(tracker *Tracker, frames int) {
	r.along(tracker, frames, 0.012)
}

func (r *road) straight(tracker *Tracker, frames int) { r.along(tracker, frames, 0) }

func (r *road) along(tracker *Tracker, frames int, path float64) {
	const speed, aheadM = 10.0, 0.5
	for range frames {
		r.draws++
		points, _ := r.Find(nil)
		tracker.Update(points, speed)
		r.lane = r.lane.after(aheadM, path)
		tracker.Predict(Motion{AheadM: aheadM, CurvaturePerM: path}, speed)
	}
}

// Oracle: where the borders were put. They are learnt beside paint, and carry the lane for two seconds where paint ends.
func TestTarmacCarriesTheLaneWherePaintEnds(t *testing.T) {
	for name, borders := range map[string][2]float64{"as narrow as roads are": {2, 5.5}, "wide": {3.32, 6.9}} {
		r := road{lane: Lane{LeftM: 0.2, TurnRad: 0.02, CurvaturePerM: 0.01, CurvatureGrowPerM2: 0.0001}, dashes: true, borders: borders, farthest: 30, noiseM: 0.02}
		var tracker Tracker
		r.drive(&tracker, 60)
		for i, want := range borders {
			if got := tracker.fitter.tarmac.sides[i]; math.Abs(got.awayM-want) > 0.02 || got.trust < 0.9 {
				t.Errorf("%s: side %d: %.2f m, trusted by %.2f, want %v m and all trust", name, i, got.awayM, got.trust, want)
			}
		}
		r.dashes = false
		r.drive(&tracker, 40)
		if q := tracker.Quality; !q.Known || q.Coasted > 0 {
			t.Errorf("%s: two seconds after the last paint: %+v, want a lane that is still seen", name, q)
		}
		off(t, name, tracker.Lane(), r.lane, 0.03, 0.02, 0.004)
	}
}

// Tarmac that becomes wider is found out, as long as there is paint; borders of a lane that they alone carry teach nothing, as the two would drift off together.
func TestTarmacIsLearntBesidePaintAlone(t *testing.T) {
	r := road{dashes: true, borders: [2]float64{2, 5.5}, farthest: 30, noiseM: 0.02}
	var tracker Tracker
	width := func() float64 { return tracker.fitter.tarmac.sides[0].awayM }
	r.straight(&tracker, 60)
	r.borders = [2]float64{2.8, 6.2}
	r.straight(&tracker, 120)
	if got := width(); math.Abs(got-2.8) > 0.02 {
		t.Errorf("of tarmac that has become wider: %.2f m, want 2.8", got)
	}
	r.dashes = false
	r.straight(&tracker, 5)
	before := tracker.fitter.tarmac
	r.straight(&tracker, 30)
	if tracker.fitter.tarmac != before || !tracker.Quality.Known {
		t.Errorf("without paint, %+v: borders from %.3f m to %.3f, want them as they were", tracker.Quality, before.sides[0].awayM, width())
	}
}

// Whatever is scattered beside the road has no border to trust.
func TestScatteredBordersAreNotTrusted(t *testing.T) {
	var f fitter
	f.tarmac.begin()
	rng := sim.Rand(1, sim.StreamCamera)
	for range 200 {
		var points []Point
		for range 60 {
			points = append(points, Point{ForwardM: 3 + 10*rng.Float64(), LeftM: -8 + 6*rng.Float64(), Contrast: 40, Kind: Border})
		}
		f.learn(points, numbers{}, 20)
	}
	if s := f.tarmac.sides[0]; s.trust > 0.1 {
		t.Errorf("trusted by %.2f at %.2f m, want hardly any trust", s.trust, s.awayM)
	}
}

// Before anything was learnt the narrowest road is expected: the first frame's two dashes are too little, and its borders are where they should be.
func TestNarrowestTarmacIsExpected(t *testing.T) {
	r := road{lane: Lane{LeftM: 0.3}, dashes: true, farthest: 14}
	found := func() bool {
		points, _ := r.Find(nil)
		for i := range points {
			points[i].Contrast = 8
		}
		var tracker Tracker
		tracker.Update(points, 4)
		return tracker.Quality.Known
	}
	if found() {
		t.Error("a lane by its dashes alone: the test needs less of them")
	}
	r.borders = [2]float64{2, 5.5}
	if !found() {
		t.Error("no lane by dashes and borders")
	}
}

// Borders alone are no lane for whoever knows of none: there are others, beyond gravel.
func TestBordersAloneAreNoLane(t *testing.T) {
	r := road{borders: [2]float64{2, 5.5}, farthest: 30}
	var tracker Tracker
	r.drive(&tracker, 20)
	if tracker.Quality.Known {
		t.Errorf("a lane in borders: %+v at %+v", tracker.Quality, tracker.Lane())
	}
}

// Where lines are painted on both sides of the lane, borders do not move it.
func TestPaintOverrulesBorders(t *testing.T) {
	r := road{lane: Lane{LeftM: 0.3, CurvaturePerM: 0.01}, paint: true, farthest: 35}
	var with, without Tracker
	for range 20 {
		points, _ := r.Find(nil)
		without.Update(points, 12)
	}
	r.borders = [2]float64{2.1, 5.4}
	for range 20 {
		points, _ := r.Find(nil)
		with.Update(points, 12)
	}
	off(t, "with borders", with.Lane(), without.Lane(), 0.002, 0.002, 0.0005)
}
