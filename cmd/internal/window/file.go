package window

import (
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
)

// SavePNG writes a picture whole or not at all.
func SavePNG(path string, picture image.Image) error {
	return WriteFile(path, func(w io.Writer) error { return png.Encode(w, picture) })
}

// WriteFile writes a file whole or not at all.
func WriteFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(0o666), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
