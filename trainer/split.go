package trainer

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"

	"steersim/recorder"
	"steersim/sim"
)

// Split divides the records into training and validation by stretches, never by single frames: neighbours look
// alike. Where the place on the road is known, stretches are pieces of the road, so that every pass of a place falls
// on the same side; otherwise they are pieces of a drive's time. Short logs get shorter stretches.
type Split struct {
	ValShare           float64 // of the stretches
	StretchM, StretchS float64
	GuardM, GuardS     float64 // training records that are nearer to validation are dropped
}

// fewestStretches is what the longest drive is cut into at least, else there is nothing to choose from.
const fewestStretches = 10

// side is where a record goes.
type side uint8

const (
	training side = iota
	validation
	dropped
)

// place is where a record was made.
type place struct {
	drive  uint64 // a number of the drive, different in every log
	timeS  float64
	road   uint64 // a number of the road; 0 where the place on it is not known
	alongM float64
}

func newPlace(hash string, info recorder.Info) place {
	p := place{drive: number(hash, fmt.Sprint(info.Drive)), timeS: info.TimeS}
	if info.Truth.Known && info.Road != "" && finite(info.Truth.SM) {
		p.road, p.alongM = number(info.Road)|1, info.Truth.SM
	}
	return p
}

// number makes names into keys of random streams.
func number(names ...string) uint64 {
	h := fnv.New64a()
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// stretch is one piece of road or time.
type stretch struct {
	of   uint64 // road or drive
	cell int64
}

// shrink fits the lengths to short logs.
func (s Split) shrink(places []place) Split {
	type span struct{ lo, hi float64 }
	longest := func(key func(place) (uint64, float64, bool)) float64 {
		spans, most := map[uint64]span{}, 0.0
		for _, p := range places {
			of, at, ok := key(p)
			if !ok {
				continue
			}
			sp, seen := spans[of]
			if !seen {
				sp = span{at, at}
			}
			sp = span{min(sp.lo, at), max(sp.hi, at)}
			spans[of] = sp
			most = max(most, sp.hi-sp.lo)
		}
		return most
	}
	fit := func(stretch, guard *float64, most float64) {
		if most > 0 && *stretch > most/fewestStretches {
			*guard *= most / fewestStretches / *stretch
			*stretch = most / fewestStretches
		}
	}
	fit(&s.StretchM, &s.GuardM, longest(func(p place) (uint64, float64, bool) { return p.road, p.alongM, p.road != 0 }))
	fit(&s.StretchS, &s.GuardS, longest(func(p place) (uint64, float64, bool) { return p.drive, p.timeS, true }))
	return s
}

func (s Split) stretch(p place) stretch {
	if p.road != 0 {
		return stretch{p.road, int64(math.Floor(p.alongM / s.StretchM))}
	}
	return stretch{p.drive, int64(math.Floor(p.timeS / s.StretchS))}
}

// sides decides for every record.
func (s Split) sides(places []place, seed uint64) []side {
	s = s.shrink(places)
	chosen := s.choose(places, seed)
	sides := make([]side, len(places))
	for i, p := range places {
		if chosen[s.stretch(p)] {
			sides[i] = validation
		}
	}
	s.guard(places, sides, chosen)
	return sides
}

// choose picks the stretches of validation: each has a number of its own, and the smallest ones are taken until they hold
// the share of the records, so that of two logs that overlap much the same is chosen. At least one stretch is left on
// either side.
func (s Split) choose(places []place, seed uint64) map[stretch]bool {
	numbers, records := map[stretch]uint64{}, map[stretch]int{}
	for _, p := range places {
		st := s.stretch(p)
		records[st]++
		if _, seen := numbers[st]; !seen {
			numbers[st] = draw(seed, sim.StreamSplit, st.of, uint64(st.cell)).Uint64()
		}
	}
	all := slices.SortedFunc(maps.Keys(numbers), func(a, b stretch) int {
		return cmp.Or(cmp.Compare(numbers[a], numbers[b]), cmp.Compare(a.of, b.of), cmp.Compare(a.cell, b.cell))
	})
	chosen, held := map[stretch]bool{}, 0
	for i, st := range all {
		if i > 0 && (i == len(all)-1 || float64(held) >= s.ValShare*float64(len(places))) {
			break
		}
		chosen[st] = true
		held += records[st]
	}
	return chosen
}

// guard drops training records that are near validation, along the road or in the same drive's time.
func (s Split) guard(places []place, sides []side, chosen map[stretch]bool) {
	near := map[stretch][]float64{} // validation's times by drive and guard-long cells
	cell := func(timeS float64) int64 { return int64(math.Floor(timeS / max(s.GuardS, 1e-3))) }
	for i, p := range places {
		if sides[i] == validation {
			k := stretch{p.drive, cell(p.timeS)}
			near[k] = append(near[k], p.timeS)
		}
	}
	for i, p := range places {
		if sides[i] != training {
			continue
		}
		for c := cell(p.timeS) - 1; c <= cell(p.timeS)+1; c++ {
			for _, t := range near[stretch{p.drive, c}] {
				if math.Abs(t-p.timeS) < s.GuardS {
					sides[i] = dropped
				}
			}
		}
		if p.road != 0 { // where a lap begins, the last metres of it count as far away
			before, after := p, p
			before.alongM -= s.GuardM
			after.alongM += s.GuardM
			if chosen[s.stretch(before)] || chosen[s.stretch(after)] {
				sides[i] = dropped
			}
		}
	}
}
