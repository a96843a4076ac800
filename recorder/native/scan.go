package native

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
)

const (
	headBytes      = 1 + 8    // of every record: what it is, how long it is
	maxRecordBytes = 64 << 20 // of a record that is held in memory
)

// errDamaged are bytes that are not those that were written.
var errDamaged = fmt.Errorf("%w: damaged", recorder.ErrFormat)

// scanner goes through a file's records from the front and gives them to an index. It believes no length.
type scanner struct {
	file io.ReaderAt
	size int64
	in   *bufio.Reader
	at   int64  // offset in the file
	crc  uint32 // of all up to at
	body []byte // of the record at hand
	to   *index
}

func scan(file io.ReaderAt, size int64, to *index) (cut bool, err error) {
	s := &scanner{file: file, size: size, in: bufio.NewReaderSize(io.NewSectionReader(file, 0, size), int(min(size, 1<<20))), to: to}
	magic, err := s.read(min(size, int64(len(mcap.Magic))))
	if err != nil {
		return false, err
	}
	if !bytes.Equal(magic, mcap.Magic) {
		return false, fmt.Errorf("%w: it begins with %q, want an MCAP file's %q", recorder.ErrFormat, magic, mcap.Magic)
	}
	for {
		start, crc := s.at, s.crc
		if s.size-s.at < headBytes {
			return s.end(start, false)
		}
		head, err := s.read(headBytes)
		if err != nil {
			return false, err
		}
		op, length := mcap.OpCode(head[0]), binary.LittleEndian.Uint64(head[1:])
		if op == mcap.OpReserved || length > uint64(s.size-s.at) {
			return s.end(start, op == mcap.OpReserved && length == 0)
		}
		if op == mcap.OpDataEnd {
			return false, s.dataEnd(start, length, crc)
		}
		if err := s.record(op, int64(length)); err != nil {
			err = fmt.Errorf("offset %d: %w", start, err)
			if !errors.Is(err, errDamaged) {
				return false, err
			}
			blank, readErr := s.blank()
			if blank { // a machine that crashes can leave a last chunk that has its length but not its bytes
				return true, nil
			}
			return false, errors.Join(err, readErr)
		}
	}
}

// record takes one that lies whole in the file.
func (s *scanner) record(op mcap.OpCode, length int64) error {
	switch op {
	case mcap.OpSchema, mcap.OpChannel, mcap.OpMessage, mcap.OpMetadata, mcap.OpChunk:
	default:
		return s.skip(length) // indexes, and what others may add
	}
	if length > maxRecordBytes {
		return fmt.Errorf("%w: a %v of %d bytes, want at most %d", recorder.ErrFormat, op, length, maxRecordBytes)
	}
	start := s.at
	body, err := s.read(length)
	if err != nil {
		return err
	}
	if op == mcap.OpChunk {
		records, err := openChunk(body)
		if err != nil {
			return err
		}
		return s.to.takeAll(records, start+int64(len(body)-len(records)))
	}
	return s.to.take(op, body, start)
}

// dataEnd checks the CRC over all before it. Behind it there is only what makes other readers faster.
func (s *scanner) dataEnd(start int64, length uint64, crc uint32) error {
	if length != 4 {
		return fmt.Errorf("offset %d: %w: an end of data of %d bytes, want 4", start, recorder.ErrFormat, length)
	}
	body, err := s.read(4)
	if err != nil {
		return err
	}
	if want := binary.LittleEndian.Uint32(body); want != 0 && crc != want {
		return fmt.Errorf("offset %d: %w: CRC %08x over all data, want %08x", start, errDamaged, crc, want)
	}
	return nil
}

// end decides what it means that there is no whole record at start. Recordings that were killed stop somewhere, and after
// a crash of the whole machine perhaps in zeros. A file that still has its last bytes, or goes on, was not cut.
func (s *scanner) end(start int64, zero bool) (cut bool, err error) {
	last := make([]byte, min(int64(len(mcap.Magic)), s.size-start))
	if n, err := s.file.ReadAt(last, s.size-int64(len(last))); n < len(last) {
		return false, err
	}
	if bytes.Equal(last, mcap.Magic) {
		return false, fmt.Errorf("offset %d: %w: no whole record, but the file goes on to its proper end", start, errDamaged)
	}
	if !zero {
		return true, nil
	}
	blank, err := s.blank()
	if err == nil && !blank {
		err = fmt.Errorf("offset %d: %w: a record of kind 0", start, errDamaged)
	}
	return blank, err
}

// read is the next n bytes, which the next call overwrites. The caller knows that the file has them.
func (s *scanner) read(n int64) ([]byte, error) {
	if int64(cap(s.body)) < n {
		s.body = make([]byte, n)
	}
	b := s.body[:n]
	if _, err := io.ReadFull(s.in, b); err != nil {
		return nil, fmt.Errorf("offset %d: %w", s.at, err)
	}
	s.at += n
	s.crc = crc32.Update(s.crc, crc32.IEEETable, b)
	return b, nil
}

func (s *scanner) skip(n int64) error {
	for n > 0 {
		part := min(n, 1<<20)
		if _, err := s.read(part); err != nil {
			return err
		}
		n -= part
	}
	return nil
}

// blank reads on to the end and says whether there is nothing but zeros.
func (s *scanner) blank() (bool, error) {
	for s.at < s.size {
		b, err := s.read(min(s.size-s.at, 1<<16))
		if err != nil {
			return false, err
		}
		if len(bytes.Trim(b, "\x00")) > 0 {
			return false, nil
		}
	}
	return true, nil
}
