package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/trainer"
	"steersim/trainer/rounds"
)

// smallCircuit is a road of a quarter of a kilometre, to judge on.
const smallCircuit = "# x_m,y_m,radius_m\n0,0,20\n80,0,20\n80,55,20\n0,55,20\n"

// Oracle: the improvement that was never broken off.
func TestImproveGoesOnWhereItWasBrokenOff(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("small.csv", []byte(smallCircuit), 0o666); err != nil {
		t.Fatal(err)
	}
	must(t, "record", "--road", "random:1,random:2", "--scene", "clear,rain", "--minutes", "0.2", "--drive-seconds", "6", "--out", "log.mcap")
	line := func(out string, more ...string) []string {
		return append([]string{"improve", "--data", "log.mcap", "--out", out, "--rounds", "2", "--minutes", "0.05", "--epochs", "2",
			"--first-epochs", "2", "--samples", "64", "--judge-road", "small.csv", "--judge-scene", "clear"}, more...)
	}
	must(t, line("whole")...)

	stops := 0
	for i, after := range []string{"round-0/last.safetensors", "round-1.mcap", "round-1/last.safetensors"} {
		stops += stopAfter(t, filepath.Join("broken", after), line("broken", []string{"--resume"}[:min(i, 1)]...))
	}
	must(t, line("broken", "--resume")...)
	if stops == 0 {
		t.Error("it was never broken off")
	}
	for _, name := range []string{"net.safetensors", "improve.json", "round-0/net.safetensors", "round-1.mcap", "round-1/net.safetensors", "round-1/last.safetensors", "round-2.mcap", "round-2/net.safetensors"} {
		a, err1 := os.ReadFile(filepath.Join("whole", name))
		b, err2 := os.ReadFile(filepath.Join("broken", name))
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs after %d stops", name, stops)
		}
	}
	whole, broken := table(t, "whole"), table(t, "broken")
	if !reflect.DeepEqual(whole, broken) || len(whole) != 3 {
		t.Errorf("got %+v\nwant %+v of 3 rounds", broken, whole)
	}
	if r := whole[2]; r.KmDrivenToLearn <= 0 || r.Pictures <= whole[1].Pictures || r.MinutesOfDriving <= whole[1].MinutesOfDriving {
		t.Errorf("round 2 is %+v after %+v: want more to learn from", r, whole[1])
	}
	warm(t, whole)
}

// warm says whether every round after the first began with the network before it.
func warm(t *testing.T, all []rounds.Round) {
	t.Helper()
	for n := 1; n < len(all); n++ {
		c, err := trainer.ReadCheckpoint(filepath.Join("whole", fmt.Sprintf("round-%d", n)))
		if err != nil {
			t.Fatal(err)
		}
		im := improvement{dir: "whole"}
		net, err := setup.LoadNet(im.round(n - 1))
		if err != nil {
			t.Fatal(err)
		}
		if want := net.Weights().Hash(); c.First != want {
			t.Errorf("round %d began with %.12s, want %.12s of %s", n, c.First, want, net.Name)
		}
		d, err := native.Open(im.log(n))
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		for _, drive := range d.Drives() {
			if drive.Driver != recorder.Answered {
				t.Errorf("round %d, drive %d was driven by %q", n, drive.Number, drive.Driver)
			}
		}
	}
}

// stopAfter runs a command line until a file is there, and counts the stop, if it came before the end.
func stopAfter(t *testing.T, path string, line []string) int {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer cancel()
		for {
			select {
			case <-ended:
				return
			case <-time.After(2 * time.Millisecond):
				if _, err := os.Stat(path); err == nil {
					return
				}
			}
		}
	}()
	err := run(ctx, line, streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}})
	close(ended)
	if err == nil {
		return 0
	}
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped at %s: got %v, want %v", path, err, context.Canceled)
	}
	return 1
}

// table reads an improvement's rounds, without their times.
func table(t *testing.T, dir string) []rounds.Round {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "improve.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := rounds.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].Seconds = 0
	}
	return all
}
