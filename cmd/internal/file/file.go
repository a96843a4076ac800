// Package file writes files whole or not at all: what is written under another name gets its own when it is complete.
package file

import (
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
)

// Write makes a file of what write puts out, or leaves the old one.
func Write(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// SavePNG writes a picture.
func SavePNG(path string, picture image.Image) error {
	return Write(path, func(w io.Writer) error { return png.Encode(w, picture) })
}
