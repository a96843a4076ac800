package session

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"steersim/cmd/internal/setup"
	"steersim/recorder"
	"steersim/recorder/native"
	"steersim/sim"
	"steersim/sim/loop"
)

func aCourse(t testing.TB, name string) *setup.Course {
	t.Helper()
	road, err := setup.Road(name)
	if err != nil {
		t.Fatal(err)
	}
	course, err := setup.NewCourse(road, loop.DefaultCruise())
	if err != nil {
		t.Fatal(err)
	}
	return course
}

func open(t testing.TB, c Config) *Session {
	t.Helper()
	if c.Course == nil {
		c.Course = aCourse(t, "village")
	}
	if c.Scene == "" {
		c.Scene = "clear"
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func shipped(t testing.TB) *setup.Net {
	t.Helper()
	net, err := setup.LoadNet("")
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func drive(t testing.TB, s *Session, ticks int, h Hand) {
	t.Helper()
	for range ticks {
		if err := s.Tick(t.Context(), h); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWatchedDriveIsTheHeadlessDrive: at any speed of time and any rate of pictures, bit for bit.
func TestWatchedDriveIsTheHeadlessDrive(t *testing.T) {
	course, net := aCourse(t, "village"), shipped(t)
	c, err := setup.Wheel{Net: net}.Take(course)
	if err != nil {
		t.Fatal(err)
	}
	if c.Camera, err = newEye(course, "clear", 1); err != nil {
		t.Fatal(err)
	}
	l, err := loop.New(c)
	if err != nil {
		t.Fatal(err)
	}
	const ticks = 120
	var want []sim.State
	for range ticks {
		sample, err := l.Tick(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, sample.Truth)
	}
	for name, tc := range map[string]struct {
		times int
		frame time.Duration
	}{"real time, 60 pictures a second": {1, time.Second / 60}, "eight times, 17": {8, time.Second / 17}, "three times, 200": {3, time.Second / 200}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, Config{Course: course, Net: net, Watch: true, Seed: 1})
			clock, n := Clock{Times: tc.times}, 0
			for n < ticks {
				for range clock.Ticks(tc.frame) {
					if drive(t, s, 1, Hand{}); n < ticks && s.Sample().Truth != want[n] {
						t.Fatalf("tick %d: %+v, want %+v", n, s.Sample().Truth, want[n])
					}
					n++
				}
				s.Pose(clock.Share())
			}
		})
	}
}

func TestClockKeepsTime(t *testing.T) {
	c, n := Clock{Times: 2}, 0
	for range 600 {
		n += c.Ticks(time.Second / 60)
		if share := c.Share(); share < 0 || share >= 1 {
			t.Fatalf("share %v, want 0 to 1", share)
		}
	}
	if want := 2 * 10 * sim.ControlHz; n < want-1 || n > want {
		t.Errorf("%d ticks in ten seconds at twice the speed, want %d", n, want)
	}
	if n := c.Ticks(time.Hour); n > 2*int(mostLagS/controlS)+1 {
		t.Errorf("%d ticks after an hour's hitch: the car leaps", n)
	}
	c.Paused = true
	if n := c.Ticks(time.Second); n != 0 {
		t.Errorf("%d ticks while time stands still", n)
	}
}

func TestPersonTakesTheWheelAndLetsGo(t *testing.T) {
	s := open(t, Config{Net: shipped(t), Watch: true})
	drive(t, s, 20, Hand{})
	before := s.Sample().Command.CurvaturePerM
	drive(t, s, 1, Hand{Left: true})
	if _, n, _ := s.Score(); s.Hands() != You || n != 1 {
		t.Fatalf("a key is held: %v has the wheel, %d interventions, want you and 1", s.Hands(), n)
	}
	if got := s.Sample().Command.CurvaturePerM; math.Abs(got-before) > 0.15*lock(s.Sample().Truth.SpeedMPS) {
		t.Errorf("the wheel leaps from %v to %v 1/m when it is taken", before, got)
	}
	drive(t, s, 3, Hand{Right: true})
	drive(t, s, 8, Hand{})
	if s.Hands() != You {
		t.Error("the wheel was given back after less than half a second")
	}
	drive(t, s, 3, Hand{})
	if s.Hands() != Net {
		t.Error("the wheel was not given back")
	}
	drive(t, s, 1, Hand{Analog: true, Steer: 0.4})
	if err := s.Release(); err != nil || s.Hands() != Net {
		t.Errorf("released: %v has the wheel, %v", s.Hands(), err)
	}
	if pct, n, m := s.Score(); n != 2 || pct >= 100 || m <= 0 {
		t.Errorf("score %v %%, %d interventions, %v m, want 2 interventions and less than 100 %%", pct, n, m)
	}
}

func TestDriversSceneAndPushes(t *testing.T) {
	s := open(t, Config{Net: shipped(t), Watch: true})
	drive(t, s, 10, Hand{})
	if err := s.NextDriver(); err != nil || s.Hands() != Expert {
		t.Fatalf("%v drives, %v, want the expert", s.Hands(), err)
	}
	drive(t, s, 40, Hand{})
	if err := s.Push(0.6); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 1, Hand{})
	if e := s.Sample().Lane.OffsetM; e < 0.4 {
		t.Errorf("pushed 0.6 m to the left, offset %v m", e)
	}
	drive(t, s, 60, Hand{})
	if e := s.Sample().Lane.OffsetM; math.Abs(e) > 0.15 {
		t.Errorf("three seconds after the push the expert is %v m off", e)
	}
	if err := s.SetScene("night"); err != nil || s.Scene() != "night" {
		t.Errorf("scene %q, %v", s.Scene(), err)
	}
	if err := s.SetScene("no such scene"); err == nil || s.Scene() != "night" {
		t.Errorf("an unknown scene: %v, now %q", err, s.Scene())
	}
	drive(t, s, 1, Hand{})
}

// chase presses keys as a person would who wants to follow the road.
func chase(s *Session) Hand {
	want := s.ExpertPerM()
	got := s.Sample().Command.CurvaturePerM
	step := 0.15 * lock(s.Sample().Truth.SpeedMPS)
	return Hand{Left: want > got+step, Right: want < got-step}
}

// TestKeysSteerSmoothly: a minute on a bending road by keys alone: few exact zeros, no bursts of full lock, on the lane.
func TestKeysSteerSmoothly(t *testing.T) {
	s := open(t, Config{})
	zeros, locks, bends, worst := 0, 0, 0, 0.0
	for range 60 * sim.ControlHz {
		drive(t, s, 1, chase(s))
		sample := s.Sample()
		if math.Abs(sample.Lane.CurvaturePerM) < 0.005 {
			continue
		}
		bends++
		k := math.Abs(sample.Command.CurvaturePerM)
		if k == 0 {
			zeros++
		}
		if k > 0.98*lock(sample.Obs.SpeedMPS) {
			locks++
		}
		worst = max(worst, math.Abs(sample.Lane.OffsetM))
	}
	if bends < 200 {
		t.Fatalf("%d ticks in bends: nothing was steered", bends)
	}
	if zeros > bends*3/10 || locks > bends/50 {
		t.Errorf("of %d ticks in bends %d steer exactly nothing and %d full lock", bends, zeros, locks)
	}
	if worst > 1.75 {
		t.Errorf("the keys led %v m off the lane's centre", worst)
	}
}

func TestPedalsEndTheCruiseControl(t *testing.T) {
	s := open(t, Config{})
	drive(t, s, 40, chase(s))
	fast := s.Sample().Truth.SpeedMPS
	if !s.Cruise() || fast < 3 {
		t.Fatalf("cruise %v at %v m/s", s.Cruise(), fast)
	}
	drive(t, s, 20, Hand{Brake: true})
	if v := s.Sample().Truth.SpeedMPS; s.Cruise() || v > fast-3 {
		t.Errorf("a second of braking: cruise %v, from %v to %v m/s", s.Cruise(), fast, v)
	}
	if err := s.SetCruise(true); err != nil || !s.Cruise() {
		t.Errorf("cruise %v, %v", s.Cruise(), err)
	}
}

func TestLogHoldsWhatWasNotErased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "logs", "drive.mcap")
	s := open(t, Config{Log: path})
	if err := s.Record(true); err != nil {
		t.Fatal(err)
	}
	for range 30 * sim.ControlHz {
		drive(t, s, 1, chase(s))
	}
	if got := s.Erase(5); got != 5 {
		t.Errorf("erased %v s, want 5", got)
	}
	for range 10 * sim.ControlHz {
		drive(t, s, 1, chase(s))
	}
	l, ok := s.Log()
	if !ok || !l.On || math.Abs(l.Seconds-35) > 0.2 || l.Records < 348 || l.Records > 352 || l.Free <= 0 {
		t.Errorf("recording: %+v, %v, want 35 s", l, ok)
	}
	if err := s.Record(false); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 20, Hand{})
	log := recorded(t, s, path)
	if log.Len() < 348 || log.Len() > 352 || len(log.Drives()) != 2 {
		t.Errorf("%d records in %d drives, want 350 in 2", log.Len(), len(log.Drives()))
	}
	for i, d := range log.Drives() {
		if d.Driver != "person" {
			t.Errorf("drive %d was driven by %q, want person", i, d.Driver)
		}
	}
	for i := range log.Len() - 1 {
		a, b := log.Info(i), log.Info(i+1)
		if a.Drive == b.Drive && math.Abs(b.TimeS-a.TimeS-0.1) > 1e-9 {
			t.Fatalf("record %d at %v s is followed by %v s in the same drive", i, a.TimeS, b.TimeS)
		}
	}
}

func TestOnlyCorrectionsAreRecordedWhileWatching(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.mcap")
	s := open(t, Config{Net: shipped(t), Watch: true, Log: path})
	if err := s.Record(true); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		drive(t, s, 40, Hand{})
		drive(t, s, 40, Hand{Analog: true, Steer: 0.06})
		drive(t, s, 20, Hand{})
	}
	log := recorded(t, s, path)
	// Two corrections of two seconds; the half seconds after them, in which nobody steered, are none.
	if n := len(log.Drives()); n != 2 || log.Len() < 39 || log.Len() > 42 {
		t.Errorf("%d records in %d drives, want 40 in 2", log.Len(), n)
	}
	for _, d := range log.Drives() {
		if d.Driver != "correction" {
			t.Errorf("driven by %q, want correction", d.Driver)
		}
	}
}

func TestSessionRefuses(t *testing.T) {
	course := aCourse(t, "village")
	for name, c := range map[string]Config{
		"no road":           {Scene: "clear"},
		"nobody to watch":   {Course: course, Scene: "clear", Watch: true},
		"an unknown scene":  {Course: course, Scene: "hail"},
		"a random seed, no": {Course: course, Scene: "random:x"},
	} {
		if _, err := New(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	s := open(t, Config{Course: course})
	if err := s.Record(true); err == nil {
		t.Error("recording without a file began")
	}
	s = open(t, Config{Course: course, Log: filepath.Join(t.TempDir(), "x")})
	s.config.Log = "/dev/null/log.mcap"
	if err := s.Record(true); err == nil {
		t.Error("recording to where nothing can be began")
	}
	drive(t, s, 1, Hand{}) // the drive goes on
}

// TestReleaseOverHandsThatHold: A gives the wheel back though a stick stands off its middle; moving it takes the wheel again.
func TestReleaseOverHandsThatHold(t *testing.T) {
	s := open(t, Config{Net: shipped(t), Watch: true})
	worn := Hand{Analog: true, Steer: 0.2}
	drive(t, s, 10, worn)
	if s.Hands() != You {
		t.Fatal("the stick does not take the wheel")
	}
	if err := s.Release(); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 40, worn)
	if _, n, _ := s.Score(); s.Hands() != Net || n != 1 {
		t.Errorf("released over a stick at 0.2: %v drives, %d interventions, want the net and 1", s.Hands(), n)
	}
	drive(t, s, 1, Hand{Analog: true, Steer: 0.5})
	if s.Hands() != You {
		t.Error("moving the stick does not take the wheel again")
	}
	if err := s.NextDriver(); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 5, Hand{Analog: true, Steer: 0.5})
	if s.Hands() != Expert {
		t.Errorf("D over a held stick: %v drives, want the expert", s.Hands())
	}
}

// TestScoreIsTheNetworks: what the expert and a person drive neither helps nor harms it.
func TestScoreIsTheNetworks(t *testing.T) {
	s := open(t, Config{Net: shipped(t), Watch: true})
	drive(t, s, 100, Hand{})
	drive(t, s, 1, Hand{Left: true})
	before, n, _ := s.Score()
	if err := s.NextDriver(); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 200, Hand{})
	if pct, m, _ := s.Score(); pct != before || m != n {
		t.Errorf("ten seconds of the expert: from %v %% and %d to %v %% and %d", before, n, pct, m)
	}
	if err := s.NextDriver(); err != nil {
		t.Fatal(err)
	}
	if err := s.PutBack(); err != nil {
		t.Fatal(err)
	}
	if _, m, _ := s.Score(); m != n+1 {
		t.Errorf("the network's car was put back by hand: %d interventions, want %d", m, n+1)
	}
}

// TestErasingAfterASceneChange: the drive that begins next is in the scene that is seen.
func TestErasingAfterASceneChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.mcap")
	s := open(t, Config{Log: path})
	if err := s.Record(true); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 40, Hand{})
	if err := s.SetScene("night"); err != nil {
		t.Fatal(err)
	}
	s.Erase(5)
	drive(t, s, 40, Hand{})
	log := recorded(t, s, path)
	if d := log.Drives(); len(d) != 1 || d[0].Scene != "night" {
		t.Errorf("drives %+v, want one at night", d)
	}
}

// TestRecordingStopsBeforeTheDiskIsFull: nothing is lost, and another log can be begun when there is room again.
func TestRecordingStopsBeforeTheDiskIsFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.mcap")
	s := open(t, Config{Log: path})
	room := int64(1 << 30)
	s.free = func(string) int64 { return room }
	if err := s.Record(true); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 100, Hand{})
	room = reserveBytes - 1
	var full error
	for range 40 {
		if full = s.Tick(t.Context(), Hand{}); full != nil {
			break
		}
	}
	if full == nil || !strings.Contains(full.Error(), path) {
		t.Fatalf("the disk has no room left: %v", full)
	}
	if err := s.Record(true); err == nil {
		t.Error("recording to a full disk began")
	}
	drive(t, s, 20, Hand{}) // the drive goes on
	room = 1 << 30
	if err := s.Record(true); err != nil {
		t.Fatal(err)
	}
	drive(t, s, 40, Hand{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, least := range map[string]int{path: 50, strings.TrimSuffix(path, ".mcap") + "-2.mcap": 19} {
		log, err := native.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if log.Len() < least || log.Len() > least+12 {
			t.Errorf("%s: %d records, want %d or a few more", name, log.Len(), least)
		}
		log.Close()
	}
}

// recorded ends a session and opens its log.
func recorded(t *testing.T, s *Session, path string) recorder.Dataset {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	log, err := native.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return log
}
