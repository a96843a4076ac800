package trainer

import (
	"image"
	"math"
	"slices"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
	"steersim/sim/expert"
	"steersim/trainer/augment"
)

// curves is a log of straights with a bend now and then.
func curves() Log {
	base := recordertest.Wavy(recordertest.Plan{Drives: 1, Records: 400, Size: image.Pt(16, 8), Seed: 1})
	return Log{Path: "curves", Dataset: &edited{Dataset: base, info: func(i int, info *recorder.Info) {
		info.Truth.Known = false
		info.CurvaturePerM = 0.0002
		if i%20 == 0 {
			info.CurvaturePerM = -0.05
		}
	}}}
}

// Oracle: the expert's own return length, and the law's sign: the left camera's picture asks for a steering to the right.
func TestSideCamerasAreCorrected(t *testing.T) {
	c := tinyConfig()
	log := curves()
	p, err := newPlan(c, []Log{log}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var seen [recorder.Views]int
	for _, k := range p.train {
		s := p.sample(k)
		raw := log.Dataset.Info(int(s.record)).CurvaturePerM
		l := expert.Law{}.Return(log.Dataset.Info(int(s.record)).SpeedMPS)
		want := raw - [recorder.Views]float64{0, 0.806, -0.825}[s.kind]/(l*l)
		if math.Abs(s.label-want) > 1e-12 {
			t.Fatalf("camera %d of record %d: label %v, want %v", s.kind, s.record, s.label, want)
		}
		seen[s.kind]++
	}
	if slices.Min(seen[:]) < 100 {
		t.Errorf("pictures by camera: %v", seen)
	}
	for _, k := range p.val {
		s := p.sample(k)
		if s.kind != 0 {
			t.Fatalf("validation by camera %d, want the one that drives", s.kind)
		}
	}
	for v := range 30 {
		if got, want := augment.Expert.WayM(float64(v), 0), (expert.Law{}).Return(float64(v)); math.Abs(got-want) > 1e-12 {
			t.Errorf("return length at %d m/s: %v, the expert's is %v", v, got, want)
		}
	}
}

// Oracle: by hand. 95 % straights and 5 % bends make two bins; their factors at power 1 make both come alike, at power 0
// leave them.
func TestBalance(t *testing.T) {
	for name, tc := range map[string]struct {
		balance   Balance
		sideShare float64
		bends     float64
	}{
		"as the road is":  {Balance{0, 100}, 0.5, 0.05},
		"all alike":       {Balance{1, 100}, 0.5, 0.5},
		"half-way":        {Balance{0.5, 100}, 0.5, 1 / (1 + math.Sqrt(19))}, // 5^.5 : 95^.5
		"limited":         {Balance{1, 2}, 0.5, 2 * 0.05 / (2*0.05 + 0.95*0.5263)},
		"no side cameras": {Balance{1, 100}, 0, 0.5},
		"only those":      {Balance{1, 100}, 1, 0.5},
		"mostly those":    {Balance{1, 100}, 0.8, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			c := tinyConfig()
			c.Balance, c.SideShare, c.EpochSamples = tc.balance, tc.sideShare, 2000
			p, err := newPlan(c, []Log{curves()}, nil)
			if err != nil {
				t.Fatal(err)
			}
			order := p.epoch(3)
			if !slices.Equal(order, p.epoch(3)) || slices.Equal(order, p.epoch(4)) {
				t.Error("an epoch's order must follow from its number, and differ from the next one's")
			}
			bends, aside := 0.0, 0.0
			for _, i := range order {
				if p.sample(p.train[i]).record%20 == 0 {
					bends++
				}
				if p.sample(p.train[i]).kind != 0 {
					aside++
				}
			}
			n := float64(len(order))
			if n != 2000 || math.Abs(bends/n-tc.bends) > 0.02 || math.Abs(aside/n-tc.sideShare) > 0.02 {
				t.Errorf("%v samples, %.3f bends, %.3f of side cameras, want 2000, %.3f, %.3f", n, bends/n, aside/n, tc.bends, tc.sideShare)
			}
		})
	}
}

// Oracle: systematic sampling's own promise, each sample its expected number of times, rounded up or down.
func TestEpochShowsEachSampleItsShare(t *testing.T) {
	c := tinyConfig()
	p, err := newPlan(c, []Log{curves()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	count := make([]int, len(p.train))
	for _, i := range p.epoch(1) {
		count[i]++
	}
	for i, n := range count {
		want := p.share[i] / p.shares * float64(p.epochSamples)
		if float64(n) < math.Floor(want) || float64(n) > math.Ceil(want) {
			t.Fatalf("sample %d comes %d times, want %.2f rounded up or down", i, n, want)
		}
	}
}

// Oracle: by hand, and a mean of 1 over what an epoch shows.
func TestWeight(t *testing.T) {
	w := Weight{HalfPerM: 0.02, Power: 1}
	for k, want := range map[float64]float64{0: 1, 0.02: 0.5, -0.02: 0.5, 0.18: 0.1} {
		if got := w.raw(k); math.Abs(got-want) > 1e-12 {
			t.Errorf("weight of %v: %v, want %v", k, got, want)
		}
	}
	c := tinyConfig()
	c.EpochSamples = 5000
	p, err := newPlan(c, []Log{curves()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, i := range p.epoch(1) {
		sum += float64(p.lossWeight(p.sample(p.train[i]).label))
	}
	if mean := sum / 5000; math.Abs(mean-1) > 0.01 {
		t.Errorf("mean weight %v, want 1", mean)
	}
}

func TestRate(t *testing.T) {
	c := Config{Rate: 1e-3, FinalRateShare: 0.01, WarmupSteps: 100}
	const steps = 2001
	for step, want := range map[int64]float64{
		0:    1e-3 / 101,
		49:   50e-3 / 101,
		100:  1e-3,
		1050: 1e-3 * (0.01 + 0.99/2), // half-way down the cosine
		2000: 1e-5,
	} {
		if got := c.rate(step, steps); math.Abs(got-want) > 1e-12 {
			t.Errorf("step %d: %v, want %v", step, got, want)
		}
	}
	if got := c.rate(0, 1); !(got > 0 && got <= 1e-3) {
		t.Errorf("the only step: %v", got)
	}
}
