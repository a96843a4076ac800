package udacity

import (
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

const logName = "driving_log.csv"

// Log is a recorder.Dataset.
type Log struct {
	folder   string
	files    fs.FS // below the folder
	car      recorder.Car
	drives   []recorder.Drive
	entries  []entry
	hash     string
	cut      bool
	untimed  int
	leftOut  int
	firstOut error
	buffers  sync.Pool
}

// Open reads a log: the folder with driving_log.csv and IMG, or a file of rows in it. The car says what steering means.
// All pictures are read once, for the hash, and again from their files when they are asked for.
func Open(path string, car recorder.Car) (*Log, error) {
	stat, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	folder, file := path, logName
	if !stat.IsDir() {
		folder, file = filepath.Split(path)
		folder = filepath.Clean(folder)
	}
	if stat, err = os.Stat(filepath.Join(folder, file)); err != nil {
		return nil, err
	}
	if !stat.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w: no regular file", filepath.Join(folder, file), recorder.ErrFormat)
	}
	return read(folder, os.DirFS(folder), file, car)
}

// Cut says that the last line was not whole, and left out.
func (l *Log) Cut() bool { return l.cut }

// LeftOut counts the rows whose centre picture is missing. The error names the first; it is nil if there is none.
func (l *Log) LeftOut() (rows int, first error) { return l.leftOut, l.firstOut }

// Untimed counts the records whose pictures' names have no stamp: they are taken to be a fifteenth of a second apart.
func (l *Log) Untimed() int { return l.untimed }

// Len is of recorder.Dataset, as is all that follows.
func (l *Log) Len() int { return len(l.entries) }

// Info describes record i. Who drove is not known: it is taken to be a person.
func (l *Log) Info(i int) recorder.Info {
	e := &l.entries[i]
	info := e.row.info(l.car)
	info.Drive, info.TimeS = e.drive, e.timeS
	return info
}

// Drives are those that time tells apart.
func (l *Log) Drives() []recorder.Drive { return slices.Clone(l.drives) }

// Hash is the SHA-256 over rows and pictures. It does not depend on the car.
func (l *Log) Hash() string { return l.hash }

// JPEG appends the encoded picture of record i to buf.
func (l *Log) JPEG(i int, v recorder.View, buf []byte) ([]byte, error) {
	e := &l.entries[i]
	if v < 0 || v >= recorder.Views || e.row.pictures[v] == "" {
		return buf, fmt.Errorf("%s: line %d: record %d: %v: %w", l.folder, e.line, i, v, recorder.ErrNoPicture)
	}
	buf, err := pictures.JPEG(l.files, e.row.pictures[v], buf)
	if err != nil {
		return buf, fmt.Errorf("%s: line %d: record %d: %v: %w", l.folder, e.line, i, v, err)
	}
	return buf, nil
}

// Image decodes the picture of record i.
func (l *Log) Image(i int, v recorder.View) (image.Image, error) {
	buf, _ := l.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	defer l.buffers.Put(buf)
	var err error
	if *buf, err = l.JPEG(i, v, (*buf)[:0]); err != nil {
		return nil, err
	}
	picture, err := recorder.Decode(*buf)
	if err != nil {
		e := &l.entries[i]
		return nil, fmt.Errorf("%s: line %d: record %d: %v: %s: %w", l.folder, e.line, i, v, e.row.pictures[v], err)
	}
	return picture, nil
}

// Close ends reading. Nothing is open between two pictures.
func (l *Log) Close() error { return nil }
