package replay

import (
	"context"
	"errors"
	"image"
	"math"
	"slices"
	"testing"

	"steersim/camera"
	"steersim/recorder"
	"steersim/recorder/recordertest"
	"steersim/sim"
	"steersim/sim/loop"
)

// log is a drive of the given curvature at a speed, ten records a second, with or without poses.
type log struct {
	recorder.Dataset
	records        int
	perM, speedMPS float64
	poses          bool
	offsetM        float64
}

func (l log) Len() int { return l.records }

func (l log) Info(i int) recorder.Info {
	s := float64(i) * l.speedMPS / 10
	info := recorder.Info{TimeS: float64(i) / 10, SpeedMPS: l.speedMPS, CurvaturePerM: l.perM, SteerRad: math.Atan(2.579 * l.perM)}
	info.Has[recorder.Centre] = true
	if !l.poses {
		return info
	}
	heading := s * l.perM
	x, y := s, 0.0
	if l.perM != 0 {
		sin, cos := math.Sincos(heading)
		x, y = sin/l.perM, (1-cos)/l.perM
	}
	sin, cos := math.Sincos(heading)
	info.Truth = recorder.Truth{
		Known: true, SM: s, OffsetM: l.offsetM, LaneCurvaturePerM: l.perM,
		State: sim.State{XM: x - l.offsetM*sin, YM: y + l.offsetM*cos, HeadingRad: heading},
	}
	return info
}

// eye takes note of what it is asked for.
type eye struct {
	moves   []camera.Move
	records []int
	frame   *image.RGBA
}

func (e *eye) View(_ recorder.Dataset, i int, m camera.Move) (*image.RGBA, error) {
	e.moves, e.records = append(e.moves, m), append(e.records, i)
	return e.frame, nil
}

// steady asks for one curvature.
type steady float64

func (s steady) Drive(context.Context, loop.Observation) (sim.Command, error) {
	return sim.Command{CurvaturePerM: float64(s)}, nil
}

type notes []loop.Sample

func (n *notes) Note(s loop.Sample) error { *n = append(*n, s); return nil }

func drive(t *testing.T, l log, d loop.Driver) (notes, *eye) {
	t.Helper()
	paths, err := Paths(l)
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	var n notes
	e := &eye{frame: image.NewRGBA(image.Rect(0, 0, 320, 160))}
	if err := Run(t.Context(), Config{Data: l, Path: paths[0], World: world, Driver: d, Viewer: e, Sinks: []loop.Sink{&n}}); err != nil {
		t.Fatal(err)
	}
	return n, e
}

// TestStraightOnAStraight: the car stays in the lane's middle, though the recorded one drove half a metre to its left: the views
// are moved half a metre to the right of it, and at most half a step along.
func TestStraightOnAStraight(t *testing.T) {
	l := log{records: 200, speedMPS: 12, poses: true, offsetM: 0.5}
	n, e := drive(t, l, steady(0))
	if got, want := float64(len(n)), 199.0*2; math.Abs(got-want) > 4 {
		t.Errorf("%v control ticks for %v s", got, 19.9)
	}
	for i, s := range n {
		if math.Abs(s.Lane.OffsetM) > 1e-6 || s.Intervention || math.Abs(s.Truth.SpeedMPS-12) > 0.05 {
			t.Fatalf("tick %d: offset %v m at %v m/s", i, s.Lane.OffsetM, s.Truth.SpeedMPS)
		}
		if m := e.moves[i]; math.Abs(m.LeftM+0.5) > 1e-6 || math.Abs(m.ForwardM) > 0.61 || math.Abs(m.YawRad) > 1e-9 {
			t.Fatalf("tick %d: the view of record %d is moved by %+v", i, e.records[i], m)
		}
	}
}

// TestStraightOnACircle. Oracle: a car that goes straight on from a circle of radius R leaves it by s^2/2R after s metres, so
// that it is put back about every sqrt(2R), and a car that follows the circle never.
func TestStraightOnACircle(t *testing.T) {
	const radius, length = 100.0, 400.0
	l := log{records: int(length) + 1, speedMPS: 10, perM: 1 / radius, poses: true}
	n, _ := drive(t, l, steady(0))
	count := 0
	for _, s := range n {
		if s.Intervention {
			count++
			if s.Lane.OffsetM > -1 || s.Lane.OffsetM < -1.2 {
				t.Errorf("put back at an offset of %v m on a bend to the left", s.Lane.OffsetM)
			}
		}
	}
	if want := length / math.Sqrt(2*radius); math.Abs(float64(count)-want) > 0.2*want {
		t.Errorf("put back %d times on %v m, want about %.0f", count, length, want)
	}
	n, _ = drive(t, l, steady(1/radius))
	for _, s := range n {
		if s.Intervention || math.Abs(s.Lane.OffsetM) > 0.3 {
			t.Fatalf("following the circle: offset %v m", s.Lane.OffsetM)
		}
	}
}

// TestPathWithoutPoses: summed up from speed and curvature, a circle is a circle.
func TestPathWithoutPoses(t *testing.T) {
	l := log{records: 300, speedMPS: 10, perM: 0.02}
	paths, err := Paths(l)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) != 1 || !paths[0].Integrated || math.Abs(paths[0].LengthM()-299) > 0.1 {
		t.Fatalf("%d paths, integrated %v, %v m", len(paths), paths[0].Integrated, paths[0].LengthM())
	}
	for i, w := range paths[0].points {
		sin, cos := math.Sincos(float64(i) * 0.02)
		if math.Hypot(w.xM-50*sin, w.yM-50*(1-cos)) > 0.02 {
			t.Fatalf("record %d is at (%v, %v)", i, w.xM, w.yM)
		}
	}
	if n, _ := drive(t, l, steady(0.02)); len(n) < 500 {
		t.Errorf("%d control ticks", len(n))
	}
}

func TestPathsOfDrives(t *testing.T) {
	data := recordertest.Wavy(recordertest.Plan{Drives: 3, Records: 80, Size: image.Pt(32, 16), Seed: 2})
	paths, err := Paths(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) != 3 || paths[2].Drive != 2 || paths[1].First() != 80 {
		t.Errorf("%d paths, want one for each of three drives", len(paths))
	}
	if _, err := Paths(log{records: 3, speedMPS: 10}); !errors.Is(err, ErrPath) {
		t.Errorf("three records: %v, want %v", err, ErrPath)
	}
	if _, err := Paths(log{records: 100, speedMPS: math.NaN()}); !errors.Is(err, ErrPath) {
		t.Errorf("a speed that is no number: %v, want %v", err, ErrPath)
	}
}

func TestRunRefuses(t *testing.T) {
	if err := Run(t.Context(), Config{}); !errors.Is(err, ErrPath) {
		t.Errorf("nothing: %v, want %v", err, ErrPath)
	}
}

// stopping is a log whose car brakes to a stand, waits and goes on; a second of it has no pictures.
type stopping struct{ log }

func (s stopping) Info(i int) recorder.Info {
	info := s.log.Info(i)
	if i >= 100 && i < 150 {
		info.SpeedMPS = 0
	}
	if i >= 220 && i < 235 {
		info.Has[recorder.Centre] = false
	}
	return info
}

// TestPathsEndWhereTheCarStops: and where pictures are missing for more than a second.
func TestPathsEndWhereTheCarStops(t *testing.T) {
	paths, err := Paths(stopping{log{records: 300, speedMPS: 10, poses: true}})
	if err != nil {
		t.Fatal(err)
	}
	var first []int
	for i := range paths {
		first = append(first, paths[i].First())
	}
	if want := []int{0, 150, 235}; !slices.Equal(first, want) {
		t.Errorf("paths begin at records %v, want %v", first, want)
	}
}
