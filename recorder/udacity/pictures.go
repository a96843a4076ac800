package udacity

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"steersim/recorder"
)

const (
	pictureFolder   = "IMG"
	maxPictureBytes = 64 << 20
	maxSide         = 1 << 13 // px, of a picture
	readersAtOnce   = 8       // of pictures: most of it is waiting for the disk
)

// pictures finds the files that rows name. Nothing outside of the log's folder is looked at.
type pictures struct {
	files   fs.FS
	folders map[string]map[string]string // of those listed so far: names, also in lower case, to names
}

func newPictures(files fs.FS) (*pictures, error) {
	// An IMG that is not there has no pictures; one that may not be read is not the log's fault.
	if _, err := fs.ReadDir(files, pictureFolder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return &pictures{files: files, folders: map[string]map[string]string{}}, nil
}

// find is the file below the folder that a path of some machine names: where the path says, or else by its name in IMG.
// It is empty if there is none.
func (p *pictures) find(said string) string {
	said = path.Clean(strings.ReplaceAll(said, `\`, "/"))
	name := path.Base(said)
	for _, folder := range []string{path.Dir(said), pictureFolder} {
		if !fs.ValidPath(folder) {
			continue
		}
		names := p.list(folder)
		if file := cmp.Or(names[name], names[strings.ToLower(name)]); file != "" {
			return path.Join(folder, file)
		}
	}
	return ""
}

// list looks at a folder once. One that cannot be read has no pictures.
func (p *pictures) list(folder string) map[string]string {
	if names, ok := p.folders[folder]; ok {
		return names
	}
	names := map[string]string{}
	entries, _ := fs.ReadDir(p.files, folder)
	for _, e := range entries {
		if info, err := e.Info(); err != nil || e.IsDir() || info.Size() == 0 {
			continue // a picture of no bytes is what a crash leaves
		}
		names[e.Name()] = e.Name() // also where another name stands in lower case
		if lower := strings.ToLower(e.Name()); names[lower] == "" {
			names[lower] = e.Name()
		}
	}
	p.folders[folder] = names
	return names
}

// load appends a picture's file to buf.
func load(files fs.FS, name string, buf []byte) ([]byte, error) {
	stat, err := fs.Stat(files, name) // first: to open a pipe would wait for its writer
	if err != nil {
		return buf, err
	}
	if !stat.Mode().IsRegular() || stat.Size() > maxPictureBytes {
		return buf, fmt.Errorf("%w: %s: %v of %d bytes, want a file of at most %d", recorder.ErrFormat, name, stat.Mode(), stat.Size(), maxPictureBytes)
	}
	file, err := files.Open(name)
	if err != nil {
		return buf, err
	}
	defer file.Close()
	n := len(buf)
	buf = slices.Grow(buf, int(stat.Size()))[:n+int(stat.Size())]
	if _, err := io.ReadFull(file, buf[n:]); err != nil {
		return buf[:n], fmt.Errorf("%s: %w", name, err)
	}
	return buf, nil
}

// decode looks at the size first: a picture may claim any.
func decode(data []byte) (image.Image, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", recorder.ErrFormat, err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxSide || c.Height > maxSide {
		return nil, fmt.Errorf("%w: a picture of %dx%d, want sides of 1 to %d", recorder.ErrFormat, c.Width, c.Height, maxSide)
	}
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", recorder.ErrFormat, err)
	}
	return picture, nil
}

// sum is what a record's pictures hold.
type sum struct {
	sha256 [recorder.Views][sha256.Size]byte
	err    error
}

// sums reads through all pictures.
func sums(files fs.FS, entries []entry) []sum {
	all := make([]sum, len(entries))
	var next atomic.Int64
	var group sync.WaitGroup
	for range readersAtOnce {
		group.Go(func() {
			var buf []byte
			for i := next.Add(1) - 1; i < int64(len(entries)); i = next.Add(1) - 1 {
				for v, name := range entries[i].row.pictures {
					if name == "" || all[i].err != nil {
						continue
					}
					buf, all[i].err = load(files, name, buf[:0])
					all[i].sha256[v] = sha256.Sum256(buf)
				}
			}
		})
	}
	group.Wait()
	return all
}
