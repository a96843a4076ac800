package donkey

import (
	"math"
	"slices"
)

const (
	// maxGapMS is the longest time between records of a drive: donkeycar makes twenty a second, and deleted stretches are longer.
	maxGapMS = 1000
	// nominalMS is the time between records that do not say it.
	nominalMS = 1000 / 20
	// leastGapMS is less than between the frames of any camera that is in use: tubs that were converted say when that was done.
	leastGapMS = 8
)

// hurried says whether most records follow each other faster than a camera can make them.
func hurried(all []kept) bool {
	var gaps []int64
	for i := 1; i < len(all); i++ {
		if a, b := all[i-1].row.TimeMS, all[i].row.TimeMS; a != nil && b != nil && *a <= *b && uint64(*b)-uint64(*a) < maxGapMS { // unsigned: the difference of any two fits
			gaps = append(gaps, (*b-*a)/int64(all[i].ordinal-all[i-1].ordinal))
		}
	}
	slices.Sort(gaps)
	return len(gaps) > 0 && gaps[len(gaps)/2] < leastGapMS
}

// clock finds the drives in the order of records.
type clock struct {
	any     bool
	session string
	piloted bool
	timed   bool
	beginMS int64
	lastMS  int64
}

// next is a record's time since its drive's begin, and whether it begins one. Its place counts where it does not say the time.
func (c *clock) next(r row, ordinal int) (timeS float64, begins bool) {
	at, timed := int64(ordinal)*nominalMS, r.TimeMS != nil
	if timed {
		at = *r.TimeMS
	}
	goesOn := c.any && r.Session == c.session && r.piloted() == c.piloted && timed == c.timed &&
		at >= c.lastMS && (c.lastMS >= 0 || at <= math.MaxInt64+c.lastMS) && at-c.lastMS <= maxGapMS
	if !goesOn {
		c.beginMS = at
	}
	c.any, c.session, c.piloted, c.timed, c.lastMS = true, r.Session, r.piloted(), timed, at
	return float64(at-c.beginMS) / 1000, !goesOn
}
