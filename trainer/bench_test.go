package trainer

import (
	"image"
	"testing"

	"steersim/model"
	"steersim/recorder/recordertest"
	"steersim/trainer/frames"
)

// BenchmarkLoad is how many pictures of the real size the loader feeds, with nobody learning.
func BenchmarkLoad(b *testing.B) {
	log := recordertest.Wavy(recordertest.Plan{Drives: 1, Records: 300, Size: image.Pt(320, 160), Seed: 1})
	c := DefaultConfig(1)
	p, err := newPlan(c, []Log{{Path: "wavy", Dataset: log}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	for name, tc := range map[string]struct {
		cache   bool
		workers int
		still   bool
	}{"cache-1": {true, 1, false}, "cache-2": {true, 2, false}, "cache-1-unaugmented": {true, 1, true}, "jpeg-1": {false, 1, false}, "jpeg-2": {false, 2, false}} {
		b.Run(name, func(b *testing.B) {
			fc, err := c.pictures(Spread{}, nil, "")
			if err != nil {
				b.Fatal(err)
			}
			if tc.cache {
				fc.Dir = b.TempDir()
			}
			st, err := frames.Open(b.Context(), "wavy", log, fc)
			if err != nil {
				b.Fatal(err)
			}
			defer st.Close()
			k, err := newLoader([]*frames.Store{st}, c, c.view(), p, tc.workers)
			if err != nil {
				b.Fatal(err)
			}
			epoch := 1
			if tc.still {
				epoch = 0
			}
			b.ReportAllocs()
			pictures := 0
			for b.Loop() {
				err := k.load(b.Context(), epoch, 512, func(i int) sample { return p.sample(p.train[i%len(p.train)]) }, func(x model.Batch) error {
					pictures += x.N
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(pictures)/b.Elapsed().Seconds(), "pictures/s")
		})
	}
}
