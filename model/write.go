package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
)

// WriteFile replaces the file at path as one act: a reader, and a machine that loses power, finds the old file or the
// whole new one. The same weights and Meta make the same bytes.
func WriteFile(path string, w Weights, m Meta) error {
	var b bytes.Buffer
	if err := Write(&b, w, m); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	folder := filepath.Dir(path)
	f, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := fill(f, b.Bytes()); err != nil {
		_ = os.Remove(f.Name()) // the error that matters is the first
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	if d, err := os.Open(folder); err == nil { // the new name too must survive a power cut; not every system can sync a folder
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// fill writes all of data to the disk and closes f.
func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// Write writes the content of a weights file. What Read would refuse is refused.
func Write(to io.Writer, w Weights, m Meta) error {
	if err := w.Check(); err != nil {
		return err
	}
	texts, err := m.strings(w.Spec)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	all := map[string]any{metadataKey: texts} // encoding/json sorts the keys of a map
	at := int64(0)
	for _, t := range w.Tensors {
		end := at + int64(4*len(t.Data))
		all[t.Name] = entry{float32Dtype, t.Shape, [2]int64{at, end}}
		at = end
	}
	header, err := json.Marshal(all)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	for len(header)%8 != 0 { // the numbers begin aligned
		header = append(header, ' ')
	}
	if len(header) > maxHeaderBytes {
		return fmt.Errorf("%w: header of %d bytes, want at most %d", ErrFile, len(header), maxHeaderBytes)
	}
	out := binary.LittleEndian.AppendUint64(make([]byte, 0, 8+len(header)+int(at)), uint64(len(header)))
	out = append(out, header...)
	for _, t := range w.Tensors {
		for _, v := range t.Data {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	_, err = to.Write(out)
	return err
}
