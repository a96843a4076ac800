package frames

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math/bits"
	"os"
	"path/filepath"

	"steersim/recorder"
)

// Preparer turns a picture into the network's input. Each Reader has its own.
type Preparer interface {
	// Bytes writes the prepared picture, (C, H, W), to dst and keeps neither.
	Bytes(dst []byte, img image.Image) error
}

// Config says where prepared pictures come from and go to.
type Config struct {
	Dir         string                   // of the cache file; "" decodes every picture again and again
	Description string                   // of source and preparation: what changes their output changes this text
	NewPreparer func() (Preparer, error) // called once for each goroutine
	NewSource   func() (Source, error)   // the same; nil: the cameras' pictures as they were recorded
	Size        int                      // bytes of a prepared picture
	Workers     int                      // that build the file; 0 is one

	Progress func(done, total int) // called by one goroutine at a time while the file is built; may be nil
	Note     func(string)          // what the user should know, such as that the disk is full; may be nil
}

// ErrPicture is a picture that cannot be read.
var ErrPicture = errors.New("picture")

// Store hands out the prepared pictures of one log. It does not own the log.
type Store struct {
	name   string // of the log, for messages
	data   recorder.Dataset
	config Config
	first  []int32 // pictures before record i
	count  int
	has    []uint8 // bit k: record i has a picture of kind k
	names  Source
	file   *cacheFile
}

// Open makes the pictures of a log ready. It returns when the cache file is whole, or with ctx's error.
func Open(ctx context.Context, name string, data recorder.Dataset, c Config) (*Store, error) {
	if c.NewPreparer == nil || c.Size < 1 {
		return nil, fmt.Errorf("frames: pictures of %d bytes, want at least 1 and a way to prepare them", c.Size)
	}
	c.Workers = max(c.Workers, 1)
	if c.Note == nil {
		c.Note = func(string) {}
	}
	if c.Progress == nil {
		c.Progress = func(int, int) {}
	}
	if c.NewSource == nil {
		c.NewSource = func() (Source, error) { return Cameras{}, nil }
	}
	names, err := c.NewSource()
	if err != nil {
		return nil, err
	}
	s := &Store{name: name, data: data, config: c, first: make([]int32, data.Len()), has: make([]uint8, data.Len()), names: names}
	for i := range s.first {
		s.first[i] = int32(s.count)
		s.has[i] = names.Kinds(data.Info(i))
		s.count += bits.OnesCount8(s.has[i])
	}
	if c, ok := names.(io.Closer); ok { // names are all that is asked of it from now on
		if err := c.Close(); err != nil {
			return nil, err
		}
	}
	if c.Dir == "" || s.count == 0 {
		return s, nil
	}
	if err := s.openFile(ctx); err != nil {
		if ctx.Err() != nil || errors.Is(err, ErrPicture) {
			return nil, err
		}
		c.Note(fmt.Sprintf("%s: no cache of prepared pictures, each epoch decodes them again: %v", name, err))
		s.file = nil
	}
	return s, nil
}

// Count is the number of pictures.
func (s *Store) Count() int { return s.count }

// Cached reports whether pictures come from a file.
func (s *Store) Cached() bool { return s.file != nil }

// Close closes the cache file, which stays for the next time.
func (s *Store) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.close()
}

// Remove closes the cache file and deletes it.
func (s *Store) Remove() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.close(), os.Remove(s.file.path))
}

// openFile opens the log's cache file, or builds it.
func (s *Store) openFile(ctx context.Context) error {
	id, err := s.identity()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.config.Dir, 0o777); err != nil {
		return err
	}
	path := filepath.Join(s.config.Dir, id.fileName())
	s.file, err = openCache(path, id)
	if err == nil {
		if err = s.spotCheck(ctx); err == nil {
			return nil
		}
		s.file.close()
		s.file = nil
	}
	if ctx.Err() != nil || errors.Is(err, ErrPicture) {
		return err
	}
	if !errors.Is(err, os.ErrNotExist) {
		s.config.Note(fmt.Sprintf("%s: the cache of prepared pictures is made anew: %v", s.name, err))
	}
	if err := s.build(ctx, path, id); err != nil {
		return err
	}
	s.file, err = openCache(path, id)
	return err
}

// spotCheck decodes a few pictures again and compares: a cache must never be silently wrong.
func (s *Store) spotCheck(ctx context.Context) error {
	r, err := s.Reader()
	if err != nil {
		return err
	}
	dst := make([]byte, s.config.Size)
	defer r.Close()
	const checks = 8 // one of each kind at the least
	for n := range checks {
		if err := ctx.Err(); err != nil {
			return err
		}
		i := n * len(s.has) / checks
		kind := nth(s.has[i], n)
		if kind < 0 {
			continue
		}
		if err := r.decode(dst, i, kind); err != nil {
			return err
		}
		if got, want := checksum(dst), s.file.sums[s.frame(i, kind)]; got != want {
			return fmt.Errorf("%w: %s has the sum %08x in it, but %08x when decoded", errCache, s.place(i, kind), want, got)
		}
	}
	return nil
}

// nth is the n-th of a record's kinds, counted round and round; -1 if it has none.
func nth(has uint8, n int) int {
	if has == 0 {
		return -1
	}
	for n %= bits.OnesCount8(has); n > 0; n-- {
		has &= has - 1
	}
	return bits.TrailingZeros8(has)
}

// frame is the number of a picture in the file.
func (s *Store) frame(i, kind int) int {
	return int(s.first[i]) + bits.OnesCount8(s.has[i]&(1<<kind-1))
}

func (s *Store) place(i, kind int) string {
	return fmt.Sprintf("%s: record %d, %s", s.name, i, s.names.Name(kind))
}

// kinds is how many a record may have.
const kinds = 8
