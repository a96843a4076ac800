package window

import (
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
)

// SavePNG writes a picture whole or not at all.
func SavePNG(path string, picture image.Image) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".screenshot-*.png")
	if err != nil {
		return err
	}
	err = errors.Join(png.Encode(f, picture), f.Chmod(0o666), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
