package trainer

import (
	"context"
	"image"
	"math"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
	"steersim/trainer/augment"
	"steersim/trainer/frames"
)

// writing is a painter whose pictures say how the car was moved.
type writing struct{ frame *image.Gray }

const perM, perRad, middle = 60, 300, 128

func (w *writing) Paint(_ recorder.Dataset, _ int, shiftM, yawRad float64) (image.Image, error) {
	w.frame.Pix[0], w.frame.Pix[1] = uint8(middle+shiftM*perM), uint8(middle+yawRad*perRad)
	return w.frame, nil
}

// reading takes that down.
type reading struct{}

func (reading) Bytes(dst []byte, m image.Image) error {
	copy(dst, []byte{middle, middle})
	if g, ok := m.(*image.Gray); ok {
		copy(dst, g.Pix[:2])
	}
	return nil
}

// TestMovedViewsHaveTheirOwnLabels: the picture that the store makes of a kind is of the car that the plan's label is for. Oracles:
// the painter's own words, and both laws written out.
func TestMovedViewsHaveTheirOwnLabels(t *testing.T) {
	log := Log{Path: "wavy", Dataset: recordertest.Wavy(recordertest.Plan{Drives: 2, Records: 60, Size: image.Pt(32, 16), Seed: 4})}
	for _, law := range []augment.Law{augment.Expert, augment.TwoSeconds} {
		c := DefaultConfig(9).Learning(Warped)
		c.Label = law
		p, err := newPlan(c, []Log{log}, nil)
		if err != nil {
			t.Fatal(err)
		}
		f, err := c.pictures(p.spread, func() (Painter, error) { return &writing{image.NewGray(image.Rect(0, 0, 2, 1))}, nil }, "pen")
		if err != nil {
			t.Fatal(err)
		}
		f.NewPreparer, f.Size = func() (frames.Preparer, error) { return reading{}, nil }, 2
		store, err := frames.Open(context.Background(), "wavy", log.Dataset, f)
		if err != nil {
			t.Fatal(err)
		}
		r, err := store.Reader()
		if err != nil {
			t.Fatal(err)
		}
		moved, far := 0, 0.0
		got := make([]byte, 2)
		for _, k := range p.train {
			s := p.sample(k)
			if err := r.Read(got, int(s.record), s.kind); err != nil {
				t.Fatal(err)
			}
			shift, yaw := (float64(got[0])-middle)/perM, (float64(got[1])-middle)/perRad
			if math.Abs(shift-s.shiftM) > 1.0/perM || math.Abs(yaw-s.yawRad) > 1.0/perRad {
				t.Fatalf("record %d, kind %d: the picture is of %v m and %v rad, the label of %v and %v", s.record, s.kind, shift, yaw, s.shiftM, s.yawRad)
			}
			recorded := log.Dataset.Info(int(s.record)).CurvaturePerM
			want := recorded - s.shiftM/25 - 2*s.yawRad/5 // 10 m/s: L is 5 m
			if law == augment.TwoSeconds {
				want = recorded - 6*s.shiftM/400 - 4*s.yawRad/20 // and the way 20 m
			}
			if math.Abs(s.label-want) > 1e-12 {
				t.Fatalf("%s, record %d: label %v, want %v", law, s.record, s.label, want)
			}
			if s.kind > 0 {
				moved++
				far = max(far, math.Abs(s.shiftM))
			}
		}
		if moved < 100 || far < p.spread.ShiftM || far > spreadWithin*p.spread.ShiftM {
			t.Errorf("%d pictures of moved cars, %v m at the most, of a spread of %v", moved, far, p.spread.ShiftM)
		}
		for _, k := range p.val {
			if p.sample(k).kind != 0 {
				t.Fatal("validation by a moved car")
			}
		}
	}
}

// TestSpreadIsTwiceTheDrivers. Oracle: the deviation of +-0.2 m and +-0.03 rad is just that.
func TestSpreadIsTwiceTheDrivers(t *testing.T) {
	swing := func(offset, slip, heading float64) deviation {
		var d deviation
		for i := range 100 {
			side := float64(1 - 2*(i%2))
			truth := recorder.Truth{Known: true, OffsetM: 0.1 + side*offset, HeadingErrorRad: side*heading - slip}
			truth.State.SlipRad = slip
			d.add(truth)
			d.add(recorder.Truth{}) // of which nothing is known
		}
		return d
	}
	c := DefaultConfig(1)
	if s := c.spread(swing(0.2, 0.05, 0.03)); math.Abs(s.ShiftM-0.4) > 1e-9 || math.Abs(s.YawRad-0.06) > 1e-9 {
		t.Errorf("spread %+v, want 0.4 m and 0.06 rad", s)
	}
	if s := c.spread(swing(2, 0, 1)); s != mostSpread {
		t.Errorf("a wild driver: %+v, want %+v", s, mostSpread)
	}
	if s := c.spread(deviation{}); s != (Spread{2 * calmSpread.ShiftM, 2 * calmSpread.YawRad}) {
		t.Errorf("a log that does not know its driver: %+v", s)
	}
	c.Spread = Spread{0.1, 0.01}
	if s := c.spread(swing(0.2, 0, 0.03)); s != c.Spread {
		t.Errorf("asked for %+v: %+v", c.Spread, s)
	}
}

func TestSelectKeepsTheLane(t *testing.T) {
	s := Select{Hz: 10, LeastSpeedMPS: 1, MostOffsetM: 1.5, MostHeadingRad: 0.5}
	var last sieve
	taken := 0
	for i := range 40 { // two seconds at 20 Hz
		if s.takes(recorder.Info{TimeS: float64(i) * 0.05, SpeedMPS: 10}, &last) {
			taken++
		}
	}
	if taken != 20 {
		t.Errorf("%d records of two seconds at 20 Hz, want 20", taken)
	}
	known := func(offset, heading float64) recorder.Truth {
		return recorder.Truth{Known: true, OffsetM: offset, HeadingErrorRad: heading}
	}
	for name, tc := range map[string]struct {
		info recorder.Info
		want bool
	}{
		"standing":                 {recorder.Info{TimeS: 9, SpeedMPS: 0.5}, false},
		"in the other lane":        {recorder.Info{TimeS: 9, SpeedMPS: 9, Truth: known(-3, 0)}, false},
		"across the road":          {recorder.Info{TimeS: 9, SpeedMPS: 9, Truth: known(0, 0.9)}, false},
		"near its border":          {recorder.Info{TimeS: 9, SpeedMPS: 9, Truth: known(1.2, 0.1)}, true},
		"nothing known but speed":  {recorder.Info{TimeS: 9, SpeedMPS: 9}, true},
		"the next drive, at once":  {recorder.Info{Drive: 1, TimeS: 0, SpeedMPS: 9}, true},
		"the same, too soon after": {recorder.Info{TimeS: 1.97, SpeedMPS: 9}, false},
	} {
		l := last
		if got := s.takes(tc.info, &l); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

// Oracle: by hand, 1,200 scenes and 48,000 pictures.
func TestSmallLogsAreFilledUp(t *testing.T) {
	for records, want := range map[int]struct{ scene, pictures int }{0: {1, 8}, 900: {1, 8}, 2_400: {2, 8}, 6_000: {5, 8}, 8_000: {6, 6}, 9_601: {8, 5}, 36_000: {10, 4}} {
		c := DefaultConfig(1).Learning(Looks).Filling(records)
		if c.SceneRecords != want.scene || c.PerRecord != want.pictures || c.SideShare != 1-1/float64(want.pictures) {
			t.Errorf("%d records: another scene every %d, %d pictures each, %v from the side: want %+v", records, c.SceneRecords, c.PerRecord, c.SideShare, want)
		}
		if again := c.Filling(records); again.SceneRecords != c.SceneRecords || again.PerRecord != c.PerRecord {
			t.Errorf("%d records: filled twice it is another", records)
		}
		if err := c.Check(); err != nil {
			t.Errorf("%d records: %v", records, err)
		}
	}
	if c := DefaultConfig(1).Learning(Exact); c.Filling(900).PerRecord != c.PerRecord || c.Filling(900).SceneRecords != 0 {
		t.Error("views in the log's own scenes were filled up")
	}
}
