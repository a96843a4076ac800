package recorder_test

import (
	"errors"
	"image"
	"runtime"
	"strings"
	"testing"
	"time"

	"steersim/recorder"
	"steersim/recorder/recordertest"
	"steersim/sim"
	"steersim/sim/loop"
)

var _ loop.Sink = (*recorder.Recorder)(nil)

var size = image.Pt(64, 32)

// record notes the ticks of one drive after another.
func record(t *testing.T, w recorder.Writer, c recorder.Config, ticks ...int) {
	t.Helper()
	r, err := recorder.New(w, c)
	if err != nil {
		t.Fatal(err)
	}
	for n, last := range ticks {
		if err := r.BeginDrive(recorder.Drive{Road: "eight", Scene: "clear", Seed: uint64(n)}, recordertest.Cameras(size)); err != nil {
			t.Fatal(err)
		}
		for i := range last {
			if err := r.Note(recordertest.Sample(i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.EndDrive(); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

// The oracle is the sample itself, and arithmetic: every second tick of 20 Hz is 10 Hz.
func TestRecorderTakesEverySecondTick(t *testing.T) {
	for hz, every := range map[int]int{10: 2, 20: 1} {
		log := &recordertest.Memory{}
		c := recorder.DefaultConfig()
		c.Hz = hz
		record(t, log, c, 21, 8)
		recordertest.Dataset(t, log)
		first := (20)/every + 1
		if want := first + 8/every; log.Len() != want {
			t.Fatalf("%d Hz: got %d records, want %d", hz, log.Len(), want)
		}
		for i := range log.Len() {
			drive, n := 0, i
			if i >= first {
				drive, n = 1, i-first
			}
			s := recordertest.Sample(n * every)
			want := recorder.Info{
				Drive: drive, Road: "eight", Scene: "clear", Seed: uint64(drive), TimeS: float64(n*every*sim.ControlTicks) * sim.TickS,
				SpeedMPS: s.Obs.SpeedMPS, SteerRad: s.Truth.SteerRad, CurvaturePerM: s.Command.CurvaturePerM,
				Truth: recorder.Truth{Known: true, State: s.Truth, SM: s.Lane.SM, OffsetM: s.Lane.OffsetM, LaneCurvaturePerM: s.Lane.CurvaturePerM},
				Has:   [recorder.Views]bool{true, true, true},
			}
			if got := log.Info(i); got != want {
				t.Fatalf("%d Hz: record %d:\ngot  %+v\nwant %+v", hz, i, got, want)
			}
		}
	}
}

// The frames before and after a car was put back are not neighbours, so they lie in different drives.
func TestRecorderBeginsADriveAfterAnIntervention(t *testing.T) {
	log := &recordertest.Memory{}
	r, err := recorder.New(log, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{Road: "eight", Scene: "clear"}, recordertest.Cameras(size)); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		s := recordertest.Sample(i)
		s.Intervention = i == 9
		if err := r.Note(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if got := len(log.Drives()); got != 2 {
		t.Fatalf("got %d drives, want 2", got)
	}
	var of [2]int
	for i := range log.Len() {
		of[log.Info(i).Drive]++
	}
	if of != [2]int{5, 5} { // ticks 0, 2, 4, 6, 8 and 10, 12, 14, 16, 18
		t.Errorf("got %v records a drive, want 5 and 5", of)
	}
}

// A JPEG of quality 92 keeps a smooth picture within a few grey levels; 20 tell any other frame apart.
func TestRecorderPaintsTheSampleItself(t *testing.T) {
	log := &recordertest.Memory{}
	record(t, log, recorder.DefaultConfig(), 60)
	cameras := recordertest.Cameras(size)
	want := image.NewRGBA(image.Rectangle{Max: size})
	checked := 0
	for i := range log.Len() {
		for v := range recorder.Views {
			cameras[v].Render(want, recordertest.Sample(2*i).Truth)
			got, err := log.Image(i, v)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for y := range size.Y {
				for x := range size.X {
					g, _, _, _ := got.At(x, y).RGBA()
					w, _, _, _ := want.At(x, y).RGBA()
					sum += max(float64(g), float64(w)) - min(float64(g), float64(w))
				}
			}
			if mean := sum / 257 / float64(size.X*size.Y); mean > 20 {
				t.Errorf("record %d %v: off by %.1f grey levels in the mean", i, v, mean)
			}
			checked++
		}
	}
	if checked != 90 {
		t.Errorf("checked %d pictures, want 90", checked)
	}
}

func TestRecorderGivesTheSameLogForAnyNumberOfProcessors(t *testing.T) {
	var hashes []string
	for _, procs := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(procs)
		log := &recordertest.Memory{}
		record(t, log, recorder.DefaultConfig(), 60, 30)
		hashes = append(hashes, log.Hash())
		runtime.GOMAXPROCS(before)
	}
	if hashes[0] != hashes[1] || hashes[0] != hashes[2] {
		t.Errorf("got %v", hashes)
	}
}

func TestRecorderPassesOnTheWritersError(t *testing.T) {
	log := &recordertest.Memory{FailAfter: 3}
	r, err := recorder.New(log, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{}, recordertest.Cameras(size)); err != nil {
		t.Fatal(err)
	}
	for i := 0; err == nil; i++ {
		if err = r.Note(recordertest.Sample(i)); i > 100 {
			t.Fatal("100 notes went well after the writer had failed")
		}
	}
	if end := r.EndDrive(); !errors.Is(err, recordertest.ErrWrite) || !errors.Is(end, recordertest.ErrWrite) {
		t.Errorf("Note: %v, EndDrive: %v, want ErrWrite", err, end)
	}
	for range 2 {
		if err := r.Close(); !errors.Is(err, recordertest.ErrWrite) {
			t.Errorf("Close: %v, want ErrWrite", err)
		}
	}
	if log.Len() != 3 || log.Closes() != 1 {
		t.Errorf("got %d records and %d closes, want 3 and 1", log.Len(), log.Closes())
	}
}

// stuck lets a record pass for every value it is sent.
type stuck struct {
	recordertest.Memory
	pass chan struct{}
}

func (s *stuck) Write(r recorder.Record) error {
	<-s.pass
	return s.Memory.Write(r)
}

func TestRecorderDoesNotWaitForTheWriterWhileTheRingHasRoom(t *testing.T) {
	log := &stuck{pass: make(chan struct{})}
	c := recorder.DefaultConfig()
	c.Ring = 6
	r, err := recorder.New(log, c)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{}, recordertest.Cameras(size)); err != nil {
		t.Fatal(err)
	}
	noted := make(chan int)
	go func() {
		for i := range 16 {
			if err := r.Note(recordertest.Sample(i)); err != nil {
				t.Error(err)
			}
			noted <- i
		}
		close(noted)
	}()
	for i := range 12 { // 6 records
		if got := <-noted; got != i {
			t.Fatalf("got note %d, want %d", got, i)
		}
	}
	select {
	case i := <-noted:
		t.Errorf("note %d did not wait for a place in the ring", i)
	case <-time.After(20 * time.Millisecond):
	}
	close(log.pass)
	for range noted {
	}
	if err := r.Close(); err != nil || log.Len() != 8 {
		t.Errorf("got %d records, %v, want 8", log.Len(), err)
	}
}

// none forgets everything.
type none struct{}

func (none) Begin(recorder.Drive) error  { return nil }
func (none) Write(recorder.Record) error { return nil }
func (none) Close() error                { return nil }

// Three frames of 320x160 take 614 kB and their JPEGs some 30 kB: a recorder that made new ones would be found out.
func TestRecorderReusesItsBuffers(t *testing.T) {
	r, err := recorder.New(none{}, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{}, recordertest.Cameras(image.Pt(320, 160))); err != nil {
		t.Fatal(err)
	}
	i := 0
	note := func(n int) {
		for range n {
			if err := r.Note(recordertest.Sample(i)); err != nil {
				t.Fatal(err)
			}
			i++
		}
	}
	note(100)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	note(100)
	runtime.ReadMemStats(&after)
	if perRecord := (after.TotalAlloc - before.TotalAlloc) / 50; perRecord > 20_000 {
		t.Errorf("%d bytes allocated a record, want at most 20000", perRecord)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRecorderRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*recorder.Config){
		"a rate in between":  func(c *recorder.Config) { c.Hz = 15 },
		"no rate":            func(c *recorder.Config) { c.Hz = 0 },
		"no quality":         func(c *recorder.Config) { c.Quality = 0 },
		"too much quality":   func(c *recorder.Config) { c.Quality = 101 },
		"a ring of nothing":  func(c *recorder.Config) { c.Ring = 0 },
		"a ring of too much": func(c *recorder.Config) { c.Ring = 1 << 40 },
	} {
		c := recorder.DefaultConfig()
		spoil(&c)
		if _, err := recorder.New(none{}, c); !errors.Is(err, recorder.ErrConfig) {
			t.Errorf("%s: got %v, want ErrConfig", name, err)
		}
	}
	r, err := recorder.New(none{}, recorder.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	begin := func() error { return r.BeginDrive(recorder.Drive{}, recorder.Cameras{}) }
	huge := recordertest.Cameras(image.Pt(1<<20, 1<<20))
	for _, step := range []struct {
		name string
		do   func() error
		want string // part of the error; empty: none
	}{
		{"a note before any drive", func() error { return r.Note(recordertest.Sample(0)) }, "tick 0"},
		{"an end before any drive", r.EndDrive, "no drive"},
		{"a camera of a terapixel", func() error { return r.BeginDrive(recorder.Drive{}, huge) }, "centre camera"},
		{"a drive", begin, ""},
		{"a drive in a drive", begin, "inside another"},
		{"a note", func() error { return r.Note(recordertest.Sample(3)) }, ""},
		{"the same tick again", func() error { return r.Note(recordertest.Sample(3)) }, "tick 15 follows tick 15"},
		{"an end", r.EndDrive, ""},
		{"the close", r.Close, ""},
		{"a drive after the close", begin, "after the end"},
	} {
		err := step.do()
		if step.want == "" && err != nil || step.want != "" && (!errors.Is(err, recorder.ErrConfig) || !strings.Contains(err.Error(), step.want)) {
			t.Errorf("%s: got %v, want %q", step.name, err, step.want)
		}
	}
}

// One record: three cameras of 320x160 painted (nearly for free), encoded, and handed on, over all cores.
func BenchmarkRecord(b *testing.B) {
	b.ReportAllocs()
	r, err := recorder.New(none{}, recorder.DefaultConfig())
	if err != nil {
		b.Fatal(err)
	}
	if err := r.BeginDrive(recorder.Drive{}, recordertest.Cameras(image.Pt(320, 160))); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i += 2 {
		if err := r.Note(recordertest.Sample(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
}
