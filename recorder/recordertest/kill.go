package recordertest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"steersim/recorder"
)

// childLog names the log that a test's program, run again, records until it is killed.
const childLog = "STEERSIM_TEST_KILLED_LOG"

// Main is TestMain of a package whose recorder is killed. Run again by Kill, the program records instead of testing; record prints 1,
// 2, 3, ..., a line each, when so much is written.
func Main(m *testing.M, record func(path string) error) {
	if path := os.Getenv(childLog); path != "" {
		fmt.Fprintln(os.Stderr, record(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// Recite writes the one drive of a log, says after each record how many are written, and waits, with w not closed, to be killed.
func Recite(w recorder.Writer, log *Memory) (err error) {
	if err := w.Begin(recorder.Drive{}); err != nil {
		return err
	}
	var r recorder.Record
	for i := range log.Len() {
		r.Info = log.Info(i)
		for v := range recorder.Views {
			if r.JPEG[v], err = log.JPEG(i, v, r.JPEG[v][:0]); err != nil {
				return err
			}
		}
		if err := w.Write(r); err != nil {
			return err
		}
		fmt.Println(i + 1)
	}
	time.Sleep(time.Hour)
	return nil
}

// Kill records a log in a process of its own, kills that so long after its first line, and returns the last number that it said.
func Kill(t *testing.T, path string, after time.Duration) (said int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childLog+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var n int
		if _, err := fmt.Sscan(lines.Text(), &n); err != nil || n != said+1 {
			break // a line that was cut in the middle
		}
		if said = n; n == 1 {
			time.AfterFunc(after, func() { _ = child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil || said == 0 {
		t.Fatalf("the recorder ended by itself after it had said %d", said)
	}
	return said
}
