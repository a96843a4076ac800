package replay

import (
	"errors"
	"fmt"
	"math"

	"steersim/recorder"
)

// ErrPath marks a log that cannot be driven over.
var ErrPath = errors.New("replay")

// Path is one drive of a log as a line on the ground: a waypoint a record that has a picture of the centre camera.
type Path struct {
	Drive      int
	Integrated bool // poses are summed up from speed and curvature, since the log has none: the recorded line counts as the lane's centre
	points     []waypoint
}

// waypoint is the car at one record.
type waypoint struct {
	record          int
	timeS, alongM   float64
	xM, yM          float64
	headingRad      float64 // of the body
	speedMPS        float64
	steerRad        float64
	offsetM         float64 // of the lane's centre, to the left
	headingErrorRad float64
	lanePerM        float64 // the lane's curvature
}

// The shortest drive that is worth driving over, and the longest pause between two records of one.
const (
	leastM    = 10.0
	leastS    = 2.0
	mostStepS = 1.0
	leastMPS  = 1.0
)

// Paths are a log's drives, each in one piece; what is too short is left out. A drive is cut where it pauses or the car hardly
// moves: speed is the place's, and would never be more again.
func Paths(data recorder.Dataset) ([]Path, error) {
	var paths []Path
	var p Path
	end := func() {
		if n := len(p.points); n > 1 && p.LengthM() >= leastM && p.Seconds() >= leastS {
			paths = append(paths, p)
		}
		p = Path{}
	}
	for i := range data.Len() {
		info := data.Info(i)
		if !info.Has[recorder.Centre] {
			continue
		}
		if info.SpeedMPS < leastMPS {
			end()
			continue
		}
		if n := len(p.points); n > 0 {
			if step := info.TimeS - p.points[n-1].timeS; info.Drive != p.Drive || info.Truth.Known == p.Integrated || !(step <= mostStepS) {
				end()
			}
		}
		if len(p.points) == 0 {
			p = Path{Drive: info.Drive, Integrated: !info.Truth.Known}
		}
		if err := p.add(i, info); err != nil {
			return nil, err
		}
	}
	end()
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: none of the log's %d records belongs to a drive of %v m and %v s at least with pictures of the centre camera", ErrPath, data.Len(), leastM, leastS)
	}
	return paths, nil
}

// add appends a record.
func (p *Path) add(i int, info recorder.Info) error {
	w := waypoint{record: i, timeS: info.TimeS, speedMPS: info.SpeedMPS, steerRad: info.SteerRad}
	if t := info.Truth; t.Known {
		w.xM, w.yM, w.headingRad = t.State.XM, t.State.YM, t.State.HeadingRad
		w.offsetM, w.headingErrorRad, w.lanePerM = t.OffsetM, t.HeadingErrorRad, t.LaneCurvaturePerM
	} else {
		w.lanePerM = info.CurvaturePerM
	}
	if n := len(p.points); n > 0 {
		last := p.points[n-1]
		if p.Integrated { // the middle of the step stands for all of it
			way := (last.speedMPS + w.speedMPS) / 2 * (w.timeS - last.timeS)
			turn := way * (last.lanePerM + w.lanePerM) / 2
			sin, cos := math.Sincos(last.headingRad + turn/2)
			w.xM, w.yM, w.headingRad = last.xM+way*cos, last.yM+way*sin, last.headingRad+turn
		}
		w.alongM = last.alongM + math.Hypot(w.xM-last.xM, w.yM-last.yM)
	}
	for _, v := range []float64{w.timeS, w.xM, w.yM, w.headingRad, w.speedMPS, w.offsetM, w.headingErrorRad, w.lanePerM, w.steerRad} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%w: record %d: pose (%v, %v), heading %v, speed %v, offset %v: want finite numbers", ErrPath, i, w.xM, w.yM, w.headingRad, w.speedMPS, w.offsetM)
		}
	}
	p.points = append(p.points, w)
	return nil
}

// First is the number of the path's first record.
func (p *Path) First() int { return p.points[0].record }

// LengthM is how long the path is.
func (p *Path) LengthM() float64 { return p.points[len(p.points)-1].alongM }

// Seconds is how long it took to record.
func (p *Path) Seconds() float64 { return p.points[len(p.points)-1].timeS - p.points[0].timeS }

// PeriodS is the mean time between two records.
func (p *Path) PeriodS() float64 { return p.Seconds() / float64(len(p.points)-1) }

// WhitenessDegS is how restless the recorded wheels are: sqrt(mean((da/dt)^2)), at the log's rate.
func (p *Path) WhitenessDegS() float64 {
	sum, n := 0.0, 0.0
	for i := 1; i < len(p.points); i++ {
		if dt := p.points[i].timeS - p.points[i-1].timeS; dt > 0 {
			rate := (p.points[i].steerRad - p.points[i-1].steerRad) / dt
			sum, n = sum+rate*rate, n+1
		}
	}
	return math.Sqrt(sum/max(n, 1)) * 180 / math.Pi
}

// place is where a car is beside the path.
type place struct {
	segment int     // between waypoints segment and segment+1
	share   float64 // of the segment, 0 to 1; beyond at the path's ends
	leftM   float64 // of the path
}

// locate finds a car from where it was last: the path may cross itself.
func (p *Path) locate(last int, xM, yM float64) place {
	const reach = 25 // segments to look ahead and back
	best, least := place{segment: last}, math.Inf(1)
	for i := max(0, last-reach); i < min(len(p.points)-1, last+reach); i++ {
		a, b := p.points[i], p.points[i+1]
		dx, dy := b.xM-a.xM, b.yM-a.yM
		length := dx*dx + dy*dy
		if length == 0 {
			continue
		}
		share := ((xM-a.xM)*dx + (yM-a.yM)*dy) / length
		inside := max(0, min(share, 1))
		ex, ey := xM-a.xM-inside*dx, yM-a.yM-inside*dy
		if d := ex*ex + ey*ey; d < least {
			least = d
			best = place{segment: i, share: share, leftM: (dx*(yM-a.yM) - dy*(xM-a.xM)) / math.Sqrt(length)}
		}
	}
	return best
}

// at is the recorded car at a place, mixed of its two waypoints.
func (p *Path) at(q place) waypoint {
	a, b := p.points[q.segment], p.points[q.segment+1]
	share := max(0, min(q.share, 1))
	mix := func(x, y float64) float64 { return x + share*(y-x) }
	turn := func(x, y float64) float64 { return x + share*math.Remainder(y-x, 2*math.Pi) }
	w := a
	if share > 0.5 {
		w.record = b.record
	}
	w.alongM, w.xM, w.yM = mix(a.alongM, b.alongM), mix(a.xM, b.xM), mix(a.yM, b.yM)
	w.headingRad, w.headingErrorRad = turn(a.headingRad, b.headingRad), turn(a.headingErrorRad, b.headingErrorRad)
	w.speedMPS, w.offsetM, w.lanePerM = mix(a.speedMPS, b.speedMPS), mix(a.offsetM, b.offsetM), mix(a.lanePerM, b.lanePerM)
	return w
}

// recorded is the waypoint of a record's own picture.
func (p *Path) recorded(q place) waypoint {
	if q.share > 0.5 {
		return p.points[q.segment+1]
	}
	return p.points[q.segment]
}
