package frames

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// errCache is a cache file that is of no use.
var errCache = errors.New("cache file")

// cacheFile is header, pictures, one checksum a picture, and a checksum of the checksums.
type cacheFile struct {
	path string
	file *os.File
	size int
	sums []uint32
}

// openCache opens a whole cache file of an identity. Pictures are checked when they are read.
func openCache(path string, id identity) (*cacheFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) {
		f, err = os.Open(path)
	}
	if err != nil {
		return nil, err
	}
	c := &cacheFile{path: path, file: f, size: id.size}
	if err := c.readIndex(id); err != nil {
		f.Close()
		return nil, err
	}
	return c, nil
}

func (c *cacheFile) readIndex(id identity) error {
	header := make([]byte, headerBytes)
	if _, err := io.ReadFull(c.file, header); err != nil {
		return fmt.Errorf("%w: %s: header: %w", errCache, c.path, err)
	}
	if !bytes.Equal(header, id.header()) {
		return fmt.Errorf("%w: %s: made from another log, by another preparation or by another version", errCache, c.path)
	}
	table := make([]byte, 4*id.count+4)
	info, err := c.file.Stat()
	if err != nil {
		return err
	}
	if want := c.place(id.count) + int64(len(table)); info.Size() != want {
		return fmt.Errorf("%w: %s: %d bytes, want %d", errCache, c.path, info.Size(), want)
	}
	if _, err := c.file.ReadAt(table, c.place(id.count)); err != nil {
		return fmt.Errorf("%w: %s: checksums: %w", errCache, c.path, err)
	}
	if got, want := binary.LittleEndian.Uint32(table[4*id.count:]), checksum(table[:4*id.count]); got != want {
		return fmt.Errorf("%w: %s: the checksums are damaged", errCache, c.path)
	}
	c.sums = make([]uint32, id.count)
	for i := range c.sums {
		c.sums[i] = binary.LittleEndian.Uint32(table[4*i:])
	}
	return nil
}

// place is where a picture begins.
func (c *cacheFile) place(n int) int64 { return int64(headerBytes) + int64(n)*int64(c.size) }

func (c *cacheFile) read(dst []byte, n int) error {
	if _, err := c.file.ReadAt(dst[:c.size], c.place(n)); err != nil {
		return err
	}
	if got := checksum(dst[:c.size]); got != c.sums[n] {
		return fmt.Errorf("its checksum is %08x, want %08x", got, c.sums[n])
	}
	return nil
}

// write puts a picture right. Where that fails the picture stays damaged, and is decoded the next time too.
func (c *cacheFile) write(src []byte, n int) { _, _ = c.file.WriteAt(src, c.place(n)) }

func (c *cacheFile) close() error { return c.file.Close() }

// checksum is CRC-32C, which processors compute at the speed of memory. MakeTable remembers this table.
func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
