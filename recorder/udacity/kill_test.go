package udacity

import (
	"image"
	"path/filepath"
	"testing"
	"time"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

func TestMain(m *testing.M) {
	recordertest.Main(m, func(path string) error {
		w, err := Create(path, recorder.UdacityCar())
		if err != nil {
			return err
		}
		return recordertest.Recite(w, recordertest.Wavy(killed))
	})
}

var killed = recordertest.Plan{Drives: 1, Records: 400, Size: image.Pt(32, 16), Seed: 2}

// The oracle is what the child said before it died.
func TestKilledRecordingReadsUpToItsLastRecord(t *testing.T) {
	want := recordertest.Wavy(killed)
	read := 0
	for _, after := range []time.Duration{5, 20, 50} {
		folder := filepath.Join(t.TempDir(), "killed")
		said := recordertest.Kill(t, folder, after*time.Millisecond)
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
