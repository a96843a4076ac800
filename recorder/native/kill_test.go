package native

import (
	"fmt"
	"image"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

var size = image.Pt(160, 80)

func TestMain(m *testing.M) { recordertest.Main(m, recordForEver) }

// recordForEver says after each note how many have been made: drives of 30.5 s, one after the other.
func recordForEver(path string) error {
	w, err := Create(path)
	if err != nil {
		return err
	}
	r, err := recorder.New(w, recorder.DefaultConfig())
	if err != nil {
		return err
	}
	for noted := 0; ; {
		if err := r.BeginDrive(recorder.Drive{Road: "eight", Scene: "clear"}, recordertest.Cameras(size)); err != nil {
			return err
		}
		for i := range killedDrive {
			if err := r.Note(recordertest.Sample(i)); err != nil {
				return err
			}
			noted++
			fmt.Println(noted)
		}
		if err := r.EndDrive(); err != nil {
			return err
		}
	}
}

const killedDrive = 610 // notes, 305 records

// The oracle is what the child said before it died: a note is a twentieth of a second, and all but the last second reads.
func TestKilledRecordingReadsUpToTheLastSecond(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	seconds := 0.0
	for run := range 6 {
		path := filepath.Join(t.TempDir(), "killed.mcap")
		notes := recordertest.Kill(t, path, time.Duration(30+rng.IntN(200))*time.Millisecond)
		l, err := Open(path)
		if err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
		whole := notes / killedDrive * (killedDrive / 2)
		records := whole + (notes%killedDrive+1)/2
		if lost := records - l.Len(); lost > 10 || !l.Cut() {
			t.Errorf("run %d: %d records of %d, cut %v, want at most 10 lost", run, l.Len(), records, l.Cut())
		}
		for i := range l.Len() {
			if want := recordertest.Sample(i % (killedDrive / 2) * 2).Truth; l.Info(i).Truth.State != want || l.Info(i).Drive != i/(killedDrive/2) {
				t.Fatalf("run %d: record %d: got %+v, want %+v", run, i, l.Info(i), want)
			}
		}
		if l.Len() > 0 {
			recordertest.Dataset(t, l)
		}
		seconds += float64(l.Len()) / 10
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	if seconds < 1 {
		t.Errorf("%v s were recorded in all: nothing was checked", seconds)
	}
	t.Logf("%.1f simulated seconds read back", seconds)
}
