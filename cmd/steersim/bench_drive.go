package main

import (
	"context"
	"image"
	"time"

	"steersim/camera"
	"steersim/camera/scene"
	"steersim/cmd/internal/setup"
	"steersim/sim"
	"steersim/sim/loop"
)

// The drive that is measured: a road with every kind of bend, all its objects, in scene clear.
const (
	benchRoad  = "country"
	benchScene = "clear"
	benchTime  = 2 * time.Second
)

// benchCamera measures the painter on one core, along the whole road.
func benchCamera(ctx context.Context) ([]figure, error) {
	course, look, err := benchCourse()
	if err != nil {
		return nil, err
	}
	poses := make([]sim.State, 500)
	for i := range poses {
		p := course.Road.LaneCentre(course.Road.LengthM() * float64(i) / float64(len(poses)))
		poses[i] = sim.State{Tick: int64(i), XM: p.XM, YM: p.YM, HeadingRad: p.HeadingRad, SpeedMPS: course.Cruise.SpeedMPS(p.SM)}
	}
	var figures []figure
	for _, b := range []struct {
		name string
		size image.Point
	}{{"frames_per_s_320x160", image.Pt(320, 160)}, {"frames_per_s_66x200", image.Pt(200, 66)}} {
		painter, err := course.Camera(b.size, camera.CentreMount, look, 1)
		if err != nil {
			return nil, err
		}
		frame := image.NewRGBA(image.Rectangle{Max: b.size})
		f, err := measure(ctx, b.name, "frames/s", benchRuns, func() (float64, error) {
			frames, start := 0, time.Now()
			for time.Since(start) < benchTime {
				for range 50 {
					painter.Render(frame, poses[frames%len(poses)])
					frames++
				}
			}
			return float64(frames) / time.Since(start).Seconds(), nil
		})
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// benchLoop measures control ticks: with the expert, which needs no picture, and with the network in assets.
func benchLoop(ctx context.Context) ([]figure, error) {
	course, look, err := benchCourse()
	if err != nil {
		return nil, err
	}
	net, err := setup.LoadNet("")
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, wheel := range []setup.Wheel{{}, {Net: net}} {
		config, err := wheel.Take(course)
		if err != nil {
			return nil, err
		}
		if wheel.Net != nil {
			if config.Camera, err = course.Camera(setup.FrameSize, camera.CentreMount, look, 1); err != nil {
				return nil, err
			}
		}
		l, err := loop.New(config)
		if err != nil {
			return nil, err
		}
		f, err := measure(ctx, "loop_ticks_per_s_"+wheel.Name(), "ticks/s", benchRuns, func() (float64, error) {
			ticks, start := 0, time.Now()
			for time.Since(start) < benchTime {
				for range 50 {
					if _, err := l.Tick(ctx); err != nil {
						return 0, err
					}
					ticks++
				}
			}
			return float64(ticks) / time.Since(start).Seconds(), nil
		})
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
	}
	return figures, nil
}

func benchCourse() (*setup.Course, scene.Scene, error) {
	road, err := setup.Road(benchRoad)
	if err != nil {
		return nil, scene.Scene{}, err
	}
	look, err := setup.Scene(benchScene)
	if err != nil {
		return nil, scene.Scene{}, err
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	return course, look, err
}
