// Package pictures reads the picture files that lie beside a log's rows: names below a folder in, bytes and hashes out, none of
// them larger than a camera makes them.
package pictures

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"io"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"

	"steersim/recorder"
)

const (
	maxBytes      = 64 << 20
	readersAtOnce = 8 // most of it is waiting for the disk
)

// load appends a picture's file to buf.
func load(files fs.FS, name string, buf []byte) ([]byte, error) {
	stat, err := fs.Stat(files, name) // first: to open a pipe would wait for its writer
	if err != nil {
		return buf, err
	}
	if !stat.Mode().IsRegular() || stat.Size() > maxBytes {
		return buf, fmt.Errorf("%w: %s: %v of %d bytes, want a file of at most %d", recorder.ErrFormat, name, stat.Mode(), stat.Size(), maxBytes)
	}
	file, err := files.Open(name)
	if err != nil {
		return buf, err
	}
	defer file.Close()
	n := len(buf)
	buf = slices.Grow(buf, int(stat.Size()))[:n+int(stat.Size())]
	if _, err := io.ReadFull(file, buf[n:]); err != nil {
		return buf[:n], fmt.Errorf("%s: %w", name, err)
	}
	return buf, nil
}

// Album are the picture files below a folder. It is safe for concurrent use.
type Album struct {
	Files   fs.FS
	buffers sync.Pool
}

// JPEG appends a picture's file to buf. Without a name there is no picture; a file must begin as a JPEG does.
func (a *Album) JPEG(name string, buf []byte) ([]byte, error) {
	if name == "" {
		return buf, recorder.ErrNoPicture
	}
	n := len(buf)
	buf, err := load(a.Files, name, buf)
	if err == nil && !bytes.HasPrefix(buf[n:], []byte{0xFF, 0xD8}) { // the marker that begins a JPEG
		err = fmt.Errorf("%w: %s begins with %q, want a JPEG", recorder.ErrFormat, name, buf[n:min(len(buf), n+4)])
	}
	if err != nil {
		return buf[:n], err
	}
	return buf, nil
}

// Image decodes a picture.
func (a *Album) Image(name string) (image.Image, error) {
	buf, _ := a.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	defer a.buffers.Put(buf)
	var err error
	if *buf, err = a.JPEG(name, (*buf)[:0]); err != nil {
		return nil, err
	}
	picture, err := recorder.Decode(*buf)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return picture, nil
}

// Names are a record's files; empty: there is none.
type Names [recorder.Views]string

// Sum is what a record's pictures hold, as SHA-256; zeros: there is none.
type Sum [recorder.Views][sha256.Size]byte

// Sums reads through the pictures of all records. The error is the one of the first record that has one, by its index; that ctx
// is done is one too.
func (a *Album) Sums(ctx context.Context, records []Names) (sums []Sum, failed int, err error) {
	sums = make([]Sum, len(records))
	errs := make([]error, len(records))
	var next atomic.Int64
	var group sync.WaitGroup
	for range readersAtOnce {
		group.Go(func() {
			var buf []byte
			for i := next.Add(1) - 1; i < int64(len(records)); i = next.Add(1) - 1 {
				for v, name := range records[i] {
					if name == "" || errs[i] != nil {
						continue
					}
					if errs[i] = ctx.Err(); errs[i] != nil {
						break
					}
					buf, errs[i] = load(a.Files, name, buf[:0])
					sums[i][v] = sha256.Sum256(buf)
				}
			}
		})
	}
	group.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, i, err
		}
	}
	return sums, 0, nil
}
