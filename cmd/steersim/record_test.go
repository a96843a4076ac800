package main

import (
	"bytes"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

// untaught is the file of a network that has learnt nothing.
func untaught(t *testing.T, dir string) string {
	t.Helper()
	w, err := model.NewWeights(model.PilotNet(), 3)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "untaught.safetensors")
	if err := model.WriteFile(path, w, model.Meta{Prepare: camera.DefaultPrepare(), Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return path
}

// must runs a command line that must succeed, and returns what it printed.
func must(t *testing.T, line ...string) string {
	t.Helper()
	var out, remarks bytes.Buffer
	if err := run(t.Context(), line, streams{out: &out, err: &remarks}); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(line, " "), err, remarks.String())
	}
	return out.String()
}

// Oracle: a fresh expert in a world whose car stands at the recorded pose.
func TestRecordHoldsTheExpertsAnswersToTheNet(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "log.mcap")
	must(t, "record", "--driver", "net", "--net", untaught(t, dir), "--road", "kart,random:7", "--minutes", "0.2", "--drive-seconds", "6", "--out", log)
	data, err := native.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	drives := data.Drives()
	put := 0 // interventions: the log goes on in another drive, on the lane's centre
	for i := range data.Len() {
		info := data.Info(i)
		if d := drives[info.Drive]; d.Driver != recorder.Answered || !d.Corrects() {
			t.Fatalf("drive %d was driven by %q, want %q", d.Number, d.Driver, recorder.Answered)
		}
		if i > 0 && info.Drive != data.Info(i-1).Drive && math.Abs(data.Info(i-1).Truth.OffsetM) > 0.7 {
			put++
		}
		if info.TimeS == 0 && math.Abs(info.Truth.OffsetM) > 0.1 {
			t.Errorf("drive %d begins %.2f m off the lane's centre", info.Drive, info.Truth.OffsetM)
		}
		if want := answer(t, info); math.Abs(info.CurvaturePerM-want) > 1e-8 { // as far as places are found alike
			t.Errorf("record %d, %.2f m off the lane's centre: label %v, want %v", i, info.Truth.OffsetM, info.CurvaturePerM, want)
		}
	}
	if data.Len() < 120 || put == 0 || len(drives) < 3 {
		t.Errorf("%d records in %d drives after %d interventions: want 120 or more, and some", data.Len(), len(drives), put)
	}
}

// answer is what a fresh expert asks for where a record was made.
func answer(t *testing.T, info recorder.Info) float64 {
	t.Helper()
	road, err := setup.Road(info.Road)
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	s := info.Truth.State
	if err := world.Place(s.XM, s.YM, s.HeadingRad, s.SpeedMPS, 0); err != nil {
		t.Fatal(err)
	}
	e, err := expert.New(world, road, expert.Law{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Drive(t.Context(), loop.Observation{})
	if err != nil {
		t.Fatal(err)
	}
	return c.CurvaturePerM
}
