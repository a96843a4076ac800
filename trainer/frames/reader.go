package frames

import (
	"fmt"

	"steersim/recorder"
)

// Reader reads pictures for one goroutine.
type Reader struct {
	store   *Store
	prepare Preparer
}

// Reader returns a new one; any number may be used at the same time.
func (s *Store) Reader() (*Reader, error) {
	p, err := s.config.NewPreparer()
	if err != nil {
		return nil, err
	}
	return &Reader{store: s, prepare: p}, nil
}

// Read writes the prepared picture of record i to dst, which is as long as Config.Size says. A picture that is damaged
// in the file is taken from the log, and put right in the file.
func (r *Reader) Read(dst []byte, i int, v recorder.View) error {
	s := r.store
	if s.has[i]&(1<<v) == 0 {
		return fmt.Errorf("%w: %s: the log has none", ErrPicture, s.place(i, v))
	}
	if s.file == nil {
		return r.decode(dst, i, v)
	}
	n := s.frame(i, v)
	damage := s.file.read(dst, n)
	if damage == nil {
		return nil
	}
	if err := r.decode(dst, i, v); err != nil {
		return err
	}
	if got := checksum(dst); got != s.file.sums[n] {
		return fmt.Errorf("%w: %s is damaged in the cache %s (%w), and decoding it again gives other bytes than when the cache was made: delete that file",
			ErrPicture, s.place(i, v), s.file.path, damage)
	}
	s.file.write(dst, n)
	return nil
}

// decode reads and prepares a picture of the log.
func (r *Reader) decode(dst []byte, i int, v recorder.View) error {
	img, err := r.store.data.Image(i, v)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrPicture, r.store.place(i, v), err)
	}
	if err := r.prepare.Bytes(dst, img); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrPicture, r.store.place(i, v), err)
	}
	return nil
}
