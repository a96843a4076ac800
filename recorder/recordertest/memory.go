package recordertest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"sync"

	"steersim/recorder"
)

// ErrWrite is the failure that FailAfter brings about.
var ErrWrite = errors.New("recordertest: the writer was told to fail")

// Memory is a log in memory, a Writer and a Dataset at once. The zero value is an empty log.
type Memory struct {
	FailAfter int // fail every Write after so many; 0: never

	mu      sync.RWMutex
	drives  []recorder.Drive
	records []recorder.Record
	closes  int
	err     error
}

// Begin is of recorder.Writer.
func (m *Memory) Begin(d recorder.Drive) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d.Number != len(m.drives) {
		return fmt.Errorf("recordertest: drive %d begins, want %d", d.Number, len(m.drives))
	}
	m.drives = append(m.drives, d)
	return nil
}

// Write is of recorder.Writer. It copies the pictures.
func (m *Memory) Write(r recorder.Record) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.FailAfter > 0 && len(m.records) >= m.FailAfter {
		m.err = ErrWrite
		return ErrWrite
	}
	for v := range r.JPEG {
		r.JPEG[v] = bytes.Clone(r.JPEG[v])
		r.Has[v] = len(r.JPEG[v]) > 0
	}
	m.records = append(m.records, r)
	return nil
}

// Close is of both; the log stays readable.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closes++
	return m.err
}

// Closes counts the calls of Close.
func (m *Memory) Closes() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.closes
}

// Len is of recorder.Dataset, as is all that follows.
func (m *Memory) Len() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.records)
}

// Info describes record i.
func (m *Memory) Info(i int) recorder.Info { return m.record(i).Info }

// Drives are those that began.
func (m *Memory) Drives() []recorder.Drive {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return append([]recorder.Drive(nil), m.drives...)
}

// JPEG appends the encoded picture of record i to buf.
func (m *Memory) JPEG(i int, v recorder.View, buf []byte) ([]byte, error) {
	r := m.record(i)
	if v < 0 || v >= recorder.Views || !r.Has[v] {
		return buf, fmt.Errorf("%w: record %d: %v", recorder.ErrNoPicture, i, v)
	}
	return append(buf, r.JPEG[v]...), nil
}

// Image decodes the picture of record i.
func (m *Memory) Image(i int, v recorder.View) (image.Image, error) {
	data, err := m.JPEG(i, v, nil)
	if err != nil {
		return nil, err
	}
	return jpeg.Decode(bytes.NewReader(data))
}

// Hash covers drives, infos and pictures.
func (m *Memory) Hash() string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	h := sha256.New()
	fmt.Fprintf(h, "%+v\n", m.drives)
	for _, r := range m.records {
		fmt.Fprintf(h, "%+v\n", r.Info)
		for _, data := range r.JPEG {
			fmt.Fprintf(h, "%d\n", len(data))
			h.Write(data)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (m *Memory) record(i int) recorder.Record {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.records[i]
}
