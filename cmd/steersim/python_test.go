package main

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"steersim/assets"
	"steersim/model"
)

// The lines of Python in the README are run as they stand there.
func TestThePythonOfTheREADMERuns(t *testing.T) {
	python := cmp.Or(os.Getenv("STEERSIM_PYTHON"), "python3")
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^    import mcap.*\n(    .*\n)+`).FindString(string(readme))
	if lines == "" {
		t.Fatal("the README has no Python that begins with import mcap")
	}
	imports, _, _ := strings.Cut(strings.TrimSpace(lines), "\n")
	if out, err := exec.Command(python, "-c", imports).CombinedOutput(); err != nil {
		t.Skipf("%s lacks what the README's Python imports (STEERSIM_PYTHON names another interpreter): %v\n%s", python, err, out)
	}
	t.Chdir(t.TempDir())
	shipped, meta, err := model.Read(assets.Net())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("runs/first", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := model.WriteFile("runs/first/net.safetensors", shipped.Member(0), meta); err != nil { // a run's net is one network
		t.Fatal(err)
	}
	must(t, "record", "--road", "kart", "--minutes", "0.05", "--out", "data/log.mcap")
	must(t, "export", "--onnx", "net.onnx")
	script := strings.ReplaceAll(lines, "\n    ", "\n")[len("    "):] + "print(len(curvatures), first_layer.shape, curvature.shape)\n"
	run := exec.Command(python, "-c", script)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if want := "30 (24, 3, 5, 5) (1, 1)\n"; err != nil || string(out) != want {
		t.Errorf("got %q (%v), want %q", out, err, want)
	}
}
