package trainer

import (
	"maps"
	"math"
	"testing"

	"steersim/recorder"
)

// laps are records of drives over one road of 1500 m at 15 m/s and 10 Hz, beginning at different places.
func laps(drives int, known bool) []place {
	var places []place
	for d := range drives {
		for i := range 1500 {
			info := recorder.Info{Drive: d, Road: "ring", TimeS: float64(i) / 10}
			info.Truth.Known = known
			info.Truth.SM = math.Mod(float64(d)*400+1.5*float64(i), 1500)
			places = append(places, newPlace("hash", info))
		}
	}
	return places
}

func defaultSplit() Split { return DefaultConfig(0).Split }

// Oracle: brute force over all pairs. No training record may be nearer to a validation record than the guard, in time
// within its drive, or along the road within any drive.
func TestSplitDoesNotLeak(t *testing.T) {
	for name, tc := range map[string]struct {
		drives int
		known  bool
	}{"by the road": {3, true}, "by time": {2, false}} {
		t.Run(name, func(t *testing.T) {
			s := defaultSplit()
			places := laps(tc.drives, tc.known)
			sides := s.sides(places, 5)
			var n [3]int
			checked := 0
			for i, p := range places {
				n[sides[i]]++
				if sides[i] != training {
					continue
				}
				for j, q := range places {
					if sides[j] != validation {
						continue
					}
					checked++
					if p.drive == q.drive && math.Abs(p.timeS-q.timeS) < s.GuardS-1e-9 {
						t.Fatalf("training at %v s and validation at %v s of the same drive", p.timeS, q.timeS)
					}
					if along := math.Abs(p.alongM - q.alongM); tc.known && along < s.GuardM-1.5 { // records are 1.5 m apart
						t.Fatalf("training at %v m and validation at %v m of the same road", p.alongM, q.alongM)
					}
				}
			}
			t.Logf("%d to train, %d to validate, %d dropped", n[training], n[validation], n[dropped])
			if checked == 0 || n[dropped] == 0 || n[dropped] > len(places)/3 {
				t.Errorf("%d pairs, sides %v: want all three filled, and few dropped", checked, n)
			}
		})
	}
}

// Oracle: the share itself, and for a few seeds that the choice is another one each time.
func TestSplitTakesItsShareOfStretches(t *testing.T) {
	s := defaultSplit()
	var places []place
	const stretches = 400
	for i := range stretches * 5 {
		places = append(places, place{drive: 1, timeS: float64(i) * 2})
	}
	a, b := s.choose(places, 11), s.choose(places, 12)
	if want := int(s.ValShare * stretches); len(a) != want || len(b) != want || maps.Equal(a, b) {
		t.Errorf("%d and %d stretches validate, want %d, and not the same", len(a), len(b), want)
	}
}

func TestShortLogsAreSplitToo(t *testing.T) {
	for seed := range uint64(20) {
		var places []place
		for i := range 40 { // four seconds
			places = append(places, place{drive: 1, timeS: float64(i) / 10})
		}
		var n [3]int
		for _, side := range defaultSplit().sides(places, seed) {
			n[side]++
		}
		if n[training] < 10 || n[validation] == 0 {
			t.Errorf("seed %d: %v", seed, n)
		}
	}
}

// More data must not shuffle the old ones, or scores of two trainings could not be compared: a stretch that validates
// with more data did so before, or some before did not make it.
func TestMoreDataLeaveTheOldOrder(t *testing.T) {
	s := defaultSplit()
	s.ValShare = 0.3
	old := laps(1, true)
	more := append(laps(1, true), place{road: 77, alongM: 10}, place{road: 78, alongM: 10})
	before, after := s.choose(old, 3), s.choose(more, 3)
	for _, p := range more[len(old):] {
		delete(after, s.stretch(p))
	}
	gained, lost := 0, 0
	for st := range after {
		if !before[st] {
			gained++
		}
	}
	for st := range before {
		if !after[st] {
			lost++
		}
	}
	if len(before) == 0 || gained > 0 && lost > 0 {
		t.Errorf("%d stretches, of which %d were lost and %d others gained", len(before), lost, gained)
	}
}
