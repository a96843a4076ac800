package teaching_test

import (
	"fmt"
	"image"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/sim/loop"
)

// aLog records some seconds of the expert on a road in a scene.
func aLog(t *testing.T, roadName, sceneName string, seconds int64) recorder.Dataset {
	t.Helper()
	road, err := setup.Road(roadName)
	if err != nil {
		t.Fatal(err)
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	config, err := course.Expert()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "log.mcap")
	w, err := native.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := recorder.New(w, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	scene, err := setup.Scene(sceneName)
	if err != nil {
		t.Fatal(err)
	}
	var cameras recorder.Cameras
	for v, mount := range camera.DefaultMounts() {
		if cameras[v], err = course.Camera(setup.FrameSize, mount, scene, 1); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.BeginDrive(recorder.Drive{Road: roadName, Scene: sceneName, Seed: 1, Lane: road.Lane}, cameras); err != nil {
		t.Fatal(err)
	}
	config.Sinks = []loop.Sink{r}
	l, err := loop.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Run(t.Context(), loop.AfterTicks(20*seconds)); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	log, err := native.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return log
}

// below is the mean difference of two pictures in grey levels, below the horizon.
func below(a, b image.Image) float64 {
	sum, n := 0.0, 0.0
	grey := func(m image.Image, x, y int) float64 {
		r, g, b, _ := m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y).RGBA()
		return (0.299*float64(r) + 0.587*float64(g) + 0.114*float64(b)) / 257
	}
	for y := 60; y < 135; y++ { // what the network is shown; the horizon is in row 57
		for x := range 320 {
			sum, n = sum+math.Abs(grey(a, x, y)-grey(b, x, y)), n+1
		}
	}
	return sum / n
}

func copied(m image.Image) image.Image {
	c := *m.(*image.RGBA)
	c.Pix = append([]uint8(nil), c.Pix...)
	return &c
}

// TestViewsOfTheCarWhereItWas: painted anew and warped by nothing, a view is the recorded picture, give or take its JPEG.
func TestViewsOfTheCarWhereItWas(t *testing.T) {
	log := aLog(t, "country", "clear", 4)
	anew, warped := teaching.NewRepainter(teaching.Looks{}, camera.DefaultPrepare()), teaching.NewWarper(camera.DefaultMounts())
	defer warped.Close()
	for i := 0; i < log.Len(); i += 10 {
		want, err := log.Image(i, recorder.Centre)
		if err != nil {
			t.Fatal(err)
		}
		a, err := anew.Paint(log, i, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		b, err := warped.Paint(log, i, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := below(a, want); d > 3 {
			t.Errorf("record %d: painted anew it differs by %.2f levels", i, d)
		}
		if d := below(b, want); d > 0.6 {
			t.Errorf("record %d: warped by nothing it differs by %.2f levels", i, d)
		}
	}
}

// TestWarpAgainstExactViews measures what the flat ground costs: -v prints the table. Oracle: the painter at the moved pose.
func TestWarpAgainstExactViews(t *testing.T) {
	log := aLog(t, "country", "overcast", 20)
	anew, warped := teaching.NewRepainter(teaching.Looks{}, camera.DefaultPrepare()), teaching.NewWarper(camera.DefaultMounts())
	defer warped.Close()
	var table strings.Builder
	checked := 0
	for _, yawDeg := range []float64{0, 2, 4, 8} {
		for _, shiftM := range []float64{0, 0.2, 0.4, 0.8, 1.2} {
			var error, still, n float64
			for i := 0; i < log.Len(); i += 20 {
				side := float64(1 - 2*(i/20%2))
				want, err := anew.Paint(log, i, side*shiftM, side*yawDeg*math.Pi/180)
				if err != nil {
					t.Fatal(err)
				}
				kept := copied(want)
				got, err := warped.Paint(log, i, side*shiftM, side*yawDeg*math.Pi/180)
				if err != nil {
					t.Fatal(err)
				}
				unmoved, err := log.Image(i, recorder.Centre)
				if err != nil {
					t.Fatal(err)
				}
				error, still, n = error+below(got, kept), still+below(unmoved, kept), n+1
			}
			fmt.Fprintf(&table, "%4.1f m %2.0f degrees: %5.2f levels, unmoved %5.2f\n", shiftM, yawDeg, error/n, still/n)
			if (shiftM > 0.3 || yawDeg > 1) && error > still*0.75 {
				t.Errorf("shifted %v m and turned %v degrees: %.2f levels, unmoved %.2f", shiftM, yawDeg, error/n, still/n)
			}
			checked++
		}
	}
	if checked != 20 {
		t.Fatalf("%d poses were checked", checked)
	}
	t.Log("\n" + table.String())
}
