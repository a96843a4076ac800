package donkey

import (
	"bufio"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// childLog names the log that this program, run again, records until it is killed.
const childLog = "STEERSIM_TEST_KILLED_TUB"

func TestMain(m *testing.M) {
	if path := os.Getenv(childLog); path != "" {
		fmt.Fprintln(os.Stderr, recordForEver(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// recordForEver says after each record how many are written.
func recordForEver(path string) error {
	w, err := Create(path, recorder.DonkeyCar())
	if err != nil {
		return err
	}
	log := recordertest.Wavy(killed)
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
	select {} // all is written, but not closed
}

var killed = recordertest.Plan{Drives: 1, Records: 400, Size: image.Pt(32, 16), Seed: 2}

// The oracle is what the child said before it died.
func TestKilledRecordingReadsUpToItsLastRecord(t *testing.T) {
	want := recordertest.Wavy(killed)
	read := 0
	for _, after := range []time.Duration{5, 20, 50} {
		folder := filepath.Join(t.TempDir(), "killed")
		said := recordAndKill(t, folder, after*time.Millisecond)
		l := open(t, folder)
		rows, first := l.LeftOut()
		if l.Len() < said || l.Len() > said+1 || rows > 0 || l.Cut() {
			t.Errorf("after %d ms: %d records, %v, cut %v, want %d or one more", after, l.Len(), first, l.Cut(), said)
		}
		for i := range l.Len() {
			info := want.Info(i)
			forget(&info)
			if l.Info(i) != info {
				t.Fatalf("record %d: got %+v, want %+v", i, l.Info(i), info)
			}
		}
		recordertest.Dataset(t, l)
		read += l.Len()
	}
	t.Logf("%d records read back", read)
}

// recordAndKill returns how many records the child reported. The clock starts with its first.
func recordAndKill(t *testing.T, folder string, after time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childLog+"="+folder)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said, lines := 0, bufio.NewScanner(out)
	for lines.Scan() {
		var n int
		if _, err := fmt.Sscan(lines.Text(), &n); err != nil || n != said+1 {
			break // a line that was cut in the middle
		}
		if said = n; n == 1 {
			time.AfterFunc(after, func() { _ = child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil || said == 0 {
		t.Fatalf("the recorder ended by itself after %d records", said)
	}
	return said
}
