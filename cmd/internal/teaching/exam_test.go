package teaching_test

import (
	"math"
	"testing"

	"steersim/assets"
	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/model"
	"steersim/sim/eval"
	"steersim/sim/loop"
	"steersim/trainer"
)

// Oracle: the same drives, wired by hand with whole pictures, as eval makes them.
func TestAnExamIsAnEvaluation(t *testing.T) {
	weights, meta, err := model.Read(assets.Net())
	if err != nil {
		t.Fatal(err)
	}
	net, err := setup.LoadNet("")
	if err != nil {
		t.Fatal(err)
	}
	places := [][2]string{{"kart", "snow"}, {"random:77", "random:78"}}
	for _, latencyTicks := range []int{0, 4} {
		exam := trainer.Exam{EveryEpochs: 1, Seconds: 4, LatencyS: float64(latencyTicks) * 0.05}
		var drives []eval.Drive
		for _, p := range places {
			exam.Roads, exam.Scenes = append(exam.Roads, p[0]), append(exam.Scenes, p[1])
			road, err := setup.Road(p[0])
			if err != nil {
				t.Fatal(err)
			}
			course, err := setup.NewCourse(road, loop.DefaultCruise())
			if err != nil {
				t.Fatal(err)
			}
			drives = append(drives, eval.Drive{Road: p[0], Scene: p[1], Seconds: exam.Seconds, Rig: func() (eval.Rig, error) {
				c, err := setup.Wheel{Net: net}.Take(course)
				if err != nil {
					return eval.Rig{}, err
				}
				if c.Driver, err = loop.Delay(c.Driver, latencyTicks); err != nil {
					return eval.Rig{}, err
				}
				c.Camera, err = course.CameraIn(p[1], setup.FrameSize, camera.CentreMount, 1)
				return eval.Rig{Loop: c}, err
			}})
		}
		reports, err := eval.Matrix(t.Context(), drives, 1, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := eval.Total(reports)
		examine, err := teaching.NewExaminer(t.Context(), exam, meta.Prepare, 2)
		if err != nil {
			t.Fatal(err)
		}
		got, err := examine(t.Context(), weights)
		if err != nil {
			t.Fatal(err)
		}
		if got.Interventions != want.Interventions || math.Abs(got.LateralMAEM-want.LateralMAEM) > 1e-12 || math.Abs(got.WhitenessDegS-want.WhitenessDegS) > 1e-9 || want.LateralMAEM == 0 {
			t.Errorf("latency of %d ticks: %+v, want %+v", latencyTicks, got, want)
		}
	}
}
