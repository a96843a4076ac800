package donkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// catalogAbout is a catalog's manifest. Lengths are in bytes, with the line's end.
type catalogAbout struct {
	Created float64 `json:"created_at"`
	Lengths []int   `json:"line_lengths"`
	Path    string  `json:"path"`
	Start   int     `json:"start_index"`
}

// begin starts the next catalog and names it in the manifest.
func (w *Writer) begin() error {
	name := fmt.Sprintf("catalog_%d.catalog", len(w.about.catalogs.Paths))
	f, err := os.OpenFile(filepath.Join(w.folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	w.catalog, w.lengths, w.whole = f, []int{}, 0
	w.about.catalogs.Paths = append(w.about.catalogs.Paths, name)
	return w.tell()
}

// next ends a full catalog and starts another.
func (w *Writer) next() error {
	if err := w.end(); err != nil {
		return err
	}
	return w.begin()
}

// end completes the catalog.
func (w *Writer) end() error {
	err := errors.Join(w.tell(), w.catalog.Sync()) // some file systems tell only now that they are full
	return errors.Join(err, w.catalog.Close())
}

// tell writes both manifests as they are by now.
func (w *Writer) tell() error {
	last := w.about.catalogs.Paths[len(w.about.catalogs.Paths)-1]
	name := last + "_manifest"
	line, err := json.Marshal(catalogAbout{Created: w.about.created, Lengths: w.lengths, Path: name, Start: w.about.catalogs.Current - len(w.lengths)})
	if err != nil {
		return err
	}
	text, err := w.about.append(nil)
	if err != nil {
		return err
	}
	return errors.Join(replace(filepath.Join(w.folder, name), append(line, '\n')), replace(filepath.Join(w.folder, manifestName), text))
}

// replace writes a file as one act: whoever reads it sees the old or the new one.
func replace(path string, text []byte) error {
	part := path + ".part"
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, path)
}
