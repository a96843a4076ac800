package teaching_test

import (
	"image"
	"math"
	"testing"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/teaching"
	"steersim/recorder"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/loop"
)

func silent(string) {}

// altered is a log whose records or drives are not what they were.
type altered struct {
	recorder.Dataset
	info   func(*recorder.Info)
	driver string
}

func (a altered) Info(i int) recorder.Info {
	info := a.Dataset.Info(i)
	if a.info != nil {
		a.info(&info)
	}
	return info
}

func (a altered) Drives() []recorder.Drive {
	drives := append([]recorder.Drive(nil), a.Dataset.Drives()...)
	for i := range drives {
		if a.driver != "" {
			drives[i].Driver = a.driver
		}
	}
	return drives
}

// Oracles: what the expert said while it was recorded, and an expert of its own that is put where the car was.
func TestTheTeacherSaysWhatTheExpertSaid(t *testing.T) {
	log := altered{Dataset: aLog(t, "country", "clear", 10), driver: "expert"}
	teacher, err := teaching.NewTeacher(0, silent)
	if err != nil {
		t.Fatal(err)
	}
	late, err := teaching.NewTeacher(0.2, silent)
	if err != nil {
		t.Fatal(err)
	}
	road, err := setup.Road("country")
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	own, err := expert.New(world, road, expert.Law{LatencyS: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	differ := 0
	for i := range log.Len() {
		info := log.Info(i)
		a, known, err := teacher.Teach(log, i)
		if err != nil || !known || math.Abs(a.CurvaturePerM-info.CurvaturePerM) > 1e-5 { // the log keeps float32
			t.Fatalf("record %d: %+v, %v, %v, want the recorded %v", i, a, known, err, info.CurvaturePerM)
		}
		b, known, err := late.Teach(log, i)
		if err != nil || !known || b.ReturnM <= a.ReturnM {
			t.Fatalf("record %d with latency: %+v, %v, %v, want a longer way than %v m", i, b, known, err, a.ReturnM)
		}
		s := info.Truth.State
		if err := world.Place(s.XM, s.YM, s.HeadingRad+s.SlipRad, s.SpeedMPS, info.Truth.LaneCurvaturePerM); err != nil {
			t.Fatal(err)
		}
		turned := world.State().HeadingRad - s.HeadingRad // Place takes the course, and chooses a body of its own for it
		c, err := own.Drive(t.Context(), loop.Observation{})
		if err != nil {
			t.Fatal(err)
		}
		if want := c.CurvaturePerM + 2*turned/b.ReturnM; math.Abs(b.CurvaturePerM-want) > 1e-4 {
			t.Fatalf("record %d with latency: %v, want %v", i, b.CurvaturePerM, want)
		}
		if math.Abs(a.CurvaturePerM-b.CurvaturePerM) > 1e-3 {
			differ++
		}
	}
	if differ < log.Len()/10 {
		t.Errorf("latency changes %d of %d answers", differ, log.Len())
	}
}

func TestTheTeacherKeepsToItself(t *testing.T) {
	log := aLog(t, "country", "clear", 1)
	newTeacher := func(latencyS float64) *teaching.Teacher { // for each, as the altered logs have one hash
		teacher, err := teaching.NewTeacher(latencyS, silent)
		if err != nil {
			t.Fatal(err)
		}
		return teacher
	}
	elsewhere := func(i *recorder.Info) { i.Road = "nowhere" }
	for name, tc := range map[string]struct {
		log   altered
		fails bool // with latency
	}{
		"a person":                 {altered{Dataset: log, driver: "person"}, false},
		"a correction":             {altered{Dataset: log, driver: "correction"}, false},
		"a real car":               {altered{Dataset: log, driver: "expert", info: func(i *recorder.Info) { i.Truth.Known = false }}, false},
		"a road that nobody knows": {altered{Dataset: log, driver: "expert", info: elsewhere}, true},
		"a road of the same name":  {altered{Dataset: log, driver: "expert", info: func(i *recorder.Info) { i.Road = "kart" }}, true},
	} {
		if _, known, err := newTeacher(0).Teach(tc.log, 0); known || err != nil {
			t.Errorf("%s: %v, %v, want nothing", name, known, err)
		}
		if _, known, err := newTeacher(0.1).Teach(tc.log, 0); known || (err != nil) != tc.fails {
			t.Errorf("%s, with latency: %v, %v, want an error: %v", name, known, err, tc.fails)
		}
	}
	for _, latency := range []float64{-1, math.NaN(), 3} {
		if _, err := teaching.NewTeacher(latency, silent); err == nil {
			t.Errorf("a latency of %v s was taken", latency)
		}
	}
}

// With looks of their own, views change from block to block and not within one; without, they are the log's.
func TestLooksChangeFromBlockToBlock(t *testing.T) {
	log := aLog(t, "country", "clear", 1)
	const block = 3
	paint := func(l teaching.Looks, i int) image.Image {
		m, err := teaching.NewRepainter(l, camera.DefaultPrepare()).Paint(log, i, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		return copied(m)
	}
	own := paint(teaching.Looks{}, 0)
	first, same := paint(teaching.Looks{Seed: 1, Records: block}, 0), paint(teaching.Looks{Seed: 1, Records: block}, block-1)
	next, other := paint(teaching.Looks{Seed: 1, Records: block}, block), paint(teaching.Looks{Seed: 2, Records: block}, 0)
	if d := below(first, own); d < 3 {
		t.Errorf("painted in another scene it differs by %.1f levels from the log's", d)
	}
	if a, b := below(first, same), below(same, next); a > b {
		t.Errorf("within a block views differ by %.1f levels, between blocks by %.1f", a, b)
	}
	if d := below(first, other); d < 3 {
		t.Errorf("another seed's view differs by %.1f levels", d)
	}
}

// Two logs may call two roads by one name: each drive is looked at, and who is not asked about is told of once.
func TestTheTeacherKnowsRoadsThatOnlyHaveTheSameName(t *testing.T) {
	country := altered{Dataset: aLog(t, "country", "clear", 1), driver: "expert"}
	kart := altered{Dataset: aLog(t, "kart", "clear", 1), driver: "expert", info: func(i *recorder.Info) { i.Road = "country" }}
	for _, first := range []bool{true, false} {
		told := 0
		teacher, err := teaching.NewTeacher(0, func(string) { told++ })
		if err != nil {
			t.Fatal(err)
		}
		logs := []altered{country, kart}
		if first {
			logs = []altered{kart, country}
		}
		for _, log := range logs {
			for i := range 3 {
				want := log.Dataset == country.Dataset
				if _, known, err := teacher.Teach(log, i); known != want || err != nil {
					t.Errorf("kart first: %v: %v, %v, want it known: %v", first, known, err, want)
				}
			}
		}
		if told != 1 {
			t.Errorf("told %d times, want once", told)
		}
	}
}
