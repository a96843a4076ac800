package trainer

import (
	"errors"
	"math"
	"runtime"
	"testing"
	"time"

	"steersim/model"
	"steersim/trainer/augment"
	"steersim/trainer/frames"
)

// newTestLoader is one over uncached pictures of a log that counts.
func newTestLoader(t testing.TB, c Config, workers int) (*loader, *edited) {
	t.Helper()
	log := &edited{Dataset: wavy(1).Dataset}
	logs := []Log{{Path: "counted", Dataset: log}}
	p, err := newPlan(c, logs, nil)
	if err != nil {
		t.Fatal(err)
	}
	fc, err := c.pictures(Spread{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	st, err := frames.Open(t.Context(), "counted", log, fc)
	if err != nil {
		t.Fatal(err)
	}
	k, err := newLoader([]*frames.Store{st}, c, c.view(), p, workers)
	if err != nil {
		t.Fatal(err)
	}
	return k, log
}

// Oracle: the plan. Batches come in order, full but for the last, each picture with its own label and weight, whatever the
// number of workers.
func TestServeKeepsTheOrder(t *testing.T) {
	c := tinyConfig()
	c.Augment = augment.Config{}
	k, _ := newTestLoader(t, c, 4)
	n := len(k.plan.train)
	if n%c.Batch == 0 {
		n--
	}
	at := 0
	raw := make([]byte, c.Spec.Input().Len())
	r, err := k.stores[0].Reader()
	if err != nil {
		t.Fatal(err)
	}
	err = k.load(t.Context(), 1, n, func(i int) sample { return k.plan.sample(k.plan.train[i]) }, func(b model.Batch) error {
		if want := min(c.Batch, n-at); b.N != want || len(b.X) != want*len(raw) || len(b.Y) != want || len(b.Weight) != want {
			t.Fatalf("batch of %d (%d, %d, %d numbers) at %d, want %d", b.N, len(b.X), len(b.Y), len(b.Weight), at, want)
		}
		for i := range b.N {
			s := k.plan.sample(k.plan.train[at+i])
			if b.Y[i] != float32(s.label) || b.Weight[i] != k.plan.lossWeight(s.label) {
				t.Fatalf("sample %d: label %v of weight %v, want %v", at+i, b.Y[i], b.Weight[i], s.label)
			}
			if err := r.Read(raw, int(s.record), s.kind); err != nil {
				t.Fatal(err)
			}
			for j, v := range raw {
				if b.X[i*len(raw)+j] != float32(v) {
					t.Fatalf("sample %d: pixel %d is %v, want %v", at+i, j, b.X[i*len(raw)+j], v)
				}
			}
		}
		at += b.N
		return nil
	})
	if err != nil || at != n {
		t.Errorf("%d samples of %d, %v", at, n, err)
	}
}

// Oracle: the law. What augmentation does to a label is what the expert would do there.
func TestAugmentedLabelsFollowTheMove(t *testing.T) {
	c := tinyConfig()
	k, _ := newTestLoader(t, c, 2)
	at, moved := 0, 0
	err := k.load(t.Context(), 3, 200, func(i int) sample { return k.plan.sample(k.plan.train[i]) }, func(b model.Batch) error {
		for i := range b.N {
			s := k.plan.sample(k.plan.train[at+i])
			d := c.Augment.Draw(draw(c.Seed, 9, 3, uint64(at+i))) // stream 9 is sim.StreamAugment
			const l = 5                                           // m, at 10 m/s
			want := s.label - d.ShiftM/(l*l) - 2*d.YawRad/l
			if math.Abs(float64(b.Y[i])-want) > 1e-8 {
				t.Fatalf("sample %d moved by %v m and %v rad: label %v, want %v", at+i, d.ShiftM, d.YawRad, b.Y[i], want)
			}
			if d.YawRad != 0 {
				moved++
			}
		}
		at += b.N
		return nil
	})
	if err != nil || moved < 50 {
		t.Errorf("%d samples moved, %v", moved, err)
	}
}

// However slow the fitter is, no more pictures are made than there are buffers for.
func TestServeDoesNotRunAhead(t *testing.T) {
	c := tinyConfig()
	k, log := newTestLoader(t, c, 4)
	used := 0
	err := k.load(t.Context(), 1, 160, func(i int) sample { return k.plan.sample(k.plan.train[i]) }, func(b model.Batch) error {
		time.Sleep(3 * time.Millisecond)
		if made := int(log.decoded.Load()); made > used+buffers*c.Batch {
			t.Errorf("%d pictures made when %d were used, want at most %d batches ahead", made, used, buffers)
		}
		used += b.N
		return nil
	})
	if err != nil || used != 160 {
		t.Errorf("%d used, %v", used, err)
	}
}

func TestServeEndsCleanly(t *testing.T) {
	c := tinyConfig()
	full := errors.New("had enough")
	before := runtime.NumGoroutine()
	for range 20 {
		k, log := newTestLoader(t, c, 3)
		err := k.load(t.Context(), 1, 160, func(i int) sample { return k.plan.sample(k.plan.train[i]) }, func(model.Batch) error { return full })
		if !errors.Is(err, full) {
			t.Fatalf("got %v, want the user's error", err)
		}
		log.bad = func(i int) bool { return i == int(k.plan.sample(k.plan.train[40]).record) }
		err = k.load(t.Context(), 1, 160, func(i int) sample { return k.plan.sample(k.plan.train[i]) }, func(model.Batch) error { return nil })
		if !errors.Is(err, errPicture) {
			t.Fatalf("got %v, want the picture's error", err)
		}
	}
	// One that has said that it is done may still be on its way out: what is left behind stays for good.
	after := runtime.NumGoroutine()
	for tries := 0; after > before && tries < 1000; tries++ {
		time.Sleep(time.Millisecond)
		after = runtime.NumGoroutine()
	}
	if after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}
