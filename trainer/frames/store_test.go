package frames

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// thumb is a Preparer that is easy to foresee: the picture's first bytes of red, plus an amount.
type thumb struct{ plus byte }

const thumbSize = 64

func (p thumb) Bytes(dst []byte, img image.Image) error {
	b := img.Bounds()
	for i := range dst {
		r, _, _, _ := img.At(b.Min.X+i%b.Dx(), b.Min.Y+b.Dy()/2+i/b.Dx()).RGBA()
		dst[i] = byte(r>>8) + p.plus
	}
	return nil
}

// counting is a log that counts what is decoded, and may hide or break pictures.
type counting struct {
	recorder.Dataset
	decoded atomic.Int64
	hash    string
	bad     int // a record; 0 is none
}

func (c *counting) Hash() string { return c.hash + c.Dataset.Hash() }

func (c *counting) Info(i int) recorder.Info {
	info := c.Dataset.Info(i)
	info.Has[recorder.Left] = i%3 != 0
	return info
}

var errTorn = errors.New("torn")

func (c *counting) Image(i int, v recorder.View) (image.Image, error) {
	c.decoded.Add(1)
	if c.bad != 0 && i == c.bad {
		return nil, errTorn
	}
	return c.Dataset.Image(i, v)
}

const records = 50

func newLog() *counting {
	return &counting{Dataset: recordertest.Wavy(recordertest.Plan{Drives: 1, Records: records, Size: image.Pt(32, 16), Seed: 4})}
}

func newConfig(dir string) Config {
	return Config{Dir: dir, Description: "thumb", NewPreparer: func() (Preparer, error) { return thumb{}, nil }, Size: thumbSize, Workers: 3}
}

func open(t *testing.T, log *counting, c Config) *Store {
	t.Helper()
	s, err := Open(t.Context(), "log", log, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// requireRight reads every picture and compares it with the log's own, prepared here.
func requireRight(t *testing.T, s *Store, log *counting, p Preparer) {
	t.Helper()
	r, err := s.Reader()
	if err != nil {
		t.Fatal(err)
	}
	got, want := make([]byte, thumbSize), make([]byte, thumbSize)
	checked := 0
	for i := range records {
		for v := range recorder.Views {
			if !log.Info(i).Has[v] {
				if err := r.Read(got, i, int(v)); !errors.Is(err, ErrPicture) {
					t.Fatalf("record %d, %v: got %v, want %v", i, v, err, ErrPicture)
				}
				continue
			}
			if err := r.Read(got, i, int(v)); err != nil {
				t.Fatal(err)
			}
			img, err := log.Dataset.Image(i, v)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Bytes(want, img); err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Fatalf("record %d, %v: wrong picture", i, v)
			}
			checked++
		}
	}
	if checked != s.Count() || checked != records*3-17 {
		t.Fatalf("%d pictures checked, the store counts %d, want %d", checked, s.Count(), records*3-17)
	}
}

func cachePath(t *testing.T, dir string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("%d files, want the cache alone: %v", len(paths), paths)
	}
	return paths[0]
}

func TestCacheIsBuiltOnce(t *testing.T) {
	dir := t.TempDir()
	log := newLog()
	last := 0
	c := newConfig(dir)
	c.Progress = func(done, total int) {
		if done < last || total != records*3-17 {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	}
	s := open(t, log, c)
	if n := int(log.decoded.Load()); n != s.Count() || last != n {
		t.Errorf("%d pictures decoded, %d reported, want %d", n, last, s.Count())
	}
	requireRight(t, s, log, thumb{})
	log.decoded.Store(0)
	again := open(t, log, newConfig(dir))
	requireRight(t, again, log, thumb{})
	if n := log.decoded.Load(); n > 10 {
		t.Errorf("%d pictures decoded with a cache there, want a spot check", n)
	}
	cachePath(t, dir)
	if err := again.Remove(); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("%d files left", len(files))
	}
}

func TestNoDirMeansNoCache(t *testing.T) {
	log := newLog()
	s := open(t, log, newConfig(""))
	if s.Cached() {
		t.Error("cached without a directory")
	}
	requireRight(t, s, log, thumb{})
}

// The bytes do not depend on the number of workers.
func TestCacheIsTheSameForAnyWorkers(t *testing.T) {
	var files [2][]byte
	for i, workers := range []int{1, 5} {
		dir := t.TempDir()
		c := newConfig(dir)
		c.Workers = workers
		open(t, newLog(), c)
		var err error
		if files[i], err = os.ReadFile(cachePath(t, dir)); err != nil {
			t.Fatal(err)
		}
	}
	if string(files[0]) != string(files[1]) {
		t.Error("one worker and five made different files")
	}
}

// Oracle: requireRight after the harm. Whatever happens to the file, no wrong picture may come out.
func TestHarmedOrStaleCacheIsNeverWrong(t *testing.T) {
	for name, tc := range map[string]struct {
		harm  func(b []byte) []byte
		notes bool // the user is told that it is made anew
	}{
		"header":                 {func(b []byte) []byte { b[3] ^= 1; return b }, true},
		"identity":               {func(b []byte) []byte { b[30] ^= 1; return b }, true},
		"first picture":          {func(b []byte) []byte { b[headerBytes] ^= 1; return b }, false},
		"a picture":              {func(b []byte) []byte { b[headerBytes+31*thumbSize+5] ^= 0x80; return b }, false},
		"all pictures":           {func(b []byte) []byte { clear(b[headerBytes : headerBytes+(records*3-17)*thumbSize]); return b }, false},
		"a checksum":             {func(b []byte) []byte { b[len(b)-20] ^= 1; return b }, true},
		"the checksums' own":     {func(b []byte) []byte { b[len(b)-1] ^= 1; return b }, true},
		"cut off":                {func(b []byte) []byte { return b[:len(b)-100] }, true},
		"cut off in the header":  {func(b []byte) []byte { return b[:10] }, true},
		"empty":                  {func([]byte) []byte { return nil }, true},
		"something at the end":   {func(b []byte) []byte { return append(b, 0) }, true},
		"as it should be":        {func(b []byte) []byte { return b }, false},
		"another log's pictures": {func(b []byte) []byte { return swapped(b) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			log := newLog()
			if err := open(t, log, newConfig(dir)).Close(); err != nil {
				t.Fatal(err)
			}
			path := cachePath(t, dir)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, tc.harm(b), 0o666); err != nil {
				t.Fatal(err)
			}
			var notes []string
			c := newConfig(dir)
			c.Note = func(s string) { notes = append(notes, s) }
			requireRight(t, open(t, log, c), log, thumb{})
			if (len(notes) > 0) != tc.notes {
				t.Errorf("notes %q", notes)
			}
			// What was harmed is whole again.
			log.decoded.Store(0)
			requireRight(t, open(t, log, newConfig(dir)), log, thumb{})
			if n := log.decoded.Load(); n > 10 {
				t.Errorf("%d pictures decoded afterwards, want a spot check", n)
			}
		})
	}
}

// swapped exchanges two pictures together with their checksums, as if they were of another log with the same hash; only
// the spot check can tell. The checksums' checksum is made right again.
func swapped(b []byte) []byte {
	n := records*3 - 17
	picture := func(i int) []byte { return b[headerBytes+i*thumbSize : headerBytes+(i+1)*thumbSize] }
	sum := func(i int) []byte { return b[headerBytes+n*thumbSize+4*i : headerBytes+n*thumbSize+4*i+4] }
	for i := range n / 2 {
		for j := range thumbSize {
			picture(i)[j], picture(n - 1 - i)[j] = picture(n - 1 - i)[j], picture(i)[j]
		}
		for j := range 4 {
			sum(i)[j], sum(n - 1 - i)[j] = sum(n - 1 - i)[j], sum(i)[j]
		}
	}
	table := b[headerBytes+n*thumbSize : len(b)-4]
	s := checksum(table)
	b[len(b)-4], b[len(b)-3], b[len(b)-2], b[len(b)-1] = byte(s), byte(s>>8), byte(s>>16), byte(s>>24)
	return b
}

func TestOtherLogsAndPreparationsHaveOtherFiles(t *testing.T) {
	dir := t.TempDir()
	log := newLog()
	open(t, log, newConfig(dir))

	c := newConfig(dir)
	c.NewPreparer = func() (Preparer, error) { return thumb{plus: 1}, nil } // the code changed, its description did not
	requireRight(t, open(t, log, c), log, thumb{plus: 1})

	c = newConfig(dir)
	c.Description = "thumb 2"
	open(t, log, c)

	other := newLog()
	other.hash = "other"
	open(t, other, newConfig(dir))
	if files, _ := os.ReadDir(dir); len(files) != 4 {
		t.Errorf("%d files, want 4", len(files))
	}
}

func TestBuildingCanFail(t *testing.T) {
	t.Run("a picture is torn", func(t *testing.T) {
		dir := t.TempDir()
		log := newLog()
		log.bad = 20
		_, err := Open(t.Context(), "log", log, newConfig(dir))
		if !errors.Is(err, ErrPicture) || !errors.Is(err, errTorn) || !strings.Contains(err.Error(), "log: record 20, ") {
			t.Errorf("got %v, want the torn picture named", err)
		}
		if files, _ := os.ReadDir(dir); len(files) != 0 {
			t.Errorf("%d files left", len(files))
		}
	})
	t.Run("stopped", func(t *testing.T) {
		dir := t.TempDir()
		ctx, cancel := context.WithCancelCause(t.Context())
		stopped := errors.New("stopped")
		c := newConfig(dir)
		c.Progress = func(done, _ int) {
			if done > 60 {
				cancel(stopped)
			}
		}
		if _, err := Open(ctx, "log", newLog(), c); !errors.Is(err, stopped) {
			t.Errorf("got %v, want %v", err, stopped)
		}
		if files, _ := os.ReadDir(dir); len(files) != 0 {
			t.Errorf("%d files left", len(files))
		}
	})
	t.Run("the directory cannot be made", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		c := newConfig(filepath.Join(file, "dir"))
		noted := ""
		c.Note = func(s string) { noted = s }
		log := newLog()
		s := open(t, log, c)
		if s.Cached() || !strings.Contains(noted, "no cache") {
			t.Errorf("cached %v, note %q", s.Cached(), noted)
		}
		requireRight(t, s, log, thumb{})
	})
}

func TestReadersWorkSideBySide(t *testing.T) {
	log := newLog()
	s := open(t, log, newConfig(t.TempDir()))
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			requireRight(t, s, log, thumb{})
		})
	}
}

func TestReadAllocatesNothing(t *testing.T) {
	s := open(t, newLog(), newConfig(t.TempDir()))
	r, err := s.Reader()
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]byte, thumbSize)
	if n := testing.AllocsPerRun(50, func() {
		if err := r.Read(dst, 7, int(recorder.Right)); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a picture, want 0", n)
	}
}

// views is a source of four kinds, of which the last three say how they were made.
type views struct{ made byte }

func (v views) Kinds(recorder.Info) uint8 { return 15 }
func (v views) Name(int) string           { return "view" }
func (v views) Image(data recorder.Dataset, i, kind int) (image.Image, error) {
	if kind == 0 {
		return data.Image(i, recorder.Centre)
	}
	m := image.NewGray(image.Rect(0, 0, 32, 16))
	for at := range m.Pix {
		m.Pix[at] = v.made + byte(kind)
	}
	return m, nil
}

// TestViewsMadeOtherwiseAreMadeAnew: the description is the same, but the pictures are not, and only of the kinds behind the
// first.
func TestViewsMadeOtherwiseAreMadeAnew(t *testing.T) {
	for _, n := range []int{48, 49, 54, 60} {
		log := &counting{Dataset: recordertest.Wavy(recordertest.Plan{Drives: 1, Records: n, Size: image.Pt(32, 16), Seed: 4})}
		c := newConfig(t.TempDir())
		c.NewSource = func() (Source, error) { return views{10}, nil }
		open(t, log, c)
		notes := 0
		c.NewSource, c.Note = func() (Source, error) { return views{90}, nil }, func(string) { notes++ }
		s := open(t, log, c)
		r, err := s.Reader()
		if err != nil {
			t.Fatal(err)
		}
		got, want := make([]byte, thumbSize), make([]byte, thumbSize)
		if err := r.Read(got, n/2, 2); err != nil {
			t.Fatal(err)
		}
		m, _ := views{90}.Image(log, n/2, 2)
		if err := (thumb{}).Bytes(want, m); err != nil {
			t.Fatal(err)
		}
		if notes != 1 || string(got) != string(want) {
			t.Errorf("%d records: %d notes, and the pictures are the old ones: %v", n, notes, string(got) != string(want))
		}
	}
}
