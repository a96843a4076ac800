package udacity

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

const logName = "driving_log.csv"

// Log is a recorder.Dataset.
type Log struct {
	folder   string
	album    pictures.Album // below the folder
	car      recorder.Car
	drives   []recorder.Drive
	entries  []entry
	hash     string
	cut      bool
	untimed  int
	leftOut  int
	firstOut error
}

// Open reads a log: the folder with driving_log.csv and IMG, or a file of rows in it. The car says what steering means.
// All pictures are read once, for the hash, and again from their files when they are asked for.
func Open(ctx context.Context, path string, car recorder.Car) (*Log, error) {
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
	return read(ctx, folder, os.DirFS(folder), file, car)
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
	buf, err := l.album.JPEG(l.name(i, v), buf)
	return buf, l.place(i, v, err)
}

// Image decodes the picture of record i.
func (l *Log) Image(i int, v recorder.View) (image.Image, error) {
	picture, err := l.album.Image(l.name(i, v))
	return picture, l.place(i, v, err)
}

// name is a picture's file; empty: there is none.
func (l *Log) name(i int, v recorder.View) string {
	if e := &l.entries[i]; v >= 0 && v < recorder.Views {
		return e.row.pictures[v]
	}
	return ""
}

// place says where in the log an error is.
func (l *Log) place(i int, v recorder.View, err error) error {
	if err == nil {
		return nil
	}
	e := &l.entries[i]
	return fmt.Errorf("%s: line %d: record %d: %v: %w", l.folder, e.line, i, v, err)
}

// Close ends reading. Nothing is open between two pictures.
func (l *Log) Close() error { return nil }
