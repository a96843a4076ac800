package udacity

import (
	"path"
	"strings"
	"time"

	"steersim/recorder"
)

const (
	stampLayout = "2006_01_02_15_04_05.000" // in names the point is a line
	pointAt     = len(stampLayout) - len(".000")

	// maxGap is the longest time between records of a drive. The simulator's are 70 to 120 ms apart in the sample set and
	// 200 ms on a slow machine; a person who stops recording and starts again takes longer than a second.
	maxGap = time.Second

	// nominal is the time between records whose names have no stamp: the simulator takes at most fifteen a second.
	nominal = time.Second / 15
)

// nameOf is a picture's file name.
func nameOf(v recorder.View, at time.Time) string {
	camera := v.String()
	if v == recorder.Centre {
		camera = "center"
	}
	stamp := at.Format(stampLayout)
	return camera + "_" + stamp[:pointAt] + "_" + stamp[pointAt+1:] + ".jpg"
}

// stampOf is the moment in a picture's file name, if there is one. It says nothing of time zones: all are taken as one.
func stampOf(name string) (at time.Time, ok bool) {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if len(stem) < len(stampLayout) {
		return at, false
	}
	stamp := stem[len(stem)-len(stampLayout):]
	if stamp[pointAt] != '_' {
		return at, false
	}
	at, err := time.Parse(stampLayout, stamp[:pointAt]+"."+stamp[pointAt+1:])
	return at, err == nil
}

// clock finds the drives in the order of rows.
type clock struct {
	drives      int
	begin, last time.Time
	stamped     bool // the last row had a stamp
}

// next is where a record belongs: its drive, and the time since the drive's begin. The row counts where names have no stamp.
func (c *clock) next(name string, row int) (drive int, sinceBegin time.Duration, stamped bool) {
	at, stamped := stampOf(name)
	if !stamped {
		at = time.Time{}.Add(time.Duration(row) * nominal)
	}
	if c.drives == 0 || stamped != c.stamped || at.Before(c.last) || at.Sub(c.last) > maxGap {
		c.drives, c.begin = c.drives+1, at
	}
	c.last, c.stamped = at, stamped
	return c.drives - 1, at.Sub(c.begin), stamped
}
