package cockpit

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMemoryKeepsTheLastChoice(t *testing.T) {
	m := Memory{filepath.Join(t.TempDir(), "a", "b.json")}
	if c, err := m.Read(); err != nil || c != defaultChoice() {
		t.Errorf("nothing is remembered: %+v, %v", c, err)
	}
	want := Choice{Watch: true, Road: "random:7", Scene: "snow", Net: "runs/first"}
	if err := m.Write(want); err != nil {
		t.Fatal(err)
	}
	if got, err := m.Read(); err != nil || got != want {
		t.Errorf("remembered %+v, %v, want %+v", got, err, want)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.csv", "b.safetensors", "oval"} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	here := func(name string) string { p, _ := filepath.Abs(name); return p }
	for given, want := range map[Choice]Choice{
		{Road: "a.csv", Net: "b.safetensors,missing"}: {Road: here("a.csv"), Net: here("b.safetensors") + ",missing"},
		{Road: "oval"}: {Road: "oval"}, // a road's name comes before a file's
	} {
		if err := m.Write(given); err != nil {
			t.Fatal(err)
		}
		if got, err := m.Read(); err != nil || got.Road != want.Road || got.Net != want.Net {
			t.Errorf("of %+v is remembered %+v, %v, want %+v", given, got, err, want)
		}
	}
	if err := os.WriteFile(m.path, []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if c, err := m.Read(); err == nil || c != defaultChoice() {
		t.Errorf("a torn file: %+v, %v, want the default and an error", c, err)
	}
	if err := m.Write(want); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Dir(m.path))
	if err != nil || len(files) != 1 {
		t.Errorf("%d files, %v, want one", len(files), err)
	}
}
