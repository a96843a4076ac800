package trainer

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRunLearns(t *testing.T) {
	dir := t.TempDir()
	r, err := Run(t.Context(), tinyJob(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", r)
	if len(r.History) != 4 {
		t.Fatal(r)
	}
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		t.Log(f.Name())
	}
	b, _ := os.ReadFile(filepath.Join(dir, "run.json"))
	t.Logf("%s", b)
	b, _ = os.ReadFile(filepath.Join(dir, "history.csv"))
	t.Logf("%s", b)
}
