package frames

import (
	"fmt"
	"io"
)

// Reader reads pictures for one goroutine.
type Reader struct {
	store   *Store
	prepare Preparer
	source  Source
}

// Reader returns a new one; any number may be used at the same time.
func (s *Store) Reader() (*Reader, error) {
	p, err := s.config.NewPreparer()
	if err != nil {
		return nil, err
	}
	source, err := s.config.NewSource()
	if err != nil {
		return nil, err
	}
	return &Reader{store: s, prepare: p, source: source}, nil
}

// Close ends the reader's source, if that has an end.
func (r *Reader) Close() error {
	if c, ok := r.source.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// Read writes the prepared picture of one kind of record i to dst, which is as long as Config.Size says. A picture that is damaged
// in the file is taken from the log, and put right in the file.
func (r *Reader) Read(dst []byte, i, kind int) error {
	s := r.store
	if s.has[i]&(1<<kind) == 0 {
		return fmt.Errorf("%w: %s: the log has none", ErrPicture, s.place(i, kind))
	}
	if s.file == nil {
		return r.decode(dst, i, kind)
	}
	n := s.frame(i, kind)
	damage := s.file.read(dst, n)
	if damage == nil {
		return nil
	}
	if err := r.decode(dst, i, kind); err != nil {
		return err
	}
	if got := checksum(dst); got != s.file.sums[n] {
		return fmt.Errorf("%w: %s is damaged in the cache %s (%w), and decoding it again gives other bytes than when the cache was made: delete that file",
			ErrPicture, s.place(i, kind), s.file.path, damage)
	}
	s.file.write(dst, n)
	return nil
}

// decode reads and prepares a picture of the log.
func (r *Reader) decode(dst []byte, i, kind int) error {
	img, err := r.source.Image(r.store.data, i, kind)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrPicture, r.store.place(i, kind), err)
	}
	if err := r.prepare.Bytes(dst, img); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrPicture, r.store.place(i, kind), err)
	}
	return nil
}
