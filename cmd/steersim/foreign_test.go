package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/camera/cv"
)

// say runs a command line and returns what it said.
func say(t *testing.T, args ...string) (code int, out, remarks string) {
	t.Helper()
	var o, e bytes.Buffer
	code = status(t.Context(), args, streams{out: &o, err: &e})
	return code, o.String(), e.String()
}

// Our own network, exported and driven as one of others, drives nearly as it does: its pictures are resized otherwise, and each answer is driven as it is.
func TestForeignNetworksDrive(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	net := filepath.Join(t.TempDir(), "net.onnx")
	if code, _, remarks := say(t, "export", "--onnx", net); code != 0 {
		t.Fatal(remarks)
	}
	drive := []string{"drive", "--road", "village", "--seconds", "10", "--net", net, "--onnx-colour", "yuv", "--onnx-output", "curvature", "--onnx-positive", "left"}
	code, out, remarks := say(t, drive...)
	if code != 0 || !strings.Contains(out, "100.00              0") {
		t.Errorf("status %d, want a drive without an intervention: %s%s", code, out, remarks)
	}
	if n := strings.Count(remarks, "assumed: 60:25 cut off at top and bottom, resized to 200x66, yuv, x, input [1 3 66 200]; answers with curvature in 1/m, positive to the left"); n != 1 {
		t.Errorf("the assumptions are told %d times, want once: %s", n, remarks)
	}
	if _, _, swapped := say(t, append(drive, "--onnx-positive", "right", "--json")...); !strings.Contains(swapped, "positive to the right") {
		t.Errorf("got %s", swapped)
	}
	log := filepath.Join(t.TempDir(), "log.mcap")
	if code, _, remarks := say(t, "record", "--road", "village", "--minutes", "0.1", "--no-noise", "--out", log); code != 0 {
		t.Fatal(remarks)
	}
	code, out, remarks = say(t, "replay", "--data", log, "--net", net, "--onnx-colour", "yuv", "--onnx-output", "curvature", "--onnx-positive", "left")
	if code != 0 || !strings.Contains(out, "100.00              0") || !strings.Contains(remarks, "assumed") {
		t.Errorf("replay: status %d: %s%s", code, out, remarks)
	}
}

// The network of others that Udacity's course is known for runs with no flag at all, and twice the same.
func TestForeignPilotNetDrives(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV")
	}
	net := filepath.Join("..", "..", "..", "shared", "nets", "naokishibuya_pilotnet.onnx")
	if _, err := os.Stat(net); err != nil {
		t.Skipf("the foreign network is not here: %v", err)
	}
	trace := func() []byte {
		path := filepath.Join(t.TempDir(), "trace.csv")
		if code, _, remarks := say(t, "drive", "--road", "oval", "--seconds", "5", "--net", net, "--trace", path); code != 0 || strings.Count(remarks, "wheel angle over 25°, positive to the right") != 1 {
			t.Fatalf("status %d: %s", code, remarks)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if first, second := trace(), trace(); !bytes.Equal(first, second) {
		t.Error("the same drive gives another trace")
	}
	if code, _, remarks := say(t, "explain", "--net", net, "--image", "x.png", "--out", t.TempDir()); code != 1 || !strings.Contains(remarks, "go to drive, eval and replay alone") {
		t.Errorf("explain: status %d: %s", code, remarks)
	}
}
