package trainer

import (
	"fmt"
	"image"
	"io"
	"math"

	"steersim/recorder"
	"steersim/sim"
)

// Views says which pictures of an instant are learnt from.
type Views string

// The ways.
const (
	Moved   Views = "moved"   // the three cameras, each moved a little on the prepared picture, anew in every epoch
	Middle  Views = "centre"  // the centre camera alone
	Cameras Views = "cameras" // the three cameras as they are
	Warped  Views = "warp"    // beside the centre's, views from moved cars: the nearest camera's picture, warped
	Exact   Views = "exact"   // beside the centre's, views from moved cars, painted anew
	Looks   Views = "looks"   // the same in random scenes, each moved a little more on the prepared picture, anew in every epoch
)

// Spread is how far views from moved cars are from where the car was: standard deviations of a normal distribution.
type Spread struct {
	ShiftM float64 `json:"shift_m"`
	YawRad float64 `json:"yaw_rad"`
}

// The paper's: twice the driver's own deviation (Bojarski et al. 2016, section 5.2). Where a log does not know its driver's, it
// is taken for that of a calm one.
const (
	spreadTimes  = 2
	spreadWithin = 3 // deviations: what is farther is cut
)

var (
	calmSpread = Spread{ShiftM: 0.15, YawRad: 0.02}
	mostSpread = Spread{ShiftM: 0.6, YawRad: 0.12} // a wilder driver's log does not move cars off the road
)

// Painter makes pictures of moved cars. Each goroutine has its own, which is closed if it is an io.Closer.
type Painter interface {
	// Paint is what the centre camera would have seen, had the car of a record stood shiftM further left and been turned by
	// yawRad to the left about its centre of mass. The picture is good until the next call.
	Paint(data recorder.Dataset, i int, shiftM, yawRad float64) (image.Image, error)
}

// Painted says whether the views need a Painter.
func (v Views) Painted() bool { return v == Warped || v == Exact || v == Looks }

func (v Views) check() error {
	switch v {
	case Moved, Middle, Cameras, Warped, Exact, Looks:
		return nil
	}
	return fmt.Errorf("%w: views %q, want one of %s, %s, %s, %s, %s, %s", ErrConfig, string(v), Moved, Middle, Cameras, Warped, Exact, Looks)
}

// outlook is a log's source of views from moved cars: kind 0 is the centre camera's own picture.
type outlook struct {
	painter   Painter
	seed      uint64
	perRecord int
	spread    Spread
}

func (o *outlook) Kinds(info recorder.Info) uint8 {
	if !info.Has[recorder.Centre] {
		return 0
	}
	return 1<<o.perRecord - 1
}

func (o *outlook) Image(data recorder.Dataset, i, kind int) (image.Image, error) {
	if kind == 0 {
		return data.Image(i, recorder.Centre)
	}
	shift, yaw := o.spread.move(o.seed, number(data.Hash()), i, kind)
	return o.painter.Paint(data, i, shift, yaw)
}

// Close ends the painter, if that has an end.
func (o *outlook) Close() error {
	if c, ok := o.painter.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

func (o *outlook) Name(kind int) string {
	if kind == 0 {
		return "centre camera"
	}
	return fmt.Sprintf("moved view %d", kind)
}

// move is how far view kind of a record is moved; kind 0 is not.
func (s Spread) move(seed, log uint64, record, kind int) (shiftM, yawRad float64) {
	if kind == 0 {
		return 0, 0
	}
	r := draw(seed, sim.StreamViews, log, uint64(record), uint64(kind))
	within := func(sd float64) float64 { return sd * max(-spreadWithin, min(r.NormFloat64(), spreadWithin)) }
	return within(s.ShiftM), within(s.YawRad)
}

// deviation measures how far drivers were off the lane's middle, and how far their way was off its direction.
type deviation struct {
	driven                   []float64 // curvatures of all records, also of those that are left out
	n                        float64
	shift, shift2, yaw, yaw2 float64
}

func (d *deviation) add(t recorder.Truth) {
	if !t.Known || !finite(t.OffsetM, t.HeadingErrorRad) {
		return
	}
	d.n++
	d.shift += t.OffsetM
	d.shift2 += float64(t.OffsetM * t.OffsetM)
	travel := t.HeadingErrorRad + t.State.SlipRad // a body that drifts through a bend points elsewhere than it goes
	d.yaw += travel
	d.yaw2 += float64(travel * travel)
}

// spread is the driver's own, where the logs tell.
func (d deviation) spread() Spread {
	if d.n < 2 {
		return calmSpread
	}
	sd := func(sum, square float64) float64 { return math.Sqrt(max(0, square/d.n-float64((sum/d.n)*(sum/d.n)))) }
	return Spread{sd(d.shift, d.shift2), sd(d.yaw, d.yaw2)}
}
