package teaching

import (
	"context"
	"fmt"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
	"steersim/trainer"
)

// DefaultExam is a short one after every epoch on generated roads in random scenes; every second road is a fast one.
func DefaultExam() trainer.Exam {
	e := trainer.Exam{EveryEpochs: 1, Seconds: 30}
	for n := range 8 {
		name := fmt.Sprintf("random:%d", 900_001+n)
		e.Scenes = append(e.Scenes, name)
		if n%2 == 1 {
			name += "x3"
		}
		e.Roads = append(e.Roads, name)
	}
	return e
}

// examSeed is of the pictures' noise.
const examSeed = 1

// NewExaminer makes an exam's roads ready: nil where there is no exam. Pictures are prepared as the training's are;
// jobs drives are made side by side.
func NewExaminer(ctx context.Context, e trainer.Exam, prepare camera.PrepareConfig, jobs int) (trainer.Examiner, error) {
	if e.EveryEpochs == 0 {
		return nil, nil
	}
	roads, err := setup.Roads(ctx, e.Roads)
	if err != nil {
		return nil, err
	}
	var drives []examDrive
	for i, road := range roads {
		course, err := setup.NewCourse(road, loop.DefaultCruise())
		if err != nil {
			return nil, err
		}
		d := examDrive{course: course, scene: e.Scenes[i%len(e.Scenes)], prepare: prepare, latencyS: e.LatencyS}
		if _, err := setup.Scene(d.scene); err != nil {
			return nil, err
		}
		drives = append(drives, d)
	}
	return func(ctx context.Context, w model.Weights) (trainer.Drives, error) {
		var list []eval.Drive
		for _, d := range drives {
			list = append(list, eval.Drive{Road: d.course.Road.Name, Scene: d.scene, Driver: "net", Seed: examSeed, Seconds: e.Seconds, ExpectS: e.Seconds,
				Rig: func() (eval.Rig, error) { return d.rig(w) }})
		}
		defer setup.KeepProcessors(jobs)()
		reports, err := eval.Matrix(ctx, list, jobs, nil, nil)
		if err != nil {
			return trainer.Drives{}, err
		}
		t := eval.Total(reports)
		return trainer.Drives{Interventions: t.Interventions, AutonomyPct: t.AutonomyPct, LateralMAEM: t.LateralMAEM, WhitenessDegS: t.WhitenessDegS}, nil
	}, nil
}

// examDrive is one road of an exam in its scene.
type examDrive struct {
	course   *setup.Course
	scene    string
	prepare  camera.PrepareConfig
	latencyS float64
}

func (d examDrive) rig(w model.Weights) (eval.Rig, error) {
	config, err := setup.Wheel{Net: setup.NetOf(w, d.prepare)}.Take(d.course)
	if err != nil {
		return eval.Rig{}, err
	}
	if config.Driver, err = loop.Delay(config.Driver, int(d.latencyS*sim.ControlHz+0.5)); err != nil {
		return eval.Rig{}, err
	}
	config.Camera, err = d.course.Crop(d.scene, d.prepare, examSeed)
	return eval.Rig{Loop: config}, err
}
