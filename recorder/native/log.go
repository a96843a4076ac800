package native

import (
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"slices"
	"sync"

	"steersim/recorder"
)

// Log is a recorder.Dataset.
type Log struct {
	name    string
	file    io.ReaderAt
	closer  io.Closer
	drives  []recorder.Drive
	entries []entry
	hash    string
	cut     bool
	buffers sync.Pool
}

// Open reads through a log and remembers where its pictures are.
func Open(path string) (*Log, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	stat, err := file.Stat()
	if err == nil && !stat.Mode().IsRegular() {
		err = fmt.Errorf("%s: %w: no regular file", path, recorder.ErrFormat)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	l, err := newLog(path, file, stat.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	l.closer = file
	return l, nil
}

func newLog(name string, file io.ReaderAt, size int64) (*Log, error) {
	x := newIndex()
	cut, err := scan(file, size, x)
	if err == nil {
		err = x.finish()
	}
	if err == nil && !cut && !x.has(steering) {
		err = fmt.Errorf("%w: there is no topic %s", recorder.ErrFormat, steering.topic())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	l := &Log{name: name, file: file, drives: x.drives, entries: x.entries, cut: cut}
	l.hash = hex.EncodeToString(x.hash.Sum(nil))
	l.buffers.New = func() any { return new([]byte) }
	return l, nil
}

// Cut says that the recording was not closed: it ends with its last whole chunk.
func (l *Log) Cut() bool { return l.cut }

// Len is of recorder.Dataset, as is all that follows.
func (l *Log) Len() int { return len(l.entries) }

// Info describes record i.
func (l *Log) Info(i int) recorder.Info { return l.entries[i].info(l.drives) }

// Drives are those that began.
func (l *Log) Drives() []recorder.Drive { return slices.Clone(l.drives) }

// Hash is the SHA-256 over messages and drives.
func (l *Log) Hash() string { return l.hash }

// JPEG appends the encoded picture of record i to buf.
func (l *Log) JPEG(i int, v recorder.View, buf []byte) ([]byte, error) {
	e := &l.entries[i]
	if v < 0 || v >= recorder.Views || e.offset[v] == 0 {
		return buf, fmt.Errorf("%s: record %d: %v: %w", l.name, i, v, recorder.ErrNoPicture)
	}
	n, length := len(buf), int(e.length[v])
	buf = slices.Grow(buf, length)[:n+length]
	if _, err := l.file.ReadAt(buf[n:], e.offset[v]); err != nil {
		return buf[:n], fmt.Errorf("%s: offset %d: record %d: %v: %w", l.name, e.offset[v], i, v, err)
	}
	return buf, nil
}

// Image decodes the picture of record i.
func (l *Log) Image(i int, v recorder.View) (image.Image, error) {
	buf := l.buffers.Get().(*[]byte)
	defer l.buffers.Put(buf)
	var err error
	if *buf, err = l.JPEG(i, v, (*buf)[:0]); err != nil {
		return nil, err
	}
	picture, err := recorder.Decode(*buf)
	if err != nil {
		return nil, fmt.Errorf("%s: offset %d: record %d: %v: %w", l.name, l.entries[i].offset[v], i, v, err)
	}
	return picture, nil
}

// Close ends reading.
func (l *Log) Close() error {
	if l.closer == nil {
		return nil
	}
	return l.closer.Close()
}
