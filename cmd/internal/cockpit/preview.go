package cockpit

import (
	"image"
	"math"
	"time"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// preview is the picture behind the start page: the chosen road in the chosen scene. It takes some tenths of a second to
// paint, which is done beside the window.
type preview struct {
	size    image.Point
	wanted  shot
	restS   float64        // how long it has been wanted
	begun   shot           // what is being painted, or was last
	busy    chan developed // nil: nothing is being painted
	picture *image.RGBA    // of the last shot that was a success
	road    *track.Road
	course  *setup.Course
}

// shot is what a picture is of.
type shot struct {
	road, scene string
	size        image.Point
}

type developed struct {
	picture *image.RGBA
	course  *setup.Course
	err     error
}

// restingS is how long a choice must stand before it is painted: who walks through a list is not held up by every entry.
const restingS = 0.25

func (p *preview) want(road, scene string, dt time.Duration) {
	if w := (shot{road, scene, p.size}); w != p.wanted {
		p.wanted, p.restS = w, 0
	}
	p.restS += dt.Seconds()
}

// poll takes a picture that is ready and begins with the one that is wanted.
func (p *preview) poll() error {
	var err error
	select {
	case d := <-p.busy:
		p.busy = nil
		if err = d.err; err == nil {
			p.picture, p.course, p.road = d.picture, d.course, d.course.Road
		} else {
			p.road = nil
		}
	default:
	}
	if p.busy == nil && p.wanted != p.begun && (p.restS > restingS || p.picture == nil) {
		p.begun = p.wanted
		busy, s, course := make(chan developed, 1), p.wanted, p.course
		p.busy = busy
		go func() { busy <- s.develop(course) }()
	}
	return err
}

// develop paints the picture; known is the course of an earlier one, which may be the same road.
func (s shot) develop(known *setup.Course) (d developed) {
	var road *track.Road
	if road, d.err = setup.Road(s.road); d.err != nil {
		return d
	}
	d.course = known
	if known == nil || known.Road.Name != road.Name || known.Road.LengthM() != road.LengthM() {
		if d.course, d.err = setup.NewCourse(road, loop.DefaultCruise()); d.err != nil {
			return d
		}
	}
	painter, err := d.course.CameraIn(s.scene, s.size, camera.CentreMount, 1)
	if err != nil {
		d.err = err
		return d
	}
	p := road.LaneCentre(beforeABend(road))
	d.picture = image.NewRGBA(image.Rectangle{Max: s.size})
	painter.Render(d.picture, sim.State{XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad})
	return d
}

// beforeABend is a place from which the road is seen to turn.
func beforeABend(road *track.Road) float64 {
	const aheadM, straightPerM, bendPerM = 30, 1.0 / 400, 1.0 / 120
	for at := 0.0; at < road.LengthM(); at += 5 {
		if math.Abs(road.LaneCentre(at).CurvaturePerM) < straightPerM && math.Abs(road.LaneCentre(at+aheadM).CurvaturePerM) > bendPerM {
			return at
		}
	}
	return 0
}
