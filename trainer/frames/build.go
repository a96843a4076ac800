package frames

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// abandonedAfter is how long a half-built file must have been left alone to be another's rubbish.
const abandonedAfter = time.Minute

// build writes the cache file beside its place and moves it there when it is whole. Workers take whole records;
// every picture has its place, so that the file does not depend on who was faster.
func (s *Store) build(ctx context.Context, path string, id identity) (err error) {
	removeAbandoned(path)
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	c := &cacheFile{path: path, file: f, size: id.size, sums: make([]uint32, id.count)}
	if err := s.fill(ctx, c); err != nil {
		return err
	}
	table := make([]byte, 0, 4*len(c.sums)+4)
	for _, sum := range c.sums {
		table = binary.LittleEndian.AppendUint32(table, sum)
	}
	table = binary.LittleEndian.AppendUint32(table, checksum(table))
	if _, err := f.WriteAt(table, c.place(id.count)); err != nil {
		return err
	}
	if _, err := f.WriteAt(id.header(), 0); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// fill prepares all pictures over the workers.
func (s *Store) fill(ctx context.Context, c *cacheFile) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	var mu sync.Mutex // guards next, done and the calls of Progress
	next, done := 0, 0
	const share = 100 // records taken at once: neighbours mostly have the road and the scene in common, which a painter is made for
	worker := func() error {
		r, err := s.Reader()
		if err != nil {
			return err
		}
		defer r.Close()
		dst := make([]byte, c.size)
		for {
			mu.Lock()
			from := next
			next = min(next+share, len(s.has))
			to := next
			mu.Unlock()
			if from == to {
				return nil
			}
			written := 0
			for i := from; i < to; i++ {
				n, err := s.fillRecord(ctx, c, r, dst, i)
				if err != nil {
					return err
				}
				written += n
			}
			mu.Lock()
			done += written
			s.config.Progress(done, s.count)
			mu.Unlock()
		}
	}
	for range s.config.Workers {
		wg.Go(func() {
			if err := worker(); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// fillRecord prepares the pictures of one record and says how many there were.
func (s *Store) fillRecord(ctx context.Context, c *cacheFile, r *Reader, dst []byte, i int) (int, error) {
	n := 0
	for kind := range kinds {
		if s.has[i]&(1<<kind) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := r.decode(dst, i, kind); err != nil {
			return n, err
		}
		at := s.frame(i, kind)
		c.sums[at] = checksum(dst)
		if _, err := c.file.WriteAt(dst, c.place(at)); err != nil {
			return n, fmt.Errorf("%w: %s: %w", errCache, c.path, err)
		}
		n++
	}
	return n, nil
}

// removeAbandoned deletes what killed builds of a file have left.
func removeAbandoned(path string) {
	parts, _ := filepath.Glob(path + ".part*")
	for _, p := range parts {
		if info, err := os.Stat(p); err == nil && time.Since(info.ModTime()) > abandonedAfter {
			os.Remove(p)
		}
	}
}
