package donkey

import (
	"cmp"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// The oracle is donkeycar's own reader, which also deletes a record.
func TestDonkeycarReadsTheTub(t *testing.T) {
	python := cmp.Or(os.Getenv("STEERSIM_PYTHON"), "python3")
	script := filepath.Join("testdata", "tub.py")
	if out, err := exec.Command(python, script, "check").CombinedOutput(); err != nil {
		t.Skipf("%s has no donkeycar with numpy and Pillow (STEERSIM_PYTHON names another interpreter): %v\n%s", python, err, out)
	}
	want := recordertest.Wavy(recordertest.Plan{Drives: 2, Records: 523, Size: image.Pt(16, 8), Seed: 4})
	folder := store(t, want)
	const deleted = 1010
	run := exec.Command(python, script, folder, fmt.Sprint(deleted))
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	type record struct {
		Index   int     `json:"_index"`
		Session string  `json:"_session_id"`
		Image   string  `json:"cam/image_array"`
		Left    string  `json:"cam/image_array_left"`
		Angle   float64 `json:"user/angle"`
		Speed   float64 `json:"pos/speed"`
		Mode    string  `json:"user/mode"`
	}
	var said struct {
		Inputs, Sessions []string
		Records          []record
		Length           int
		Middle           record
		MiddleIndex      int `json:"middle_index"`
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	if len(said.Records) != want.Len() || said.Length != want.Len() || len(said.Sessions) != 2 || len(said.Inputs) != 7 {
		t.Fatalf("got %d of %d records, %d sessions, inputs %q, want %d records of two sessions", len(said.Records), said.Length, len(said.Sessions), said.Inputs, want.Len())
	}
	for i, got := range said.Records {
		info := want.Info(i)
		expect := record{
			Index: i, Session: said.Sessions[info.Drive], Image: fmt.Sprintf("%d_cam_image_array_.jpg", i),
			Angle: recorder.DonkeyCar().Right(info.CurvaturePerM), Speed: info.SpeedMPS, Mode: "user",
		}
		if info.Has[recorder.Left] {
			expect.Left = fmt.Sprintf("%d_cam_image_array_left_.jpg", i)
		}
		if got != expect {
			t.Fatalf("record %d: got %+v, want %+v", i, got, expect)
		}
	}
	if said.MiddleIndex <= 1000 || said.Middle != said.Records[said.MiddleIndex] {
		t.Errorf("line lengths lead to %+v, want record %d, %+v", said.Middle, said.MiddleIndex, said.Records[said.MiddleIndex])
	}
	l := open(t, folder)
	before, after := l.Info(deleted-1), l.Info(deleted)
	if n, first := l.LeftOut(); l.Len() != want.Len()-1 || n != 0 || after.TimeS-before.TimeS < 0.19 {
		t.Errorf("without record %d there are %d records, %d left out (%v), and it goes on %v s later", deleted, l.Len(), n, first, after.TimeS-before.TimeS)
	}
}
