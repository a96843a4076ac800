package trainer

import (
	"context"
	"sync"
	"sync/atomic"

	"steersim/model"
	"steersim/sim"
	"steersim/trainer/augment"
	"steersim/trainer/frames"
)

// buffers is how many batches there are in memory: one with the fitter, one ready, one in the making.
const buffers = 3

// portion is how many pictures of a batch a worker takes at once.
const portion = 8

// loader makes batches from samples: it owns what the workers of all epochs share.
type loader struct {
	stores  []*frames.Store
	config  Config
	view    augment.View
	plan    *plan
	workers []*worker
	free    []*slot
}

// slot is the memory of one batch.
type slot struct {
	model.Batch
	pixels  int
	pending atomic.Int32
	done    chan struct{}
	failed  atomic.Pointer[error]
}

// order is a batch to be made: which samples, and where in the epoch they stand.
type order struct {
	slot    *slot
	samples []sample
	from    int // of the slot
	at      int // of the epoch, of samples[0]
	epoch   int // 0: validation, nothing is augmented
}

func newLoader(stores []*frames.Store, c Config, v augment.View, p *plan, workers int) (*loader, error) {
	k := &loader{stores: stores, config: c, view: v, plan: p}
	for range max(workers, 1) {
		w, err := newWorker(k)
		k.workers = append(k.workers, w)
		if err != nil {
			k.close()
			return nil, err
		}
	}
	pixels := c.Spec.Input().Len()
	for range buffers {
		k.free = append(k.free, &slot{pixels: pixels, Batch: model.Batch{
			X: make([]float32, c.Batch*pixels), Y: make([]float32, c.Batch), Weight: make([]float32, c.Batch),
		}})
	}
	return k, nil
}

// close ends the workers' readers.
func (k *loader) close() {
	for _, w := range k.workers {
		for _, r := range w.readers {
			_ = r.Close() // it only read
		}
	}
}

// load makes n samples into batches and gives them to use, one after the other in their order, while the workers make the
// next ones. get is asked for sample i in order. It returns when all is used, or with the first error of use, of a
// worker, or of ctx; then no worker is running any more.
func (k *loader) load(ctx context.Context, epoch, n int, get func(i int) sample, use func(model.Batch) error) error {
	ctx, cancel := context.WithCancel(ctx)
	orders := make(chan order)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for _, w := range k.workers {
		wg.Go(func() {
			for {
				select {
				case o := <-orders:
					w.fill(o)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	ready := make(chan *slot, buffers)
	free := make(chan *slot, buffers)
	for _, s := range k.free {
		free <- s
	}
	wg.Go(func() { k.dispatch(ctx, epoch, n, get, orders, ready, free) })
	for s := range ready {
		select {
		case <-s.done:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if err := s.failed.Load(); err != nil {
			return *err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := use(s.Batch); err != nil {
			return err
		}
		free <- s
	}
	return ctx.Err()
}

// dispatch cuts the samples into batches and those into portions. It closes ready behind the last batch.
func (k *loader) dispatch(ctx context.Context, epoch, n int, get func(int) sample, orders chan<- order, ready chan<- *slot, free <-chan *slot) {
	defer close(ready)
	for at := 0; at < n; at += k.config.Batch {
		var s *slot
		select {
		case s = <-free:
		case <-ctx.Done():
			return
		}
		size := min(k.config.Batch, n-at)
		samples := make([]sample, size)
		for i := range samples {
			samples[i] = get(at + i)
		}
		s.reset(size)
		ready <- s // room for all slots: this does not block
		for from := 0; from < size; from += portion {
			to := min(from+portion, size)
			select {
			case orders <- order{s, samples[from:to], from, at + from, epoch}:
			case <-ctx.Done():
				return
			}
		}
	}
}

// reset makes a slot ready for size samples.
func (s *slot) reset(size int) {
	s.N = size
	s.X, s.Y, s.Weight = s.X[:size*s.pixels], s.Y[:size], s.Weight[:size]
	s.pending.Store(int32((size + portion - 1) / portion))
	s.done = make(chan struct{})
	s.failed.Store(nil)
}

// worker makes portions of batches.
type worker struct {
	k        *loader
	readers  []*frames.Reader
	augment  *augment.Augmenter
	raw, new []byte
}

// newWorker's readers are open, also of one that comes with an error.
func newWorker(k *loader) (*worker, error) {
	n := k.config.Spec.Input().Len()
	w := &worker{k: k, raw: make([]byte, n), new: make([]byte, n)}
	for _, s := range k.stores {
		r, err := s.Reader()
		if err != nil {
			return w, err
		}
		w.readers = append(w.readers, r)
	}
	var err error
	w.augment, err = augment.New(k.view)
	return w, err
}

// fill makes a portion and, if it was the batch's last, says so.
func (w *worker) fill(o order) {
	for i, s := range o.samples {
		if err := w.make(o.slot, o.from+i, s, o.epoch, o.at+i); err != nil {
			o.slot.failed.Store(&err)
			break
		}
	}
	if o.slot.pending.Add(-1) == 0 {
		close(o.slot.done)
	}
}

// augmented is a sample as the at-th of an epoch is shown it, and what is done to its picture.
func (c Config) augmented(s sample, epoch, at int) (sample, augment.Draw) {
	d := c.Augment.Draw(draw(c.Seed, sim.StreamAugment, uint64(epoch), uint64(at)))
	s.label = c.Label.Label(s.label, s.wayM, d.ShiftM, d.YawRad)
	s.shiftM, s.yawRad = s.shiftM+d.ShiftM, s.yawRad+d.YawRad
	return s, d
}

// make reads, augments and converts one picture.
func (w *worker) make(b *slot, i int, s sample, epoch, at int) error {
	if err := w.readers[s.log].Read(w.raw, int(s.record), s.kind); err != nil {
		return err
	}
	picture, label := w.raw, s.label
	if epoch > 0 {
		var d augment.Draw
		if s, d = w.k.config.augmented(s, epoch, at); d != augment.Still() {
			if err := w.augment.Apply(w.new, w.raw, d); err != nil {
				return err
			}
			picture = w.new
		}
		label = s.label
	}
	x := b.X[i*b.pixels : (i+1)*b.pixels]
	for j, v := range picture {
		x[j] = float32(v)
	}
	b.Y[i] = float32(label)
	b.Weight[i] = w.k.plan.lossWeight(label)
	return nil
}
