package setup_test

import (
	"image"
	"math"
	"testing"

	"steersim/camera"
	"steersim/camera/cv"
	"steersim/cmd/internal/setup"
	"steersim/model/lane"
	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
)

// eyeOrSkip is a finder, where the build has one.
func eyeOrSkip(t testing.TB) *setup.LaneEye {
	t.Helper()
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV, and no traditional driver")
	}
	eye, err := setup.NewLaneEye()
	if err != nil {
		t.Fatal(err)
	}
	return eye
}

// Oracle: track.Road's own position of the car. Frames are painted of a known road from beside the lane's centre, each looked at by itself.
func TestLaneEyeMeasuresWhereTheCarIs(t *testing.T) {
	const (
		leftM   = 0.12  // a pixel of the picture is 5 cm of the road 7 m ahead, and the offset is measured 2 m before the first thing seen
		turnRad = 0.03  // over 15 m that is 45 cm
		perM    = 0.015 // a bend of 67 m: between straights and bends the curvature changes faster than a clothoid of 20 m
		speed   = 10.0  // m/s, by which the fit's range goes
	)
	eye := eyeOrSkip(t)
	road, err := setup.Road("country")
	if err != nil {
		t.Fatal(err)
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	frame := image.NewRGBA(image.Rectangle{Max: setup.FrameSize})
	checked, off := 0, 0
	for _, scene := range []string{"clear", "night", "fog", "snow"} {
		painter, err := course.CameraIn(scene, setup.FrameSize, camera.CentreMount, 1)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 12 {
			s := road.LengthM() * float64(i) / 12
			p := road.LaneCentre(s)
			left, turn := 0.25*float64(i%5-2), 0.04*float64(i%3-1)
			sin, cos := math.Sincos(p.HeadingRad)
			state := sim.State{XM: p.XM - left*sin, YM: p.YM + left*cos, HeadingRad: p.HeadingRad + turn}
			want := road.Locate(p.SM, state.XM, state.YM, state.HeadingRad)
			painter.Render(frame, state)
			points, err := eye.Find(frame)
			if err != nil {
				t.Fatal(err)
			}
			var tracker lane.Tracker
			tracker.Update(points, speed)
			got := tracker.Lane()
			checked++
			if !tracker.Quality.Known || math.Abs(got.OffsetM()-want.OffsetM) > leftM || math.Abs(-got.TurnRad-want.HeadingErrorRad) > turnRad ||
				math.Abs(got.CurvaturePerM-want.CurvaturePerM) > perM {
				off++
				t.Logf("%s at %.0f m: offset %.3f m, heading %.4f, curvature %.4f; want %.3f, %.4f, %.4f; %+v", scene, s, got.OffsetM(), -got.TurnRad, got.CurvaturePerM,
					want.OffsetM, want.HeadingErrorRad, want.CurvaturePerM, tracker.Quality)
			}
		}
	}
	// A single frame may mislead, which is why the driver tracks.
	if checked != 48 || off > 2 {
		t.Errorf("%d of %d frames are off, want at most 2 of 48", off, checked)
	}
}

func TestLanePilotKeepsTheDriverContract(t *testing.T) {
	eyeOrSkip(t)
	looptest.Driver(t, func(t testing.TB) loop.Driver {
		p, err := setup.NewLanePilot()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}, setup.FrameSize)
}
