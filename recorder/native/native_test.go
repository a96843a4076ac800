package native

import (
	"bytes"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

var (
	_ recorder.Writer  = (*Writer)(nil)
	_ recorder.Dataset = (*Log)(nil)
)

func TestNativeKeepsTheFormatContract(t *testing.T) {
	recordertest.Format{
		Create: func(path string) (recorder.Writer, error) { return Create(path) },
		Open:   func(path string) (recorder.Dataset, error) { return Open(path) },
	}.Test(t)
}

// wavy is a small log and its bytes.
func wavy(t testing.TB, drives, records int) (*recordertest.Memory, []byte) {
	t.Helper()
	log := recordertest.Wavy(recordertest.Plan{Drives: drives, Records: records, Size: image.Pt(16, 8), Seed: 3})
	var b bytes.Buffer
	w, err := NewWriter(&b)
	if err == nil {
		err = errors.Join(recorder.Copy(w, log), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return log, b.Bytes()
}

func openBytes(data []byte) (*Log, error) {
	return newLog("test", bytes.NewReader(data), int64(len(data)))
}

// checkPrefix says that got is how want begins, and how many records it has.
func checkPrefix(t *testing.T, got recorder.Dataset, want *recordertest.Memory) int {
	t.Helper()
	for i := range got.Len() {
		if got.Info(i) != want.Info(i) {
			t.Fatalf("record %d: got %+v, want %+v", i, got.Info(i), want.Info(i))
		}
		for v := range recorder.Views {
			g, err := got.JPEG(i, v, nil)
			w, _ := want.JPEG(i, v, nil)
			if err != nil || !bytes.Equal(g, w) {
				t.Fatalf("record %d %v: got %d bytes, %v, want the %d written", i, v, len(g), err, len(w))
			}
		}
	}
	return got.Len()
}

func TestSameDrivesGiveTheSameBytes(t *testing.T) {
	_, first := wavy(t, 2, 12)
	_, again := wavy(t, 2, 12)
	if !bytes.Equal(first, again) {
		t.Error("two logs of the same drives differ")
	}
}

func TestHashIsOfWhatTheLogSays(t *testing.T) {
	hash := func(drives, records int) string {
		_, data := wavy(t, drives, records)
		l, err := openBytes(data)
		if err != nil {
			t.Fatal(err)
		}
		return l.Hash()
	}
	one, again := hash(1, 12), hash(1, 12)
	if one != again || one == hash(1, 11) || one == hash(2, 6) {
		t.Error("the hash does not follow the records and drives")
	}
}

// The oracle is the library's own reader, with its CRC checks on.
func TestTheLibraryReadsTheLog(t *testing.T) {
	_, data := wavy(t, 2, 23)
	lexer, err := mcap.NewLexer(bytes.NewReader(data), &mcap.LexerOptions{ValidateChunkCRCs: true})
	if err != nil {
		t.Fatal(err)
	}
	messages, last := 0, uint64(0)
	for {
		kind, body, err := lexer.Next(nil)
		if err != nil {
			t.Fatal(err)
		}
		if kind == mcap.TokenDataEnd {
			break
		}
		if kind != mcap.TokenMessage {
			continue
		}
		m, err := mcap.ParseMessage(body)
		if err != nil || m.LogTime < last {
			t.Fatalf("message %d: log time %d after %d, %v", messages, m.LogTime, last, err)
		}
		last, messages = m.LogTime, messages+1
	}
	if want := 2 * 23 * 4; messages != want {
		t.Errorf("got %d messages, want %d", messages, want)
	}
	if want := uint64(3*nanoseconds + 22*nanoseconds/10); last != want { // the first drive ends at 2.2 s, the second begins at 3 s
		t.Errorf("the last log time is %d ns, want %d", last, want)
	}
	reader, err := mcap.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	info, err := reader.Info()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range info.ChunkIndexes {
		if span := c.MessageEndTime - c.MessageStartTime; span > nanoseconds {
			t.Errorf("a chunk spans %d ns, want at most a second", span)
		}
	}
	if want := 10; len(info.ChunkIndexes) != want { // 2.3 s are 5 halves a drive; the last, shorter ones end with the next drive or the log
		t.Errorf("got %d chunks, want %d", len(info.ChunkIndexes), want)
	}
}

func TestWriterRefuses(t *testing.T) {
	begin := func(n int) func(*Writer) error {
		return func(w *Writer) error { return w.Begin(recorder.Drive{Number: n}) }
	}
	write := func(i recorder.Info) func(*Writer) error {
		return func(w *Writer) error { return w.Write(recorder.Record{Info: i}) }
	}
	for name, tc := range map[string]struct {
		do   func(*Writer) error
		want string
	}{
		"a drive too early":  {begin(2), "drive 2 begins, want drive 1"},
		"a drive twice":      {begin(0), "drive 0 begins, want drive 1"},
		"another's record":   {write(recorder.Info{Drive: 1}), "of drive 1, want drive 0"},
		"a label of nothing": {write(recorder.Info{CurvaturePerM: math.NaN()}), "curvature is NaN"},
		"an endless time":    {write(recorder.Info{TimeS: math.Inf(1)}), "time is +Inf"},
		"a time before all":  {write(recorder.Info{TimeS: -1}), "time is -1 s"},
	} {
		var b bytes.Buffer
		w, err := NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Begin(recorder.Drive{}); err != nil {
			t.Fatal(err)
		}
		if err := tc.do(w); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
		if err := w.Close(); err != nil { // what is refused does not end the log
			t.Errorf("%s: %v", name, err)
		}
		if l, err := openBytes(b.Bytes()); err != nil || l.Len() != 0 || len(l.Drives()) != 1 || l.Cut() {
			t.Errorf("%s: the log does not read as one empty drive: %v", name, err)
		}
	}
}

func TestRecordsOfOneMomentStayApart(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Begin(recorder.Drive{}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := w.Write(recorder.Record{Info: recorder.Info{TimeS: 1.5}, JPEG: [recorder.Views][]byte{{1}}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := openBytes(b.Bytes())
	if err != nil || l.Len() != 3 || l.Info(2).TimeS != 1.5 {
		t.Errorf("got %v, want 3 records at 1.5 s", err)
	}
}

func TestOpenOnOtherFiles(t *testing.T) {
	dir := t.TempDir()
	text, log := filepath.Join(dir, "text"), filepath.Join(dir, "log")
	if err := os.WriteFile(text, []byte("no log at all"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, data := wavy(t, 1, 3)
	if err := os.WriteFile(log, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{text: false, dir: false, filepath.Join(dir, "missing"): false, log: true} {
		l, err := Open(path)
		if (err == nil) != want {
			t.Errorf("%s: %v, want it opened: %v", filepath.Base(path), err, want)
		}
		if err == nil {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
			if _, err := l.JPEG(0, recorder.Centre, nil); !errors.Is(err, os.ErrClosed) {
				t.Errorf("JPEG of a closed log: got %v, want os.ErrClosed", err)
			}
		}
	}
	if _, err := Open(text); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), text) {
		t.Errorf("got %v, want ErrFormat with the file's name", err)
	}
}
