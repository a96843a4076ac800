// Package file writes files whole or not at all: what is written under another name gets its own when it is complete.
package file

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes a file of what write puts out, or leaves the old one. A link is followed; what is no file is not replaced.
func Write(path string, write func(io.Writer) error) error {
	at := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		at = real
	}
	if err := regular(path); err != nil {
		return err
	}
	part := filepath.Join(filepath.Dir(at), fmt.Sprintf(".%s.%d", filepath.Base(at), os.Getpid()))
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	var of *fs.PathError
	if errors.As(err, &of) {
		of.Path = path // and not that of the part
	}
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Close())
	if err == nil {
		err = os.Rename(part, at)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}

// Ready says whether a file can be written there, as far as that shows before: the folder is made, and what is no file is refused.
func Ready(path string) error {
	if err := regular(path); err != nil {
		return err
	}
	return os.MkdirAll(filepath.Dir(path), 0o777)
}

// regular refuses what is there and no file.
func regular(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is a folder or a device, want the name of a file", path)
	}
	return nil
}

// SavePNG writes a picture.
func SavePNG(path string, picture image.Image) error {
	return Write(path, func(w io.Writer) error { return png.Encode(w, picture) })
}
