package native

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
)

// openChunk is the records in a chunk's body. The library's own parser trusts the lengths.
func openChunk(body []byte) ([]byte, error) {
	const fixed = 8 + 8 + 8 + 4 + 4 // times, size, CRC, length of the compression's name
	if len(body) < fixed {
		return nil, fmt.Errorf("%w: a chunk of %d bytes, want at least %d", errDamaged, len(body), fixed)
	}
	want, name := binary.LittleEndian.Uint32(body[24:]), uint64(binary.LittleEndian.Uint32(body[28:]))
	if uint64(len(body)) < fixed+name+8 {
		return nil, fmt.Errorf("%w: a chunk of %d bytes names its compression in %d", errDamaged, len(body), name)
	}
	compression, rest := body[fixed:fixed+name], body[fixed+name:]
	records := rest[8:]
	if length := binary.LittleEndian.Uint64(rest); length != uint64(len(records)) {
		return nil, fmt.Errorf("%w: a chunk with %d bytes of records in %d", errDamaged, length, len(records))
	}
	if len(compression) > 0 {
		return nil, fmt.Errorf("%w: the chunk is compressed with %.20q, want a log that is not compressed", recorder.ErrFormat, compression)
	}
	if got := crc32.ChecksumIEEE(records); want != 0 && got != want {
		return nil, fmt.Errorf("%w: CRC %08x over a chunk of %d bytes, want %08x", errDamaged, got, len(records), want)
	}
	return records, nil
}

// takeAll gives the index what is in a chunk, whose first record lies at the offset at.
func (x *index) takeAll(records []byte, at int64) error {
	for len(records) > 0 {
		if len(records) < headBytes {
			return fmt.Errorf("%w: %d bytes behind the chunk's last record", recorder.ErrFormat, len(records))
		}
		op, length := mcap.OpCode(records[0]), binary.LittleEndian.Uint64(records[1:])
		records, at = records[headBytes:], at+headBytes
		if length > uint64(len(records)) {
			return fmt.Errorf("%w: a %v of %d bytes in the %d left of its chunk", recorder.ErrFormat, op, length, len(records))
		}
		if err := x.take(op, records[:length], at); err != nil {
			return fmt.Errorf("in the chunk at offset %d: %w", at, err)
		}
		records, at = records[length:], at+int64(length)
	}
	return nil
}
