package camera

import (
	"image"
	"runtime"
	"sync"
	"sync/atomic"
)

const (
	bigPx     = 640 * 360 // a smaller picture is not worth a second goroutine
	stripRows = 16        // are handed out at a time
)

// crew is the hands that paint the rows of a frame, several for a big picture. Who paints a row makes no difference to it.
type crew struct {
	rows   int
	job    func(hand, from, to int)
	next   atomic.Int64
	busy   sync.WaitGroup
	others []func() // what the hands beside the caller's do
}

func newCrew(size image.Point) *crew {
	c := &crew{rows: size.Y}
	if size.X*size.Y >= bigPx {
		for hand := 1; hand < runtime.GOMAXPROCS(0); hand++ {
			c.others = append(c.others, func() {
				defer c.busy.Done()
				c.take(hand)
			})
		}
	}
	return c
}

// hands is how many there are.
func (c *crew) hands() int { return 1 + len(c.others) }

// all does a job for all rows; one hand has one strip of them at a time.
func (c *crew) all(job func(hand, from, to int)) {
	if len(c.others) == 0 {
		job(0, 0, c.rows)
		return
	}
	c.job = job
	c.next.Store(0)
	c.busy.Add(len(c.others))
	for _, work := range c.others {
		go work()
	}
	c.take(0)
	c.busy.Wait()
}

// take does strips until none is left.
func (c *crew) take(hand int) {
	for {
		to := int(c.next.Add(stripRows))
		if to-stripRows >= c.rows {
			return
		}
		c.job(hand, to-stripRows, min(to, c.rows))
	}
}
