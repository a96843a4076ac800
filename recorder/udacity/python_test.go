package udacity

import (
	"cmp"
	"encoding/json"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"steersim/recorder/recordertest"
)

// The oracle is a script in the manner of the course, with Python's own reader of CSV and float.
func TestAScriptOfTheCourseReadsTheLog(t *testing.T) {
	python := cmp.Or(os.Getenv("STEERSIM_PYTHON"), "python3")
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("no %s (STEERSIM_PYTHON names another interpreter): %v", python, err)
	}
	plan := recordertest.Plan{Drives: 2, Records: 23, Size: image.Pt(32, 16), Seed: 4}
	want := recordertest.Wavy(plan)
	run := exec.Command(python, filepath.Join("testdata", "course.py"), store(t, want))
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Rows, Opened int
		Samples      [][5]any
		Sizes        [][2]int
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	if said.Rows != want.Len() || len(said.Samples) != 3*want.Len() {
		t.Fatalf("got %d rows and %d samples, want %d and three times as many", said.Rows, len(said.Samples), want.Len())
	}
	for i, got := range said.Samples {
		info := want.Info(i / 3)
		forget(&info)
		steering := -info.SteerRad/lockRad + []float64{0, 0.2, -0.2}[i%3]
		const float32s = 1e-7 // half a step of 32 bits for numbers up to 1
		name, _ := got[0].(string)
		numbers := [4]float64{}
		for n := range numbers {
			numbers[n], _ = got[n+1].(float64)
		}
		if math.Abs(numbers[0]-steering) > float32s || numbers[1] != 0 || numbers[2] != 0 || math.Abs(numbers[3]-22.3693629) > 30*float32s { // 10 m/s in mph
			t.Fatalf("row %d, sample %d: got %v, want a steering of %v at 22.369 mph", i/3, i%3, got, steering)
		}
		if camera := []string{"center_", "left_", "right_"}[i%3]; !strings.HasPrefix(name, camera+"2000_01_01_") {
			t.Fatalf("row %d: got picture %q, want one of %s", i/3, name, camera)
		}
	}
	if said.Opened == 0 {
		t.Logf("%s has no PIL: pictures were found, but not decoded", python)
	} else if said.Opened != len(said.Samples) || len(said.Sizes) != 1 || said.Sizes[0] != [2]int{plan.Size.X, plan.Size.Y} {
		t.Errorf("got %d pictures of %v, want %d of %v", said.Opened, said.Sizes, len(said.Samples), plan.Size)
	}
}
