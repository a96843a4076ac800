package trainer

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"steersim/model"
)

// killDir tells the test binary, run again, to be the training that gets killed.
const killDir = "STEERSIM_TEST_TRAIN_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		if err := trainSlowly(dir); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// trainSlowly starts or resumes the tiny job, with steps that take long enough to be killed in.
func trainSlowly(dir string) error {
	j := tinyJob(dir)
	j.Resume = true
	j.NewFitter = func(w model.Weights, batch int) (Fitter, error) {
		f, err := newLinear(w, batch)
		f.(*linear).onStep = func(int64) error {
			time.Sleep(2 * time.Millisecond)
			return nil
		}
		return f, err
	}
	_, err := Run(context.Background(), j)
	return err
}

// Oracle: a run that was never killed. SIGKILL leaves no time to tidy up; whatever is in the directory must do.
func TestKilledAndResumedIsTheSame(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no SIGKILL")
	}
	whole := t.TempDir()
	train(t, tinyJob(whole))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	kills := 0
	for done := false; !done; {
		var stderr bytes.Buffer
		c := exec.CommandContext(t.Context(), os.Args[0])
		c.Env = append(os.Environ(), killDir+"="+dir)
		c.Stderr = &stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		patience := time.Hour
		if kills < 6 {
			patience = 20*time.Millisecond + time.Duration(rng.Int64N(int64(150*time.Millisecond)))
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("%v: %s", err, stderr.Bytes())
			}
			done = true
		case <-time.After(patience):
			if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
			<-ended
			kills++
		}
	}
	t.Logf("%d kills", kills)
	if kills < 2 {
		t.Errorf("only %d kills", kills)
	}
	for _, name := range []string{"net.safetensors", "last.safetensors", "run.json"} {
		sameFile(t, name, whole, dir)
	}
}
