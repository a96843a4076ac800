package recorder

import (
	"fmt"
	"image"
	"image/jpeg"
	"sync"
	"sync/atomic"

	"steersim/sim"
)

// slot is a record on its way from the loop to the writer. Its buffers are used again and again.
type slot struct {
	record  Record
	state   sim.State
	cameras Cameras
	errs    [Views]error
	views   sync.WaitGroup // until every picture is encoded
}

// pipe is the ring of slots: the loop fills one, each view's painter adds its picture, the writer empties it.
type pipe struct {
	writer  Writer
	free    chan *slot
	paint   [Views]chan *slot
	write   chan *slot
	ended   sync.WaitGroup
	failed  atomic.Pointer[error] // the first error of a picture or of the writer
	written atomic.Int64
}

func newPipe(w Writer, ring, quality int) *pipe {
	p := &pipe{writer: w, free: make(chan *slot, ring), write: make(chan *slot, ring)}
	for range ring {
		p.free <- &slot{}
	}
	for v := range p.paint {
		p.paint[v] = make(chan *slot, ring)
		p.ended.Go(func() { paintAll(View(v), p.paint[v], quality) })
	}
	p.ended.Go(p.writeAll)
	return p
}

// put waits for a free slot only.
func (p *pipe) put(info Info, state *sim.State, cameras *Cameras) error {
	if err := p.err(); err != nil {
		return err
	}
	s := <-p.free
	s.record.Info, s.state, s.cameras = info, *state, *cameras
	s.views.Add(int(Views))
	for v := range p.paint {
		p.paint[v] <- s
	}
	p.write <- s
	return nil
}

func (p *pipe) writeAll() {
	for s := range p.write {
		s.views.Wait()
		if p.failed.Load() == nil {
			if err := p.store(s); err != nil {
				p.failed.Store(&err)
			} else {
				p.written.Add(1)
			}
		}
		p.free <- s
	}
}

func (p *pipe) store(s *slot) error {
	for v, err := range s.errs {
		if err != nil {
			return fmt.Errorf("drive %d: %.2f s: %v camera: %w", s.record.Drive, s.record.TimeS, View(v), err)
		}
		s.record.Has[v] = len(s.record.JPEG[v]) > 0
	}
	return p.writer.Write(s.record)
}

// begin passes a drive on when all before it is written.
func (p *pipe) begin(d Drive) error {
	if err := p.drain(); err != nil {
		return err
	}
	if err := p.writer.Begin(d); err != nil {
		p.failed.Store(&err)
		return err
	}
	return nil
}

// drain waits until every slot is free.
func (p *pipe) drain() error {
	held := make([]*slot, cap(p.free))
	for i := range held {
		held[i] = <-p.free
	}
	for _, s := range held {
		p.free <- s
	}
	return p.err()
}

func (p *pipe) close() error {
	for _, c := range p.paint {
		close(c)
	}
	close(p.write)
	p.ended.Wait()
	closeErr := p.writer.Close()
	if err := p.err(); err != nil {
		return err
	}
	return closeErr
}

func (p *pipe) err() error {
	if err := p.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// paintAll paints and encodes one view of slot after slot.
func paintAll(v View, slots <-chan *slot, quality int) {
	options := &jpeg.Options{Quality: quality}
	frame := &image.RGBA{}
	for s := range slots {
		out := page(s.record.JPEG[v][:0])
		s.errs[v] = nil
		if camera := s.cameras[v]; camera != nil {
			if frame.Rect.Max != camera.Size() {
				frame = image.NewRGBA(image.Rectangle{Max: camera.Size()})
			}
			camera.Render(frame, s.state)
			s.errs[v] = jpeg.Encode(&out, frame, options)
		}
		s.record.JPEG[v] = out
		s.views.Done()
	}
}

// page collects a picture's bytes. With WriteByte and Flush the encoder needs no buffer of its own.
type page []byte

func (p *page) Write(b []byte) (int, error) { *p = append(*p, b...); return len(b), nil }
func (p *page) WriteByte(b byte) error      { *p = append(*p, b); return nil }
func (p *page) Flush() error                { return nil }
