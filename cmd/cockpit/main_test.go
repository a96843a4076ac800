//go:build window

package main

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"steersim/recorder/native"
)

// TestMain is the program itself when it is told so: the tests start it in a window of its own.
func TestMain(m *testing.M) {
	if os.Getenv("COCKPIT_ITSELF") != "" {
		main()
	}
	os.Exit(m.Run())
}

// start readies the program in an empty folder, whose settings are its own.
func start(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, out, errs *bytes.Buffer) {
	t.Helper()
	cmd = exec.Command(os.Args[0], args...)
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, errs
	cmd.Env = append(os.Environ(), "COCKPIT_ITSELF=1", "XDG_CONFIG_HOME="+dir)
	return cmd, out, errs
}

// awaited waits for the window, and a little for what is in it: machines are slow at times.
const awaited = `timeout 60 xdotool search --sync --onlyvisible --name '^steersim cockpit$' >/dev/null; sleep 4; `

func TestExitStatus(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		want int
		says string
	}{
		"help":                    {[]string{"-h"}, 0, "cockpit play"},
		"help of a command":       {[]string{"watch", "-h"}, 0, "-net"},
		"an unknown command":      {[]string{"fly"}, 2, `"fly"`},
		"an unknown flag":         {[]string{"play", "--net", "x"}, 2, "-net"},
		"too many words":          {[]string{"play", "village"}, 2, "village"},
		"an unknown road":         {[]string{"play", "--road", "nowhere"}, 2, "nowhere"},
		"a missing network":       {[]string{"watch", "--net", "none.safetensors"}, 1, "none.safetensors"},
		"a screenshot too late":   {[]string{"watch", "--screenshot", "x.png", "--quit-after", "1"}, 2, "--after"},
		"seconds below zero":      {[]string{"watch", "--quit-after", "-1"}, 2, "seconds"},
		"one dash for a question": {[]string{"-quit-after", "0.5"}, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cmd, out, errs := start(t, t.TempDir(), tc.args...)
			_ = cmd.Run()
			if got := cmd.ProcessState.ExitCode(); got != tc.want || !strings.Contains(out.String()+errs.String(), tc.says) {
				t.Errorf("status %d, want %d, and a word of %q:\n%s%s", got, tc.want, tc.says, out, errs)
			}
		})
	}
}

// TestPlayByKeys: from the start page into a drive, recording, steering, and out again, by a keyboard's keys.
func TestPlayByKeys(t *testing.T) {
	if _, err := exec.LookPath("xdotool"); err != nil {
		t.Skip("no xdotool: no key can be pressed")
	}
	dir := t.TempDir()
	cmd, out, errs := start(t, dir, "--screenshot", "page.png", "--after", "1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	keys := exec.Command("sh", "-c", awaited+`xdotool key --delay 200 Return; sleep 6; xdotool key --delay 200 r; sleep 1
xdotool keydown Left; sleep 1; xdotool keyup Left; sleep 4; xdotool key --delay 200 r; sleep 1; xdotool key --delay 200 Escape; sleep 4; xdotool key --delay 200 Escape`)
	if err := keys.Run(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatalf("%v:\n%s%s", err, out, errs)
		}
	case <-time.After(20 * time.Second):
		_ = cmd.Process.Kill()
		t.Fatal("Escape twice does not end the program")
	}
	logs, err := filepath.Glob(filepath.Join(dir, "drives", "*.mcap"))
	if err != nil || len(logs) != 1 || !strings.Contains(out.String(), filepath.Base(logs[0])) {
		t.Fatalf("logs %v, %v, and it says %q", logs, err, out)
	}
	log, err := native.Open(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	least, most := 0.0, 0.0
	for i := range log.Len() {
		k := log.Info(i).CurvaturePerM
		least, most = min(least, k), max(most, k)
	}
	if log.Len() < 20 || !(most > 0.001) || least < -0.001 || log.Drives()[0].Driver != "person" {
		t.Errorf("%d records of %q, curvature from %v to %v: want a turn to the left by a person", log.Len(), log.Drives()[0].Driver, least, most)
	}
	f, err := os.Open(filepath.Join(dir, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := png.Decode(f); err != nil {
		t.Error(err)
	}
}

// TestSignalWhileRecording: a program that is told to end keeps what waits to be written.
func TestSignalWhileRecording(t *testing.T) {
	if _, err := exec.LookPath("xdotool"); err != nil {
		t.Skip("no xdotool: no key can be pressed")
	}
	dir := t.TempDir()
	cmd, out, errs := start(t, dir, "play", "--road", "village", "--record", "log.mcap")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("sh", "-c", awaited+"xdotool key --delay 200 r; sleep 5").Run(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v:\n%s%s", err, out, errs)
	}
	log, err := native.Open(filepath.Join(dir, "log.mcap"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	if log.Cut() || log.Len() < 10 {
		t.Errorf("%d records, cut off: %v", log.Len(), log.Cut())
	}
}
